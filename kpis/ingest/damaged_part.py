"""Which part of a damaged xlsx workbook stopped its reader: what a person can tell whoever made the file."""

from __future__ import annotations

import io
import traceback
import zipfile
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

TYPES, BOOK, STYLES, TEXTS = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
SHEETS = "a sheet in xl/worksheets"
NEEDED = (TYPES, "xl/_rels/workbook.xml.rels")
STEPS = (
    ("_reader.py", "", SHEETS),
    ("stylesheet.py", "", STYLES),
    ("strings.py", "", TEXTS),
    ("workbook.py", "", BOOK),
    ("excel.py", "read_manifest", TYPES),
    ("excel.py", "_find_workbook_part", TYPES),
    ("excel.py", "read_strings", TEXTS),
    ("excel.py", "read_worksheets", SHEETS),
)
"""By openpyxl's own file, and its function where the file reads several parts: which part is read there."""


def damaged_part(content: bytes, damage: Exception) -> str:
    """The part in brackets: one that is missing, one that is no XML, or the one that was being read when it stopped."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        lacking = [name for name in NEEDED if name not in archive.namelist()]
        part = f"{lacking[0]} is missing" if lacking else _ill_formed(archive) or _being_read(damage)
    return f" ({part})" if part else ""


def _ill_formed(archive: zipfile.ZipFile) -> str:
    for name in (n for n in archive.namelist() if n.casefold().endswith((".xml", ".rels"))):
        try:
            with archive.open(name) as stream:
                for _, element in iterparse(stream):
                    element.clear()
        except (ParseError, DefusedXmlException, ValueError, LookupError):  # the last two for an unknown encoding
            return name
    return ""


def _being_read(damage: BaseException) -> str:
    """From the step that failed, and the failure that it was raised from."""
    frames = traceback.extract_tb(damage.__traceback__)
    if damage.__context__ is not None:
        frames = traceback.StackSummary.from_list([*frames, *traceback.extract_tb(damage.__context__.__traceback__)])
    steps = {(PurePath(frame.filename).name, frame.name) for frame in frames}
    return next((part for file, at, part in STEPS if any(f == file and at in ("", n) for f, n in steps)), "")
