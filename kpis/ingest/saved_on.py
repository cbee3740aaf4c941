"""When a workbook was last saved, as it says itself."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

PROPERTIES = ("docProps/core.xml", "meta.xml")
DAY = r"[^>]*>\s*([0-9]{4}-[0-9]{2}-[0-9]{2})"
SAYINGS = ("dcterms:modified", "dc:date", "dcterms:created", "meta:creation-date")


def read_saved_on(content: bytes) -> date | None:
    """The day an xlsx or ods was last changed, or else made; None where its properties tell none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        text = "".join(archive.read(n).decode("utf-8", "replace") for n in PROPERTIES if n in names)
    for saying in SAYINGS:
        found = re.search(f"<{saying}{DAY}", text)
        if found:
            try:
                return date.fromisoformat(found[1])
            except ValueError:
                continue
    return None
