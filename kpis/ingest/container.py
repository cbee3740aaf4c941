"""What kind of file it really is, looked at before any spreadsheet library touches it.

The type is read from the content. A workbook is a zip of parts: their names, number and size are checked, every byte is
counted while it is inflated (the header's word is not taken), and no part may declare a document type. Programs, links
to elsewhere and hidden copies of data refuse the file.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from kpis.ingest.part_links import (
    LARGEST_LIST_BYTES,
    check_data,
    check_links,
    check_name,
    check_ods_text,
    is_list_of_parts,
)
from kpis.ingest.part_text import (
    CARRIED_BYTES,
    MOST_CELLS,
    MOST_CELLS_OF_TEXT,
    MOST_FIELDS_OF_TEXT,
    Count,
    PartText,
)
from kpis.ingest.refusal import (
    ASK_FOR_ANOTHER,
    NAME_IT,
    SAVE_AGAIN,
    SEND_LESS,
    SEND_ONE_OF,
    TABLE_ALONE,
    WITHOUT_MACROS,
    refusal,
)
from kpis.model.errors import UnreadableFile

__all__ = ["MOST_CELLS", "SAVE_AGAIN", "FileKind", "Measured", "check_container", "measure_container", "refusal"]

LARGEST_FILE_BYTES = 20_000_000
MOST_PARTS = 2_000
LONGEST_PART_NAME = 250
SHOWN_OF_A_NAME = 80
LARGEST_INFLATED_BYTES = 100_000_000
CHUNK_BYTES = 1 << 16
LOCAL_HEADER_BYTES = 30
CENTRAL_HEADER = b"PK\x01\x02"
END_OF_ARCHIVE = b"PK\x05\x06"
END_BYTES = 22
PLAIN_CELLS_IN_ONE = 5
"""So many fields of plain rows cost as much as one cell that is looked at by itself."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENDINGS = (".xlsx", ".ods", ".csv", ".txt", ".tsv")
TEXT_ENDINGS = (".csv", ".txt", ".tsv")
SPREADSHEET_ENDINGS = (*ENDINGS, ".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ots")
NO_SPREADSHEET = "is not a spreadsheet"
OTHER_FILES = (
    (b"%pdf", "a PDF"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)
OPENED_BY_EXCEL = {
    "a web page": (b"<table",),
    "an XML file": (b"urn:schemas-microsoft-com:office:spreadsheet", b"excel.sheet"),
}
"""What is no workbook and Excel opens, under any ending, if one of these words is in it."""
LOOKED_AT, FEWEST_LINES, BLANK = 20_000, 2, 32
OTHER_DOCUMENTS = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
)
ZIP_SIGNATURE = b"PK\x03\x04"
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


class FileKind(StrEnum):
    """What a file is by its content."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True)
class Measured:
    """A file that may be read, and how much of it there is: reading it may take as much as that needs."""

    kind: FileKind
    cells: int


def check_container(content: bytes, file_name: str) -> FileKind:
    """The kind of a file that may be read; raises UnreadableFile, with what to do, for any other."""
    return measure_container(content, file_name).kind


def measure_container(content: bytes, file_name: str) -> Measured:
    """The kind and the size of a file that may be read; raises UnreadableFile, with what to do, for any other."""
    ending = _ending(file_name)
    if not content:
        raise refusal("E_EMPTY_FILE", "is empty: it holds 0 bytes", "Save the workbook again and upload that.")
    if len(content) > LARGEST_FILE_BYTES:
        raise refusal("E_TOO_LARGE", f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB", SEND_LESS)
    if content.startswith(OLE_SIGNATURE):
        raise _old_or_locked(content, ending)
    if content.startswith(ZIP_SIGNATURE):
        return _check_zip(content, ending)
    words = _other_file(content)
    if any(word in content[:LOOKED_AT].lower() for word in OPENED_BY_EXCEL.get(words, ())):
        raise refusal("E_EXTENSION_MISMATCH", f"is {words} named {ending}", SAVE_AGAIN)
    if ending in TEXT_ENDINGS and not words:
        return Measured(FileKind.CSV, _check_fields(content))
    if ending in SPREADSHEET_ENDINGS and not words and _may_be_csv(content):
        raise refusal("E_EXTENSION_MISMATCH", f"is a text file named {ending}", "Rename it to end in .csv.")
    if ending == ".xls":
        raise refusal("E_EXTENSION_MISMATCH", f"is named .xls and is {words or 'not an Excel workbook'}", SAVE_AGAIN)
    raise _no_spreadsheet(content)


def _no_spreadsheet(content: bytes) -> UnreadableFile:
    named = _other_file(content)
    return refusal(
        "E_NOT_A_SPREADSHEET", f"is {named}, and not a spreadsheet" if named else NO_SPREADSHEET, SEND_ONE_OF
    )


def _other_file(content: bytes) -> str:
    """What it is instead, as far as its first bytes say."""
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:16].lower()
    return next((words for signature, words in OTHER_FILES if start.startswith(signature)), "")


def _may_be_csv(content: bytes) -> bool:
    """Whether it is letters, in lines that are parted into fields."""
    start = content[:LOOKED_AT]
    lines = start.splitlines()[:FEWEST_LINES]
    is_text = not any(byte < BLANK and byte not in b"\t\r\n" for byte in start)
    return (
        is_text
        and len(lines) >= FEWEST_LINES
        and any(all(mark in line for line in lines) for mark in (b",", b";", b"\t"))
    )


def _check_fields(content: bytes) -> int:
    """Separators and line ends, of which texts hold some too, weighed: what only plain rows can fill costs a fifth."""
    fields = sum(content.count(mark) for mark in (b",", b";", b"\t", b"|", b"\n", b"\r")) - content.count(b"\r\n")
    if fields > MOST_FIELDS_OF_TEXT:
        raise refusal("E_TOO_MANY_CELLS", f"holds more than {MOST_FIELDS_OF_TEXT:,} cells", SEND_LESS)
    return min(fields, MOST_CELLS_OF_TEXT) + max(0, fields - MOST_CELLS_OF_TEXT) // PLAIN_CELLS_IN_ONE


def _ending(file_name: str) -> str:
    """The ending of the name, which is data and never a path."""
    name = PurePosixPath(file_name.replace("\\", "/")).name.rstrip()
    ending = PurePosixPath(name).suffix.casefold()
    if "\x00" in file_name or not name or not ending:
        raise refusal("E_EXTENSION", "has a name that does not say what it is", NAME_IT)
    return ending


def _old_or_locked(content: bytes, ending: str) -> UnreadableFile:
    if ENCRYPTED_PACKAGE in content:
        return refusal("E_ENCRYPTED", "is locked with a password", "Remove the password in Excel and save it again.")
    if ending == ".xls":
        return refusal("E_FORMAT_LEGACY", "is an Excel 97-2003 workbook (.xls)", SAVE_AGAIN)
    return refusal("E_EXTENSION_MISMATCH", f"is an Excel 97-2003 workbook named {ending}", SAVE_AGAIN)


def _check_zip(content: bytes, ending: str) -> Measured:
    if content.count(CENTRAL_HEADER) > 2 * MOST_PARTS:  # a reader makes an object of each before anyone can count them
        raise _too_many_parts()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            kind = _kind_of({part.filename for part in parts}, _said_of_itself(archive))
            _check_ending(kind, ending)
            _check_parts(parts)
            _check_places(parts, archive.start_dir)
            _check_end(content)
            return Measured(kind, _inflate(archive, parts, kind))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise _damaged() from None


def _said_of_itself(archive: zipfile.ZipFile) -> str:
    """The type that an OpenDocument file names in its first bytes; a spreadsheet where it names none."""
    if "mimetype" not in archive.namelist():
        return "spreadsheet"
    with archive.open("mimetype") as stream:
        return stream.read(LONGEST_PART_NAME).decode("ascii", "replace")


def _too_many_parts() -> UnreadableFile:
    return refusal("E_TOO_MANY_PARTS", f"has more than {MOST_PARTS:,} parts inside", SAVE_AGAIN)


def _damaged() -> UnreadableFile:
    return refusal("E_ZIP_DAMAGED", "is damaged and cannot be opened", SAVE_AGAIN)


def _kind_of(names: set[str], said: str) -> FileKind:
    """By its parts, and for OpenDocument by what it says of itself."""
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise refusal("E_FORMAT_BINARY", "is a binary Excel workbook (.xlsb)", SAVE_AGAIN)
    for part, words in OTHER_DOCUMENTS:
        if part in names:
            raise refusal("E_NOT_A_SPREADSHEET", f"is {words}, and not a spreadsheet", SEND_ONE_OF)
    if "content.xml" in names and "spreadsheet" in said:
        return FileKind.ODS
    if "content.xml" in names:
        raise refusal("E_NOT_A_SPREADSHEET", "is an OpenDocument file, and not a spreadsheet", SEND_ONE_OF)
    if any(name.casefold().endswith(ENDINGS) for name in names):
        raise refusal("E_NOT_A_SPREADSHEET", "is a zip file with others inside", "Unpack it, and upload the workbook.")
    raise refusal("E_NOT_A_SPREADSHEET", NO_SPREADSHEET, SEND_ONE_OF)


def _check_ending(kind: FileKind, ending: str) -> None:
    if ending == ".xlsm":
        raise refusal("E_MACROS", "may hold macros", WITHOUT_MACROS)
    if ending != f".{kind}":
        words = {FileKind.XLSX: "an Excel workbook", FileKind.ODS: "an OpenDocument file"}[kind]
        if ending not in SPREADSHEET_ENDINGS:
            raise refusal(
                "E_EXTENSION",
                f"is {words} inside, and its name ends in {ending}, as no spreadsheet's does",
                f"If you know where it comes from, rename it to end in .{kind} and upload it again; if not, delete it.",
            )
        raise refusal("E_EXTENSION_MISMATCH", f"is {words} named {ending}", f"Rename it to end in .{kind}.")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise _too_many_parts()
    for part in parts:
        name = part.orig_filename
        if name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\x00"):
            where = name[:SHOWN_OF_A_NAME]
            raise refusal("E_ZIP_BAD_NAME", f"holds a part whose name points outside it ({where})", ASK_FOR_ANOTHER)
        if len(name) > LONGEST_PART_NAME:
            raise refusal("E_ZIP_BAD_NAME", "holds a part with a very long name", SAVE_AGAIN)
        if part.flag_bits & 1:
            raise refusal("E_ZIP_DAMAGED", "has locked parts inside", "Remove the password and save it again.")
        check_name(name)
        if part.compress_type not in METHODS:
            raise refusal("E_ZIP_METHOD", "is packed in a way that no spreadsheet program uses", SAVE_AGAIN)
    names = (unicodedata.normalize("NFKC", part.filename).casefold() for part in parts)
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise refusal("E_ZIP_DUPLICATE", f"holds {twice[0]} twice", SAVE_AGAIN)


def _check_places(parts: list[zipfile.ZipInfo], end: int) -> None:
    """Parts stand one after another from the first byte on. Where two share bytes, a small file holds a huge one."""
    place = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        is_first = place == 0
        if is_first and part.header_offset != 0:
            raise _damaged()
        if part.header_offset < place:
            raise refusal(
                "E_ZIP_DAMAGED", "holds parts that overlap, as no spreadsheet program writes them", ASK_FOR_ANOTHER
            )
        name = part.orig_filename.encode("utf-8" if part.flag_bits & 0x800 else "cp437")
        place = part.header_offset + LOCAL_HEADER_BYTES + len(name) + part.compress_size
    if place > end:
        raise _damaged()


def _check_end(content: bytes) -> None:
    """Nothing follows the archive: what does may be another file, and another program may read that one."""
    end = content.rfind(END_OF_ARCHIVE)
    comment = int.from_bytes(content[end + END_BYTES - 2 : end + END_BYTES], "little")
    if end + END_BYTES + comment != len(content):
        raise refusal("E_ZIP_DAMAGED", "goes on after its end, as no spreadsheet program writes it", SAVE_AGAIN)


def _inflate(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: FileKind) -> int:
    """Every byte of every part, counted; how many cells there are."""
    left, count = LARGEST_INFLATED_BYTES, Count()
    lists: dict[str, bytes] = {}
    for part in parts:
        text, before = PartText(part.filename, count), b""
        is_list, kept = is_list_of_parts(part.filename), bytearray()
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                if not before and chunk.startswith((ZIP_SIGNATURE, OLE_SIGNATURE)):
                    raise refusal("E_HIDDEN_DATA", f"holds another file ({part.filename})", TABLE_ALONE)
                check_data(chunk, part.filename)
                left -= len(chunk)
                if left < 0:
                    size = f"{LARGEST_INFLATED_BYTES // 1_000_000} MB"
                    raise refusal("E_TOO_LARGE_INSIDE", f"grows to more than {size} when opened", ASK_FOR_ANOTHER)
                text.feed(chunk)
                if kind is FileKind.ODS and part.filename == "content.xml":
                    check_ods_text(before + chunk, part.filename)
                before = chunk[-CARRIED_BYTES:]
                if is_list:
                    kept += chunk
                    if len(kept) > LARGEST_LIST_BYTES:
                        raise refusal(
                            "E_TOO_LARGE_INSIDE", f"has too long a list of parts ({part.filename})", SAVE_AGAIN
                        )
        text.end()
        if is_list:
            lists[part.filename] = bytes(kept)
    check_links(lists)
    return count.cells
