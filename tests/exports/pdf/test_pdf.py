"""The print: its tags, as a screen reader walks them; what it says; and that no text in it is ever markup."""

import functools
import io
import itertools
import re

import pypdf
import pytest

from kpis.exports import pdf
from kpis.exports.commentary import NO_COMMENTARY
from kpis.exports.methods_in_words import AUDIENCE_WORDS
from kpis.exports.pdf import scorecard_pdf
from kpis.exports.pdf.letters import SHOWN
from kpis.model.errors import Refused
from kpis.model.people import Audience
from kpis.scorecard.filters import Filters
from tests.builders import MARCH, an_indicator
from tests.exports.builders import (
    HOSTILE,
    a_hostile_scorecard,
    a_plain_scorecard,
    a_withheld_scorecard,
    commentary_of,
    hostile_commentary,
    published_scorecard,
)
from tests.scorecard.builders import a_scorecard, kept_comparator, kept_months

SCORECARDS = ["indicators-of-success-2023", "quarterly-report-2022-23"]


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


@functools.lru_cache(maxsize=4)
def elements_of(content):
    """Every element of the tag tree, in the order it is read aloud."""
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K", []))

    walk(opened(content).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def attributes(element):
    given = element.get("/A", [])
    merged = {}
    for one in given if isinstance(given, list) else [given]:
        merged |= one.get_object()
    return merged


def below(element, kind):
    return [e for e in elements_under(element) if e["/S"] == kind]


def elements_under(element):
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        for child in node if isinstance(node, list) else [node]:
            child = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(child, dict):
                if "/S" in child:
                    found.append(child)
                walk(child.get("/K", []))

    walk(element.get("/K", []))
    return found


@functools.lru_cache(maxsize=2)
def pages_of(content):
    """What each page of a print says, with the breaks of lines and words taken out."""
    return [squeezed(page.extract_text()) for page in opened(content).pages]


def text_of(content):
    return "".join(pages_of(content))


def squeezed(text):
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


@pytest.fixture(scope="module", params=SCORECARDS)
def published_pdf(request, published):
    return scorecard_pdf(published_scorecard(published, request.param))


@pytest.mark.parametrize(
    "same, counted",
    [(True, "counted the same"), (False, "counted differently"), (None, "perhaps counted differently (not checked)")],
)
def test_how_another_area_counts_is_said_before_its_number(same, counted):
    england = kept_comparator("England", MARCH, 47.3, same_definition=same)
    print_ = scorecard_pdf(a_scorecard([an_indicator()], kept_months({"2023-03": 60.0}), comparators=[england]))
    assert squeezed(f"Elsewhere, {counted}, Mar 23: England 47.3%") in text_of(print_)


def test_the_print_says_its_language_and_title_and_that_it_is_tagged(published_pdf):
    root = opened(published_pdf).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert ": " in opened(published_pdf).metadata.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_table_has_headings_with_a_scope_and_rows_with_as_many_cells(published_pdf):
    tables = [e for e in elements_of(published_pdf) if e["/S"] == "/Table"]
    assert len(tables) > 2
    for table in tables:
        heads = below(table, "/TH")
        assert heads
        assert {attributes(head).get("/Scope") for head in heads} == {"/Column"}
        body = [row for part in below(table, "/TBody") for row in below(part, "/TR")]
        assert body
        assert {len(below(row, "/TD")) for row in body} == {len(heads)}


def test_every_picture_has_its_words(published_pdf):
    pictures = [e for e in elements_of(published_pdf) if e["/S"] == "/Figure"]
    assert pictures
    assert all(re.match(r"Trend of .+From .+ to .+; lowest .+, highest ", str(p.get("/Alt", ""))) for p in pictures)


def test_headings_never_skip_a_level(published_pdf):
    levels = [int(e["/S"][2:]) for e in elements_of(published_pdf) if re.fullmatch(r"/H[1-6]", e["/S"])]
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_page_bears_its_number_the_audience_and_the_day_of_its_figures(published_pdf):
    pages = pages_of(published_pdf)
    for number, words in enumerate(pages, 1):
        assert f"Page{number}of{len(pages)}" in words
        assert squeezed(AUDIENCE_WORDS[Audience.OFFICERS]) in words
        assert "Figurestakeninupto" in words


def test_every_page_is_a4_upright(published_pdf):
    sizes = {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in opened(published_pdf).pages}
    assert sizes == {(595, 842)}


def test_every_indicator_stands_in_it_with_its_sentence(published, published_pdf):
    words = text_of(published_pdf)
    name = next(n for n in SCORECARDS if squeezed(published_scorecard(published, n).title) in words)
    for row in published_scorecard(published, name).rows:
        assert squeezed(row.indicator.name) in words
        assert squeezed(row.verdict) in words


def test_the_same_scorecard_twice_is_the_same_bytes(published):
    scorecard = published_scorecard(published)
    first = scorecard_pdf(scorecard)
    assert scorecard_pdf(published_scorecard(published)) == first
    assert scorecard_pdf(scorecard, Filters(rag="red")) != first


def test_the_date_in_the_file_is_the_newest_figures_and_not_todays():
    assert opened(scorecard_pdf(a_plain_scorecard())).metadata.creation_date.isoformat() == "2023-04-12T09:30:00+00:00"


def test_text_is_text_and_never_markup():
    content = scorecard_pdf(a_hostile_scorecard(*HOSTILE), commentary=hostile_commentary(*HOSTILE))
    words = text_of(content)
    for text in ("#panic(1)*bold*_it_$x^2$<label>@ref", "=cmd|'/ccalc'!A1", "[click](http://example.com)", "$$note$$"):
        assert words.count(squeezed(text)) >= 8, text
    links = [note.get_object().get("/A", {}) for page in opened(content).pages for note in page.get("/Annots", [])]
    assert [link for link in links if "/URI" in link] == []


def test_a_sign_without_a_letter_form_is_replaced_and_explained():
    words = text_of(scorecard_pdf(a_hostile_scorecard("中 visits")))
    assert f"{SHOWN}visits" in words
    assert "cannotshow" in words
    assert SHOWN not in text_of(scorecard_pdf(a_plain_scorecard()))


def test_a_withheld_figure_is_a_word_and_no_number():
    words = text_of(scorecard_pdf(a_withheld_scorecard()))
    assert "Withheld" in words
    assert "1figureofthisperiodiswithheld" in words
    assert "37" not in words
    assert "4444" not in words.replace(",", "")


def test_the_filters_are_named_and_what_they_leave_out_is_in_no_part(published):
    content = scorecard_pdf(published_scorecard(published), Filters(rag="red", words="supervision"))
    words = text_of(content)
    assert "Againsttarget:Red" in words
    assert "Withthewords:supervision" in words
    assert "It shows 4 of 67 indicators".replace(" ", "") in words
    assert "QualityAssuranceandAudit(auditing)" not in words
    pictures = [e for e in elements_of(content) if e["/S"] == "/Figure"]
    assert len(pictures) == 4


def test_filters_that_nothing_fits_make_a_print_that_says_so(published):
    assert "Noindicatorfitsthesefilters." in text_of(
        scorecard_pdf(published_scorecard(published), Filters(words="zebra"))
    )


def test_what_officers_say_stands_under_its_question_by_paragraphs():
    scorecard = a_plain_scorecard()
    said = commentary_of("First thing.\n\nSecond thing.", scorecard.sections[0].name)
    content = scorecard_pdf(scorecard, commentary=said)
    words = text_of(content)
    assert words.count("Firstthing.Secondthing.") == 4
    assert "Whatareweworriedabout?" in words
    assert "Anadvisor,20April2023" in words
    assert "Whatofficerssay" not in text_of(scorecard_pdf(scorecard, commentary=NO_COMMENTARY))


def test_dashes_in_what_officers_say_are_a_list_and_their_words_stand_before_the_table():
    scorecard = a_plain_scorecard()
    said = commentary_of("Two things:\n- The first\n- The second\n\nNo more.", scorecard.sections[0].name)
    content = scorecard_pdf(scorecard, commentary=said)
    items = [e for e in elements_of(content) if e["/S"] == "/LI"]
    plain = [e for e in elements_of(scorecard_pdf(scorecard)) if e["/S"] == "/LI"]
    assert len(items) == len(plain) + 8
    words = text_of(content)
    assert words.index("Nomore.") < words.index("Everyindicatorofthispart")


@pytest.mark.parametrize(
    "indicators, figures",
    [
        ([], []),
        ([an_indicator()], []),
        ([an_indicator()], kept_months({"2023-03": 1.0})),
        ([an_indicator(section="")], kept_months({"2023-02": 5.0, "2023-03": 5.0})),
        ([an_indicator(name="word " * 900, definition="long " * 4000)], kept_months({"2023-03": 1e15})),
    ],
    ids=["no indicator", "no figure", "one figure", "a flat line and no section", "longer than a page"],
)
def test_a_scorecard_of_little_or_of_too_much_makes_a_print(indicators, figures):
    content = scorecard_pdf(a_scorecard(indicators, figures))
    assert len(opened(content).pages) >= 4


def test_a_name_longer_than_a_page_is_printed_to_its_end():
    words = text_of(scorecard_pdf(a_scorecard([an_indicator(name="word " * 900 + "omega")], [])))
    assert "omega" in words


def test_a_print_that_cannot_be_set_is_refused_in_a_sentence(monkeypatch, tmp_path):
    broken = tmp_path / "broken.typ"
    broken.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", broken)
    with pytest.raises(Refused, match=r"^This print cannot be made \(panicked\)\. Take the csv file instead\.$"):
        scorecard_pdf(a_plain_scorecard())


def test_a_print_that_takes_too_long_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST_SECONDS", 0.001)
    with pytest.raises(Refused, match="takes more than"):
        scorecard_pdf(a_plain_scorecard())
