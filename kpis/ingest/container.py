"""What kind of file it really is, looked at before any spreadsheet library touches it.

The type is read from the content. A workbook is a zip of parts: their names, number and size are checked, every byte is
counted while it is inflated (the header's word is not taken), and no part may declare a document type. Programs, links
to elsewhere and hidden copies of data refuse the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from enum import StrEnum
from pathlib import PurePosixPath

from kpis.ingest.trouble import reject
from kpis.model.errors import UnreadableFile

LARGEST_FILE_BYTES = 20_000_000
MOST_PARTS = 2_000
LARGEST_INFLATED_BYTES = 150_000_000
CHUNK_BYTES = 1 << 16
MOST_CELLS = 1_000_000
"""Ten times the largest workbook that a council has been seen to send."""
MERGES = re.compile(rb'mergeCell\s+ref="([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})"')
CELL_TAGS = re.compile(rb"<(?:[a-z0-9]+:)?(?:c|row)[\s>/]")
ENDINGS = (".xlsx", ".ods", ".csv", ".txt", ".tsv")
TEXT_ENDINGS = (".csv", ".txt", ".tsv")
ZIP_SIGNATURE = b"PK\x03\x04"
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
SAVE_AGAIN = "Open it in Excel, choose Save as, and save it as an Excel workbook (.xlsx)."
SEND_ONE_OF = "Upload an .xlsx, .ods or .csv file."

FORBIDDEN_PARTS: tuple[tuple[str, str, str, str], ...] = (
    (r"vbaproject\.bin$|^basic/", "E_MACROS", "holds macros", "Save it as an Excel workbook without macros (.xlsx)."),
    (
        r"^xl/externallinks/",
        "E_EXTERNAL_LINK",
        "takes figures from other workbooks",
        "Replace the links by their values.",
    ),
    (
        r"^xl/(connections\.xml|querytables/|customdata/|model/)",
        "E_DATA_CONNECTION",
        "is connected to another source of data",
        "Remove the connection, and keep the values.",
    ),
    (
        r"^xl/(embeddings|pivotcache)/|^object [0-9]+/|^xl/activex/",
        "E_HIDDEN_DATA",
        "holds a hidden copy of other data",
        "Copy the table of figures alone into a new workbook.",
    ),
)


class FileKind(StrEnum):
    """What a file is by its content."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


def refusal(code: str, message: str, what_to_do: str) -> UnreadableFile:
    """A whole file refused in one sentence."""
    return UnreadableFile(reject(code, f"This file {message}.", what_to_do).at("", ""))


def check_container(content: bytes, file_name: str) -> FileKind:
    """The kind of a file that may be read; raises UnreadableFile, with what to do, for any other."""
    ending = _ending(file_name)
    if not content:
        raise refusal("E_EMPTY_FILE", "is empty: it holds 0 bytes", "Save the workbook again and upload that.")
    if len(content) > LARGEST_FILE_BYTES:
        limit = f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB"
        raise refusal("E_TOO_LARGE", limit, "Send only the sheets that hold the figures.")
    if content.startswith(OLE_SIGNATURE):
        raise _old_or_locked(content, ending)
    if content.startswith(ZIP_SIGNATURE):
        return _check_zip(content, ending)
    if ending == ".xls":
        raise refusal("E_EXTENSION_MISMATCH", "is named .xls and is not an Excel workbook", SAVE_AGAIN)
    if ending in TEXT_ENDINGS:
        return FileKind.CSV
    raise refusal("E_NOT_A_SPREADSHEET", "is not a spreadsheet", SEND_ONE_OF)


def _ending(file_name: str) -> str:
    """The ending of the name, which is data and never a path."""
    name = PurePosixPath(file_name.replace("\\", "/")).name
    ending = PurePosixPath(name).suffix.casefold()
    if "\x00" in file_name or not name or not ending:
        raise refusal("E_EXTENSION", "has a name that does not say what it is", SEND_ONE_OF)
    return ending


def _old_or_locked(content: bytes, ending: str) -> UnreadableFile:
    if ENCRYPTED_PACKAGE in content:
        return refusal("E_ENCRYPTED", "is locked with a password", "Remove the password in Excel and save it again.")
    if ending == ".xls":
        return refusal("E_FORMAT_LEGACY", "is an Excel 97-2003 workbook (.xls)", SAVE_AGAIN)
    return refusal("E_EXTENSION_MISMATCH", f"is an Excel 97-2003 workbook named {ending}", SAVE_AGAIN)


def _check_zip(content: bytes, ending: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            kind = _kind_of({part.filename for part in parts})
            _check_ending(kind, ending)
            _check_parts(parts)
            _inflate(archive, parts)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise refusal("E_ZIP_DAMAGED", "is damaged and cannot be opened", SAVE_AGAIN) from None


def _kind_of(names: set[str]) -> FileKind:
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise refusal("E_FORMAT_BINARY", "is a binary Excel workbook (.xlsb)", SAVE_AGAIN)
    if "content.xml" in names and not names & {"word/document.xml"}:
        return FileKind.ODS
    raise refusal("E_NOT_A_SPREADSHEET", "is not a spreadsheet", SEND_ONE_OF)


def _check_ending(kind: FileKind, ending: str) -> None:
    if ending == ".xlsm":
        raise refusal("E_MACROS", "may hold macros", "Save it as an Excel workbook without macros (.xlsx).")
    if ending != f".{kind}":
        words = {FileKind.XLSX: "an Excel workbook", FileKind.ODS: "an OpenDocument file"}[kind]
        raise refusal("E_EXTENSION_MISMATCH", f"is {words} named {ending}", f"Rename it to end in .{kind}.")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise refusal("E_TOO_MANY_PARTS", f"has more than {MOST_PARTS:,} parts inside", SAVE_AGAIN)
    for part in parts:
        name = part.filename
        if name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name or "\x00" in name:
            raise refusal("E_ZIP_BAD_NAME", "holds a part whose name points outside it", SAVE_AGAIN)
        if part.flag_bits & 1:
            raise refusal("E_ZIP_DAMAGED", "has locked parts inside", "Remove the password and save it again.")
        for pattern, code, message, what_to_do in FORBIDDEN_PARTS:
            if re.search(pattern, name.casefold()):
                raise refusal(code, f"{message} ({name})", what_to_do)
    twice = [name for name, count in Counter(part.filename.casefold() for part in parts).items() if count > 1]
    if twice:
        raise refusal("E_ZIP_DUPLICATE", f"holds {twice[0]} twice", SAVE_AGAIN)


def _inflate(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Every byte of every part, counted; a document type in any of them refuses the file."""
    left, cells = LARGEST_INFLATED_BYTES, 0
    for part in parts:
        before = b""
        is_sheet = part.filename.casefold().startswith("xl/worksheets/")
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise refusal("E_TOO_LARGE_INSIDE", "grows too large when it is opened", SAVE_AGAIN)
                _check_text(before + chunk, part.filename)
                if is_sheet:
                    cells += len(CELL_TAGS.findall(chunk)) + _merged_cells(before + chunk)
                if cells > MOST_CELLS:
                    message = f"holds more than {MOST_CELLS:,} cells"
                    raise refusal("E_TOO_MANY_CELLS", message, "Send only the sheets that hold the figures.")
                before = chunk[-64:]


DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def _merged_cells(chunk: bytes) -> int:
    """How many cells the merges cover: the reader makes each of them, and a merge can cover the whole sheet."""
    covered = 0
    for first, top, last, bottom in MERGES.findall(chunk):
        covered += abs(int(bottom) - int(top) + 1) * abs(_column_number(last) - _column_number(first) + 1)
    return covered


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_text(chunk: bytes, name: str) -> None:
    if name.casefold().endswith((".xml", ".rels", ".vml")) and any(word in chunk for word in DECLARATIONS):
        raise refusal("E_XML_DTD", f"declares a document type, which no workbook does ({name})", SAVE_AGAIN)
