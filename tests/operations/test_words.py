import pytest

from kpis.model.errors import Refused
from kpis.model.people import Asker, Audience
from kpis.operations.scorecard import scorecard_for
from kpis.operations.words import given_away, read_words
from kpis.scorecard.prose.as_text import plain_text
from kpis.scorecard.prose.staleness import is_stale

TEXT = """# What are we worried about?

Supervision in the Care Leavers Service is 74%, and dental checks fell to {{N42}}.
The <b>target</b> is {{N42:target}}; see {{N999}}.
"""


@pytest.fixture(scope="module")
def scorecard(published):
    return scorecard_for(published, Asker("a test"), "indicators-of-success-2023", "2023-03")


def test_the_figures_are_filled_in_the_doubts_are_told_and_nothing_is_lost(scorecard):
    read = read_words(TEXT, scorecard)
    assert plain_text(read.prose.blocks) == (
        "What are we worried about?\n\n"
        "Supervision in the Care Leavers Service is 74%, and dental checks fell to 48.9%. "
        "The <b>target</b> is 95.0%; see {{N999}}."
    )
    assert [(f.quoted, TEXT[f.start : f.end], f.codes) for f in read.doubts] == [("74%", "74%", ("N63",))]
    assert read.problems[0].startswith("Line 4: {{N999}} names no indicator of this scorecard.")
    assert read.prose.notes[0].startswith("Line 4: “<b>")


def test_what_is_kept_beside_it_tells_whether_it_is_stale(scorecard):
    read = read_words(TEXT, scorecard, about=["N42"])
    assert read.placeholders == {"{{N42}}": "48.9%", "{{N42:target}}": "95.0%"}
    assert {f.code for f in read.figures} >= {"N42", "N63"}
    assert not is_stale(read.figures, tuple(scorecard.rows))


def test_a_text_that_quotes_nothing_keeps_no_figures(scorecard):
    assert read_words("We thank everybody.", scorecard).figures == ()


def test_what_cannot_be_kept_is_refused_before_anything_is_read(scorecard):
    with pytest.raises(Refused, match="at most 20,000"):
        read_words("x" * 100_000, scorecard)


@pytest.fixture(scope="module")
def members(published):
    return scorecard_for(published, Asker("a test", Audience.PUBLIC), "indicators-of-success-2023", "2023-03")


@pytest.mark.parametrize("text", ["Four children are.", "It rose from 3 to 4 in March."])
def test_a_figure_that_members_are_not_shown_is_told_with_what_to_write(scorecard, members, text):
    first = given_away(text, scorecard, members, ["N32"])[0]
    assert "tells what is withheld from members. Take it out, or write {{N32}}" in first


def test_a_figure_that_members_are_shown_gives_nothing_away(scorecard, members):
    for row in members.rows:
        text, code = f"{row.indicator.name} is {row.shown}.", row.indicator.code
        assert given_away(text, scorecard, members, [code]) == (), code


def test_what_is_named_by_its_code_is_what_the_words_are_about(scorecard):
    assert [f.code for f in read_words("N12 is late, see {{n42:target}}.", scorecard).figures] == ["N12", "N42"]
