"""What the text inside a workbook would cost to read, counted while it is inflated and before anything parses it.

A reader makes an object of every tag, and a cell of every place that a merge, a link or a note covers. Counting them in
the bytes is cheap, and sound because a part that is not UTF-8 is refused: in UTF-8 a tag begins with "<" alone.
"""

from __future__ import annotations

import re
from enum import Enum

from kpis.ingest.refusal import SAVE_AGAIN, SEND_LESS, refusal

MOST_CELLS = 300_000
"""Three times the largest workbook that a council has been seen to send."""
MOST_TAGS = 4_000_000
"""In sheets and texts together: a cell with a formula and its text has 6, one with runs of bold text a few more."""
MOST_OTHER_TAGS = 60_000
"""In each other part: styles, names, notes, links. A reader makes a costly object of each."""
LONGEST_TAG_BYTES = 1_000_000
CARRIED_BYTES = 64
IMAGE = re.compile(r"^(xl/media|pictures|thumbnails)/[^/]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)$")
MANY_TAGS = re.compile(r"^xl/(worksheets/[^/]+|sharedstrings[^/]*)\.xml$|^content\.xml$")
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
CELL_TAGS = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:c|row)[\s/>]")
COSTLY_NAMES = (b"mergeCell", b"hyperlink", b"comment", b"conditionalFormatting", b"dataValidation", b"col", b"brk")
MOST_COSTLY_TAGS = 20_000
"""Of merges, links, notes, rules and breaks in a sheet, where other tags are cells."""
COVERING = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:mergeCell|hyperlink|comment)(?=[\s/>])")
COVERING_TAG = re.compile(COVERING.pattern + rb"""((?:\s+[^\s=<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*/?>""")
REF = re.compile(rb"""\sref\s*=\s*["']\s*([^"']*)""")
PLACE = re.compile(rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?\s*")


class PartKind(Enum):
    """How a part is counted."""

    IMAGE = "image"
    SHEET = "sheet"
    TEXTS = "texts"
    OTHER = "other"


def kind_of_part(name: str) -> PartKind:
    """By its folded name. What leads a reader to a part of another name is refused by part_links."""
    if IMAGE.match(name):
        return PartKind.IMAGE
    if not MANY_TAGS.match(name):
        return PartKind.OTHER
    return PartKind.SHEET if name.startswith("xl/worksheets/") else PartKind.TEXTS


class Count:
    """What all parts hold together, so far."""

    def __init__(self) -> None:
        self.cells = 0
        self.tags = 0

    def add_cells(self, cells: int) -> None:
        """Raises UnreadableFile beyond the limit."""
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise refusal("E_TOO_MANY_CELLS", f"holds more than {MOST_CELLS:,} cells", SEND_LESS)

    def add_tags(self, tags: int) -> None:
        """Raises UnreadableFile beyond the limit."""
        self.tags += tags
        if self.tags > MOST_TAGS:
            raise refusal("E_TOO_HEAVY", "holds far more than a table of figures does", SEND_LESS)


class PartText:
    """One part, fed piece by piece. Every tag is seen whole, wherever the pieces are cut."""

    def __init__(self, name: str, count: Count) -> None:
        self._name = name
        self._kind = kind_of_part(name.casefold())
        self._count = count
        self._tags = self._costly = 0
        self._rest = b""
        self._before: bytes | None = None
        self._is_xml = name.casefold().endswith((".xml", ".rels", ".vml"))
        self._has_nul = False

    def feed(self, chunk: bytes) -> None:
        """Raises UnreadableFile as soon as something does not belong."""
        if self._kind is PartKind.IMAGE:
            return
        if self._before is None:
            self._before = b""
            self._is_xml |= _begins_as_xml(chunk)
        if self._is_xml:
            self._check_declarations(self._before + chunk)
            self._has_nul = self._has_nul or b"\x00" in chunk
        self._before = chunk[-CARRIED_BYTES:]
        self._count_tags(chunk)

    def end(self) -> None:
        """What can be said only when all has been seen."""
        if self._is_xml and self._has_nul:
            raise refusal("E_XML_ENCODING", f"has a part that is not written in UTF-8 ({self._name})", SAVE_AGAIN)
        if self._rest and self._kind is PartKind.SHEET:
            self._count_sheet(self._rest)

    def _check_declarations(self, text: bytes) -> None:
        if b"!" in text and any(word in text for word in DECLARATIONS):
            raise refusal("E_XML_DTD", f"declares a document type, which no workbook does ({self._name})", SAVE_AGAIN)

    def _count_tags(self, chunk: bytes) -> None:
        tags = chunk.count(b"<")
        if self._kind is PartKind.OTHER:
            self._tags += tags
            if self._tags > MOST_OTHER_TAGS:
                raise refusal("E_TOO_HEAVY", f"holds more in {self._name} than a table of figures does", SEND_LESS)
        else:
            self._count.add_tags(tags)
        text = self._rest + chunk
        cut = text.rfind(b"<")
        whole, self._rest = (text, b"") if cut < 0 else (text[:cut], text[cut:])
        if b">" in self._rest and not _may_be_open(self._rest):
            whole, self._rest = text, b""
        if len(self._rest) > LONGEST_TAG_BYTES:
            raise refusal("E_TOO_HEAVY", f"holds a tag of more than a megabyte ({self._name})", SAVE_AGAIN)
        if whole:
            self._count_sheet(whole)

    def _count_sheet(self, text: bytes) -> None:
        if self._kind is PartKind.SHEET:
            self._count.add_cells(len(CELL_TAGS.findall(text)))
            self._costly += sum(_tags_called(name, text) for name in COSTLY_NAMES)
            if self._costly > MOST_COSTLY_TAGS:
                message = f"has more than {MOST_COSTLY_TAGS:,} merges, links, rules and breaks ({self._name})"
                raise refusal("E_TOO_HEAVY", message, SEND_LESS)
        if self._kind is not PartKind.TEXTS and any(n in text for n in COSTLY_NAMES[:3]):
            self._count.add_cells(self._covered(text))

    def _covered(self, text: bytes) -> int:
        """How many cells merges, links and notes cover: the reader makes each, and one can cover the whole sheet."""
        tags = COVERING_TAG.findall(text)
        refs = [ref for attributes in tags for ref in REF.findall(attributes)]
        places = [PLACE.fullmatch(ref) for ref in refs]
        if len(tags) != len(COVERING.findall(text)) or None in places:
            raise refusal(
                "E_XML_DAMAGED", f"has a merge, link or note that cannot be understood ({self._name})", SAVE_AGAIN
            )
        return sum(_area(*place.groups()) for place in places if place is not None)


def _begins_as_xml(chunk: bytes) -> bool:
    """Whether an XML reader would take it: blanks and the mark of the encoding may stand before the first tag."""
    return chunk.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"<", b"")


def _may_be_open(rest: bytes) -> bool:
    """Whether the last tag of a piece may not have ended: a ">" can stand in an attribute between quotes."""
    return rest.count(b'"', 0, rest.find(b">")) % 2 == 1 or rest.count(b"'", 0, rest.find(b">")) % 2 == 1


def _tags_called(name: bytes, text: bytes) -> int:
    return text.count(b"<" + name) + text.count(b":" + name)


def _area(left: bytes, top: bytes, right: bytes | None, bottom: bytes | None) -> int:
    if right is None or bottom is None:
        return 1
    return (abs(int(bottom) - int(top)) + 1) * (abs(_column_number(right) - _column_number(left)) + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
