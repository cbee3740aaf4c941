"""What Excel prints over a number whose format has no place for its digits: x for 3, under [<5]"x";0.

The reader of the sheet sees the words, and a program reads the number: somebody may have withheld it that way.
"""

from __future__ import annotations

import re

TOKENS = re.compile(r'"([^"]*)"|\\(.)|(\[[^\]]*\])|(_.|\*.)|(General|[0#?@ymdhsbeg])|(.)', re.IGNORECASE)
SECTIONS = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\])*)(?:;|$)')
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
LONGEST_FORMAT = 255
"""The most that Excel keeps."""
HOLDS = {
    "<": lambda number, limit: number < limit,
    "<=": lambda number, limit: number <= limit,
    ">": lambda number, limit: number > limit,
    ">=": lambda number, limit: number >= limit,
    "=": lambda number, limit: number == limit,
    "<>": lambda number, limit: number != limit,
}


def printed_words(number: float, number_format: str) -> str | None:
    """The words, which may be none at all; None where the format prints the number itself."""
    if not any(sign in number_format for sign in '";\\[') or len(number_format) > LONGEST_FORMAT:
        return None
    words = ""
    for token in TOKENS.finditer(_section(number, number_format)):
        quoted, escaped, _, _, digits, other = token.groups()
        if digits:
            return None
        words += quoted or escaped or other or ""
    return " ".join(words.split())


def _section(number: float, number_format: str) -> str:
    """The part of a format that counts for a number: for those above nought, below it and nought, or by conditions."""
    sections = [found[1] for found in SECTIONS.finditer(number_format)][: number_format.count(";") + 1]
    conditions = [CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or HOLDS[condition[1]](number, float(condition[2])):
                return section
        return "General"
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]
