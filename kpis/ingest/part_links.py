"""What the parts of a workbook say they are, and what they lead to.

A program, a link or a copy of data can stand in a part of any name: its type and the links to it give it away. A reader
follows the links, so none may lead it round the counting of part_text.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kpis.ingest.refusal import SAVE_AGAIN, SEND_LESS, TABLE_ALONE, VALUES_ONLY, WITHOUT_MACROS, refusal
from kpis.model.errors import UnreadableFile

MOST_SHEETS = 250
LARGEST_LIST_BYTES = 5_000_000
CONTENT_TYPES = "[content_types].xml"
WORKBOOK = "xl/workbook.xml"
ODS_MANIFEST = "meta-inf/manifest.xml"
STRICT = b"http://purl.oclc.org/ooxml/"
Forbidden = tuple[str, str, str, str]
"""A pattern, and the code, message and advice of the refusal."""

MACROS = ("E_MACROS", "holds macros", WITHOUT_MACROS)
LINKS = ("E_EXTERNAL_LINK", "takes figures or pictures from elsewhere", VALUES_ONLY)
CONNECTIONS = ("E_DATA_CONNECTION", "is connected to another source of data", "Remove it, and keep the values.")
COPIES = ("E_HIDDEN_DATA", "holds a hidden copy of other data", TABLE_ALONE)

FORBIDDEN_NAMES: tuple[Forbidden, ...] = (
    (r"vbaproject|vbadata\.xml$|^(basic|scripts)/|^xl/(macrosheets|dialogsheets|activex)/", *MACROS),
    (r"^xl/externallinks/", *LINKS),
    (r"^xl/(connections\.xml|querytables/|customdata/|model/)", *CONNECTIONS),
    (r"^xl/(embeddings|pivotcache|revisions)/|^object [0-9]+/|^objectreplacements/", *COPIES),
)
FORBIDDEN_TYPES: tuple[Forbidden, ...] = (
    (r"vbaproject|vbadata|macroenabled|macrosheet|dialogsheet|activex", *MACROS),
    (r"externallink", *LINKS),
    (r"\.connections\+xml|querytable", *CONNECTIONS),
    (r"pivotcache|oleobject|\.model\+data|(openxmlformats|ms-excel).*\.sheet(\.binary[^+]*)?$", *COPIES),
)
FORBIDDEN_LINKS: tuple[Forbidden, ...] = (
    (r"/(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet|dialogsheet|activex\w*|control)$", *MACROS),
    (r"/(externallink\w*|attachedtemplate)$", *LINKS),
    (r"/(connections|querytable|powerpivotdata)$", *CONNECTIONS),
    (r"/(oleobject|pivotcache\w*)$|/officedocument/2006/relationships/package$", *COPIES),
)
DATA_MASHUP = tuple("DataMashup".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
FORBIDDEN_IN_ODS: tuple[tuple[bytes, Forbidden], ...] = (
    (b"dde-source", ("", *LINKS)),
    (b"table-source", ("", *LINKS)),
    (b"cell-range-source", ("", *LINKS)),
    (b"['file:", ("", *LINKS)),
    (b"[&apos;file:", ("", *LINKS)),
    (b"database-source", ("", *CONNECTIONS)),
    (b"script:event-listener", ("", *MACROS)),
    (b"change-track-table-cell", ("", *COPIES)),
)
READ_AS_XML = re.compile(r"/(worksheet|chartsheet|sharedstrings|styles|theme|comments|table|drawing|chart)$")


def is_list_of_parts(name: str) -> bool:
    """Whether a part is to be kept whole while it is inflated, because it says what others are."""
    folded = name.casefold()
    return folded in (CONTENT_TYPES, WORKBOOK, ODS_MANIFEST) or folded.endswith(".rels")


def check_name(name: str) -> None:
    """Raises UnreadableFile for a part whose name says that it does not belong."""
    _check(FORBIDDEN_NAMES, name.casefold(), name)


def check_links(parts: Mapping[str, bytes]) -> None:
    """Raises UnreadableFile for what a list of parts gives away. `parts` are the lists, by name."""
    for name, text in parts.items():
        folded = name.casefold()
        try:
            root = fromstring(text, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise refusal("E_XML_DAMAGED", f"is damaged and cannot be read ({name})", SAVE_AGAIN) from None
        if folded == CONTENT_TYPES:
            _check_types(root, name)
        elif folded == WORKBOOK:
            _check_workbook(root, text)
        elif folded == ODS_MANIFEST:
            _check_manifest(root)
        else:
            _check_relationships(root, name)


def check_data(text: bytes, name: str) -> None:
    """Raises UnreadableFile for the queries of Power Query, which Excel keeps in a part that says little else."""
    if name.casefold().startswith("customxml/") and any(word in text for word in DATA_MASHUP):
        _, message, what_to_do = CONNECTIONS
        raise refusal(CONNECTIONS[0], f"{message} ({name})", what_to_do)


def check_ods_text(text: bytes, name: str) -> None:
    """Raises UnreadableFile where a piece of an OpenDocument file takes its figures from elsewhere."""
    for word, (_, code, message, what_to_do) in FORBIDDEN_IN_ODS:
        if word in text:
            raise refusal(code, f"{message} ({name})", what_to_do)


def _check(forbidden: Iterable[Forbidden], text: str, name: str) -> None:
    for pattern, code, message, what_to_do in forbidden:
        if re.search(pattern, text):
            raise refusal(code, f"{message} ({name})", what_to_do)


def _check_types(root: Element, name: str) -> None:
    for entry in root:
        part = entry.get("PartName", "")
        of_type = entry.get("ContentType", "").casefold()
        _check(FORBIDDEN_TYPES, of_type, part or name)
        if part and of_type.endswith("sheet.main+xml") and part.casefold() != f"/{WORKBOOK}":
            raise _misleading(part)
        if part and "spreadsheetml" in of_type and of_type.endswith("+xml") and not part.casefold().endswith(".xml"):
            raise _misleading(part)


def _check_relationships(root: Element, name: str) -> None:
    sheets: list[str] = []
    for link in root:
        of_type, target = link.get("Type", "").casefold(), link.get("Target", "")
        _check(FORBIDDEN_LINKS, of_type, target)
        if link.get("TargetMode", "").casefold() == "external":
            if not of_type.endswith("/hyperlink"):
                raise refusal(LINKS[0], f"{LINKS[1]} ({target[:100]})", VALUES_ONLY)
        elif READ_AS_XML.search(of_type) and not target.casefold().endswith(".xml"):
            raise _misleading(target)
        if of_type.endswith("/worksheet"):
            sheets.append(posixpath.normpath(posixpath.join("/xl", target)))
    for target, times in Counter(sheets).items():
        if times > 1:
            raise refusal("E_ZIP_DUPLICATE", f"shows one sheet {times} times ({target})", SAVE_AGAIN)


def _check_workbook(root: Element, text: bytes) -> None:
    if STRICT in text:
        raise refusal("E_FORMAT_STRICT", "is saved in the strict form of Excel workbooks", SAVE_AGAIN)
    sheets = [element for element in root.iter() if element.tag.rpartition("}")[2] == "sheet"]
    if len(sheets) > MOST_SHEETS:
        raise refusal("E_TOO_MANY_SHEETS", f"has more than {MOST_SHEETS} sheets", SEND_LESS)
    shown = Counter(value for sheet in sheets for key, value in sheet.items() if key.endswith("}id"))
    if any(times > 1 for times in shown.values()):
        raise refusal("E_ZIP_DUPLICATE", "shows one sheet several times", SAVE_AGAIN)


def _check_manifest(root: Element) -> None:
    if any(element.tag.endswith("}encryption-data") for element in root.iter()):
        raise refusal("E_ENCRYPTED", "is locked with a password", "Remove the password and save it again.")


def _misleading(target: str) -> UnreadableFile:
    return refusal("E_XML_DAMAGED", f"names its parts in a way that no spreadsheet does ({target[:100]})", SAVE_AGAIN)
