"""A print as assistive technology takes it apart: nothing drawn is untold, and what is told has what it needs.

The reference checker has its say in `benchmarks/pdf_ua.py`; these hold on every machine.
"""

import pytest
from pypdf.generic import ContentStream

from kpis.exports.pdf import scorecard_pdf
from tests.exports.builders import HOSTILE, a_hostile_scorecard, hostile_commentary
from tests.exports.pdf.test_pdf import elements_of, opened
from tests.exports.test_given_for import a_publication
from tests.exports.test_revised import LAST, red_twice

DRAWING = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh"}
STANDARD = {
    "/Document", "/P", "/H1", "/H2", "/H3", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH",
    "/TD", "/Figure", "/Link", "/TOC", "/TOCI", "/Reference", "/Span", "/Div", "/Sect", "/Strong", "/Em", "/NonStruct",
}  # fmt: skip


@pytest.fixture(scope="module", params=["publication", "hostile"])
def made(request):
    if request.param == "publication":
        return scorecard_pdf(red_twice(), publication=a_publication(), last_seen=LAST)
    return scorecard_pdf(a_hostile_scorecard(*HOSTILE), commentary=hostile_commentary(*HOSTILE))


def marks_of(reader, page):
    """For each drawing of a page the number of the marked content that it is in, "artifact", or None."""
    found, inside = [], []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1].get_object() if len(operands) > 1 else {}
            number = properties.get("/MCID") if isinstance(properties, dict) else None
            inside.append("artifact" if operands[0] == "/Artifact" else number)
        elif operator == b"EMC":
            inside.pop()
        elif operator in DRAWING:
            found.append(next((mark for mark in reversed(inside) if mark is not None), None))
    assert inside == []
    return found


def told_on(content):
    """The numbers of marked content that the tag tree tells, each with its page."""
    found = set()
    for element in elements_of(content):
        own = element.get("/Pg")
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            one = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(one, int):
                found.add((own.indirect_reference.idnum, int(one)))
            elif isinstance(one, dict) and "/MCID" in one:
                found.add((one.get("/Pg", own).indirect_reference.idnum, int(one["/MCID"])))
    return found


def test_all_that_is_drawn_is_told_in_the_tree_or_is_marked_as_decoration(made):
    reader, told = opened(made), told_on(made)
    for page in reader.pages:
        place = page.indirect_reference.idnum
        marks = set(marks_of(reader, page))
        assert len(marks) > 1
        assert None not in marks
        assert {(place, mark) for mark in marks if mark != "artifact"} <= told


def test_every_element_is_one_that_a_reader_knows(made):
    roles = opened(made).trailer["/Root"]["/StructTreeRoot"].get("/RoleMap", {})
    kinds = {str(e["/S"]) for e in elements_of(made)}
    assert {str(roles.get(kind, kind)) for kind in kinds} - STANDARD == set()


def test_no_heading_and_no_cell_of_a_heading_row_is_empty(made):
    told = [e for e in elements_of(made) if e["/S"] in ("/H1", "/H2", "/H3", "/TH")]
    assert len(told) > 10
    assert [e for e in told if not e.get("/K")] == []


def test_every_link_says_where_it_leads_and_is_in_the_tree_and_the_tab_order_is_that_of_the_tree(made):
    pages = [page for page in opened(made).pages if "/Annots" in page]
    assert pages
    for page in pages:
        assert page["/Tabs"] == "/S"
        for note in (one.get_object() for one in page["/Annots"]):
            assert note["/Subtype"] == "/Link"
            assert note["/Contents"].strip()
            assert "/StructParent" in note


def test_every_letter_form_is_in_the_file_with_the_letters_it_stands_for(made):
    fonts = {}
    for page in opened(made).pages:
        fonts |= {k: v.get_object() for k, v in page["/Resources"].get("/Font", {}).items()}
    assert fonts
    for font in fonts.values():
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert "/ToUnicode" in font


def test_the_contents_are_bookmarks_too(made):
    def titles(outline):
        return [t for one in outline for t in (titles(one) if isinstance(one, list) else [one.title])]

    told = titles(opened(made).outline)
    assert any(title.startswith("Annex A") for title in told)
    assert all(title.strip() for title in told)


def test_the_file_says_that_it_keeps_to_the_first_part_of_the_standard(made):
    described = opened(made).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described or 'pdfuaid:part="1"' in described
