"""Before publishing: what a new publication gives away beside the earlier ones, in words without a number."""

import re
from dataclasses import replace

import pytest

from kpis.methods.disclosure import publications
from kpis.model.catalogue import Catalogue
from kpis.model.errors import CannotWithhold
from kpis.model.indicators import Basis, ScorecardTitle
from kpis.model.observations import Marker
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.disclosure import public_scorecard, review_publication
from kpis.operations.small_numbers import set_rule
from kpis.store.catalogue import list_catalogue
from tests.builders import a_count, an_indicator, month
from tests.operations.builders import OFFICER, Workbook, a_workbook, load

JUNE, JULY = month("2022-06"), month("2022-07")
NAMES = {"T": "All", "A": "Ash", "B": "Birch", "C": "Cedar", "D": "Date palm"}
CATALOGUE = Catalogue(
    (
        *(
            a_count(code, name=name, whole="" if code == "T" else "T", counts_children=True)
            for code, name in NAMES.items()
        ),
        a_count("Y", name="Started", basis=Basis.YEAR_TO_DATE, counts_children=True),
    ),
    (),
    (ScorecardTitle("tests", "Tests"),),
)
FIGURES = {"A": 3, "B": 8, "C": 12, "D": 20}


def add(store, period, name="figures.csv", **values):
    rows = [(NAMES.get(code, "Started"), period.label, str(value)) for code, value in values.items()]
    load(store, a_workbook(*rows, name=name), catalogue=CATALOGUE, keep_catalogue=True, is_confirmed=True)


def published(store, period=JUNE, also=()):
    with store.reading() as connection:
        return public_scorecard(connection, list_catalogue(connection), "tests", period, frozenset(also))


def reviewed(store, period=JUNE, also=(), **earlier):
    with store.reading() as connection:
        return review_publication(connection, list_catalogue(connection), "tests", period, earlier, frozenset(also))


def row_of(scorecard, code):
    return next(row for row in scorecard.rows if row.indicator.code == code)


def marked(scorecard):
    return [row.indicator.code for row in scorecard.rows if row.marker is Marker.SUPPRESSED]


@pytest.fixture
def june(store):
    add(store, JUNE, T=43, **FIGURES)
    return store


def test_a_publication_is_the_public_view_as_at_now(june):
    assert marked(published(june)) == ["A", "B"]
    assert published(june).withholding.rule == SmallNumbersRule()
    assert marked(published(june, also=[("C", JUNE)])) == ["A", "B", "C"]


def test_a_first_publication_that_keeps_its_secrets_may_be_published(june):
    found = reviewed(june)
    assert found.may_be_published
    assert (found.revealed, found.already_out, found.instead) == ((), (), frozenset())


def test_the_same_again_may_be_published(june):
    assert reviewed(june, June=published(june)).may_be_published


def test_a_revision_that_gives_away_what_stayed_the_same_is_refused_with_what_to_withhold(june):
    """In June Birch was withheld beside Ash. It is revised to more than Cedar, which would now be withheld instead."""
    earlier = published(june)
    add(june, JUNE, "revised.csv", T=50, B=15)
    assert marked(published(june)) == ["A", "C"]
    found = reviewed(june, June=earlier)
    assert not found.may_be_published
    assert found.revealed == ("It would give away a small number beside June: Ash, June 2022.",)
    assert found.instead
    assert reviewed(june, also=found.instead, June=earlier).may_be_published
    assert set(marked(published(june, also=found.instead))) > {"A", "C"}


def test_the_words_hold_no_secret_number(june):
    earlier = published(june)
    add(june, JUNE, "revised.csv", T=50, B=15)
    found = reviewed(june, June=earlier)
    words = " ".join((*found.revealed, *found.already_out, *found.instead_words)).replace("June 2022", "")
    assert words
    assert re.findall(r"\d+", words) == []


def test_a_running_total_is_laid_beside_the_one_that_was_published(store):
    add(store, JUNE, Y=20)
    june = published(store, JUNE)
    add(store, JULY, "july.csv", Y=23)
    assert [p.shown for p in row_of(published(store, JULY), "Y").history] == ["[c] Withheld", "23"]
    found = reviewed(store, JULY, June=june)
    assert found.revealed == ("It would give away a small number beside June: Started, July 2022.",)
    assert (found.instead, found.instead_words) == ({("Y", JULY)}, ("Started, July 2022",))
    assert reviewed(store, JULY, also=found.instead, June=june).may_be_published


def test_what_was_given_away_before_is_told_apart(june):
    bare = published(june)
    rows = tuple(
        replace(row, history=tuple(replace(p, value=3.0, marker=None) for p in row.history))
        if row.indicator.code == "A"
        else row
        for row in bare.rows
    )
    careless = replace(bare, sections=(replace(bare.sections[0], rows=rows),))
    found = reviewed(june, careless=careless)
    assert found.may_be_published
    assert sorted(found.already_out) == ["Ash, June 2022", "Birch, June 2022"]


def test_another_rule_is_another_verdict(june):
    earlier = published(june)
    set_rule(june, OFFICER, "tests", SmallNumbersRule(7), "As the health service does")
    found = reviewed(june, June=earlier)
    assert found.may_be_published


def test_a_publication_does_not_reach_beyond_its_period(store):
    add(store, JUNE, T=43, **FIGURES)
    add(store, JULY, "july.csv", T=44, A=4, B=8, C=12, D=20)
    assert {p.period for row in published(store, JUNE).rows for p in row.history} == {JUNE}
    assert reviewed(store, JUNE).may_be_published


def test_what_cannot_be_proved_safe_is_not_published(june, monkeypatch):
    def hopeless(*_):
        raise CannotWithhold('It could not be proved that "A" stays secret.', ("A",))

    monkeypatch.setattr(publications, "review", hopeless)
    found = reviewed(june)
    assert not found.may_be_published
    assert found.revealed[0].startswith("It could not be proved that it gives nothing away")
    assert found.instead is None


def test_a_running_percentage_that_was_published_before_may_be_published_again(store):
    rows = [(f"2022-0{n}", top, 4 * top) for n, top in ((4, 20), (5, 23), (6, 24), (7, 40))]
    lines = [f"Visits,,In time,{period},{top},{below},25.0%,,," for period, top, below in rows]
    heads = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
    workbook = Workbook("running.csv", "\r\n".join([heads, *lines, ""]).encode())
    running = an_indicator("P", name="In time", basis=Basis.YEAR_TO_DATE)
    load(store, workbook, catalogue=Catalogue((running,)), keep_catalogue=True, is_confirmed=True)
    earlier = published(store, JULY)
    assert [p.marker for p in row_of(earlier, "P").history].count(Marker.SUPPRESSED) in (1, 2)
    found = reviewed(store, JULY, July=earlier)
    assert (found.revealed, found.already_out) == ((), ())
