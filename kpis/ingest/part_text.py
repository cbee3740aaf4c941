"""What the text inside a workbook would cost to read, counted while it is inflated and before anything parses it.

A reader makes an object of every tag, and a cell of every place that a merge, a link or a note covers. Counting them in
the bytes is cheap, and sound because a part that is not UTF-8 is refused: in UTF-8 a tag begins with "<" alone.
"""

from __future__ import annotations

import re
from enum import Enum

from kpis.ingest.refusal import ASK_FOR_ANOTHER, SAVE_AGAIN, SEND_LESS, refusal

MOST_CELLS = 300_000
"""Three times the largest workbook that a council has been seen to send."""
MOST_FIELDS_OF_TEXT = 2_000_000
"""In a csv, counted by its separators: a hundred thousand rows of ten, with as many commas again in the comments."""
MOST_ROWS_OF_TEXT = 200_000
"""Plain rows of a list in a csv, which cost little each."""
MOST_CELLS_OF_TEXT = 100_000
"""In all other rows of a csv, which are read cell by cell."""
MOST_TAGS = 2_500_000
"""In sheets and texts together: a cell with a formula and its text has 6, one with runs of bold text a few more."""
MOST_ODS_TAGS = 1_500_000
"""In the one part that an OpenDocument file has for all: a cell with its text has 4."""
MOST_OTHER_TAGS = 60_000
"""In each other part: styles, names, notes, links. A reader makes a costly object of each."""
LONGEST_TAG_BYTES = 1_000_000
LONGEST_TEXT_BYTES = 5_000_000
"""Excel's longest is 32,767 characters; what is longer than that and shorter than this is told with its cell."""
MOST_FORMULA_BYTES = 30_000_000
"""A formula that cells share is written out for each of them."""
CARRIED_BYTES = 64
IMAGE = re.compile(r"^(xl/media|pictures|thumbnails)/[^/]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)$")
MANY_TAGS = re.compile(r"^xl/(worksheets/[^/]+|sharedstrings[^/]*)\.xml$|^content\.xml$")
DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
CELL_TAGS = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:c|row)[\s/>]")
ODS_CELL_TAGS = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:(?:covered-)?table-cell|table-row)[\s/>]")
SHARED_FORMULA = re.compile(rb"""<[^<>]*\bt\s*=\s*["']shared["'][^<>]*>([^<]*)""")
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
    ODS = "ods"
    OTHER = "other"


def kind_of_part(name: str) -> PartKind:
    """By its folded name. What leads a reader to a part of another name is refused by part_links."""
    if IMAGE.match(name):
        return PartKind.IMAGE
    if not MANY_TAGS.match(name):
        return PartKind.OTHER
    if name.startswith("xl/worksheets/"):
        return PartKind.SHEET
    return PartKind.ODS if name == "content.xml" else PartKind.TEXTS


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
        self._tags = self._costly = self._text = self._shared = self._longest_shared = 0
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
        if self._rest:
            self._count_whole(self._rest)

    def _check_declarations(self, text: bytes) -> None:
        if b"!" in text and any(word in text for word in DECLARATIONS):
            raise refusal(
                "E_XML_DTD", f"holds instructions that no spreadsheet program writes ({self._name})", ASK_FOR_ANOTHER
            )

    def _count_tags(self, chunk: bytes) -> None:
        tags = chunk.count(b"<")
        self._tags += tags
        most = {PartKind.OTHER: MOST_OTHER_TAGS, PartKind.ODS: MOST_ODS_TAGS}.get(self._kind, MOST_TAGS)
        if self._tags > most:
            raise refusal("E_TOO_HEAVY", f"holds more in {self._name} than a table of figures does", SEND_LESS)
        if self._kind is not PartKind.OTHER:
            self._count.add_tags(tags)
        self._text = 0 if tags else self._text + len(chunk)
        if self._is_xml and self._text > LONGEST_TEXT_BYTES:
            message = f"holds one text of more than {LONGEST_TEXT_BYTES // 1_000_000} MB ({self._name})"
            raise refusal("E_TOO_LARGE_INSIDE", message, SAVE_AGAIN)
        text = self._rest + chunk
        cut = text.rfind(b"<")
        whole, self._rest = (text, b"") if cut < 0 else (text[:cut], text[cut:])
        if b">" in self._rest and not _may_be_open(self._rest):
            whole, self._rest = text, b""
        if len(self._rest) > LONGEST_TAG_BYTES:
            raise refusal("E_TOO_HEAVY", f"holds a tag of more than a megabyte ({self._name})", SAVE_AGAIN)
        if whole:
            self._count_whole(whole)

    def _count_whole(self, text: bytes) -> None:
        """Of a text in which no tag is cut off."""
        if self._kind is PartKind.SHEET:
            self._count.add_cells(len(CELL_TAGS.findall(text)))
            self._count_costly(text)
        if self._kind is PartKind.ODS:
            self._count.add_cells(len(ODS_CELL_TAGS.findall(text)))
        elif self._kind is not PartKind.TEXTS and any(n in text for n in COSTLY_NAMES[:3]):
            self._count.add_cells(self._covered(text))

    def _count_costly(self, text: bytes) -> None:
        self._costly += sum(_tags_called(name, text) for name in COSTLY_NAMES)
        if self._costly > MOST_COSTLY_TAGS:
            message = f"has more than {MOST_COSTLY_TAGS:,} merges, links, rules and breaks ({self._name})"
            raise refusal("E_TOO_HEAVY", message, SEND_LESS)
        if b"shared" in text:
            formulas = SHARED_FORMULA.findall(text)
            self._shared += len(formulas)
            self._longest_shared = max([self._longest_shared, *map(len, formulas)])
            if self._shared * self._longest_shared > MOST_FORMULA_BYTES:
                raise refusal("E_TOO_HEAVY", f"shares a long formula among many cells ({self._name})", SEND_LESS)

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
