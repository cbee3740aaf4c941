"""When a workbook was last saved, as it says itself."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

from kpis.model.local_time import local_day

PROPERTIES = ("docProps/core.xml", "meta.xml")
WHEN = r"[^>]*>\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))?"
"""Excel tells the moment in universal time, LibreOffice the time on the clock of whoever saved it."""
SAYINGS = ("dcterms:modified", "dc:date", "dcterms:created", "meta:creation-date")


def read_saved_on(content: bytes) -> date | None:
    """The day, in Britain, an xlsx or ods was last changed, or else made; None where its properties tell none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        text = "".join(archive.read(n).decode("utf-8", "replace") for n in PROPERTIES if n in names)
    for saying in SAYINGS:
        found = re.search(f"<{saying}{WHEN}", text)
        if found:
            try:
                day, time = found.groups()
                return local_day(datetime.fromisoformat(day + time)) if time else date.fromisoformat(day)
            except (ValueError, OverflowError):
                continue
    return None
