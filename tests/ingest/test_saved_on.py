import io
import zipfile
from datetime import date

import pytest

from kpis.ingest.saved_on import read_saved_on


def a_file(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr({"core": "docProps/core.xml", "meta": "meta.xml", "other": "other.xml"}[name], text)
    return content.getvalue()


CREATED = '<dcterms:created xsi:type="dcterms:W3CDTF">2024-06-01T09:00:00Z</dcterms:created>'
MODIFIED = '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-07-01T09:00:00Z</dcterms:modified>'


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"core": CREATED + MODIFIED}, date(2024, 7, 1)),
        ({"core": CREATED}, date(2024, 6, 1)),
        ({"core": MODIFIED.replace("07-01T09:00", "05-31T23:30")}, date(2024, 6, 1)),
        ({"core": MODIFIED.replace("2024-07-01T09:00:00Z", "2024-07-01")}, date(2024, 7, 1)),
        ({"core": MODIFIED.replace("2024-07-01T09:00:00Z", "0001-01-01T00:00:00Z")}, None),
        ({"meta": "<dc:date>2024-07-02T10:00:00</dc:date>"}, date(2024, 7, 2)),
        ({"meta": "<dc:date>2024-05-31T23:30:00.123456789</dc:date>"}, date(2024, 5, 31)),
        ({"core": MODIFIED.replace("07-01", "13-45")}, None),
        ({"core": "<a/>"}, None),
        ({"other": MODIFIED}, None),
    ],
)
def test_a_workbook_says_when_it_was_last_saved_or_says_nothing(parts, day):
    assert read_saved_on(a_file(**parts)) == day
