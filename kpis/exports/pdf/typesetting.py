"""Sets one print in a process of its own: typst keeps what it has set for the next time, which a server has no use for.

Run as a script: values as JSON come in on standard input, the PDF goes out on standard output, and what typst objects
to goes out on standard error with status 3.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

OBJECTED = 3


def typeset(template: Path, typefaces: Path, values: str, made_at: int) -> bytes:
    """The PDF/UA-1 of a template and its values, in the shipped typefaces and none of the machine's own."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[typefaces])
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts, sys_inputs={"values": values})
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


if __name__ == "__main__":
    template, typefaces, made_at = sys.argv[1:]
    try:
        pdf = typeset(Path(template), Path(typefaces), sys.stdin.buffer.read().decode(), int(made_at))
    except typst.TypstError as objection:
        sys.stderr.write(objection.message)
        sys.exit(OBJECTED)
    sys.stdout.buffer.write(pdf)
