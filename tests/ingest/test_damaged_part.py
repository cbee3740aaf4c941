import pytest

from kpis.ingest.workbook import read_sheets
from kpis.model.errors import UnreadableFile
from tests.ingest.hostile import sheet, sound_parts, zipped

BOOK, LINKS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def damaged(part, *, by):
    """A sound workbook in which one part is changed by a function of its text."""
    parts = sound_parts()
    text = parts[part] if isinstance(parts[part], str) else parts[part].decode()
    return zipped({**parts, part: by(text)})


def lacking(part):
    return zipped({name: content for name, content in sound_parts().items() if name != part})


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (damaged(BOOK, by=lambda text: text[:200]), BOOK),
        (damaged(BOOK, by=lambda text: text.replace('sheetId="1"', 'sheetId="one"')), BOOK),
        (damaged(BOOK, by=lambda text: text.replace("rId1", "rId99")), BOOK),
        (damaged(LINKS, by=lambda text: text[:200]), LINKS),
        (damaged(TYPES, by=lambda text: text[:200]), TYPES),
        (damaged("xl/styles.xml", by=lambda text: text[:200]), "xl/styles.xml"),
        (damaged("xl/worksheets/sheet1.xml", by=lambda text: text[:200]), "xl/worksheets/sheet1.xml"),
        (sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "a sheet in xl/worksheets"),
        (lacking(LINKS), f"{LINKS} is missing"),
        (lacking(TYPES), f"{TYPES} is missing"),
    ],
)
def test_a_damaged_workbook_is_refused_with_the_name_of_the_part(content, part):
    with pytest.raises(UnreadableFile) as refusal:
        read_sheets(content, "figures.xlsx")
    assert refusal.value.problem.message == f"This file is damaged and cannot be read ({part})."
