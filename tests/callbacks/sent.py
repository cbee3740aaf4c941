"""What the server sent, as whoever gets it can read it: unpacked, with what stands inside workbooks and prints."""

import gzip
import io
import re
import zipfile

import brotli
import pypdf


def unpacked(answer):
    """The bytes as a browser reads them."""
    match answer.headers.get("Content-Encoding"):
        case "br":
            return brotli.decompress(answer.data)
        case "gzip":
            return gzip.decompress(answer.data)
        case _:
            return answer.data


def readable(answer):
    """Everything that an answer says: its body, the parts of a workbook, the pages of a print, and its headers."""
    content = unpacked(answer) if answer.data else b""
    return "\n".join([*_texts(content), str(answer.headers)])


def _texts(content):
    yield content.decode("utf-8", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                yield f"{name}\n{_without_tags(parts.read(name).decode('utf-8', 'replace'))}"
    if content.startswith(b"%PDF"):
        pages = pypdf.PdfReader(io.BytesIO(content))
        yield str(pages.metadata)
        yield from (page.extract_text() for page in pages.pages)
        yield from _said_aloud(pages)


def _without_tags(part):
    return re.sub(r"<[^>]+>", " ", part) + part


def _said_aloud(pages):
    """The words that stand for a picture in a print."""
    for number in range(1, len(pages.xref[0]) + 1 if pages.xref else 1):
        try:
            found = pages.get_object(number)
        except (pypdf.errors.PdfReadError, KeyError):
            continue
        if isinstance(found, dict) and "/Alt" in found:
            yield str(found["/Alt"])
