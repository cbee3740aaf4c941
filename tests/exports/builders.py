"""Scorecards for tests of files: hostile texts, withheld figures, and what officers say."""

from datetime import date

from kpis.exports.commentary import Commentary, RowCommentary, SectionCommentary
from kpis.model.observations import Marker
from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for
from tests.builders import MARCH, an_indicator, month
from tests.scorecard.builders import a_scorecard, a_source, a_target, kept, kept_comparator

OFFICER = Asker("a test")
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "{=1+1}",
    "＝1+1",
    "[click](http://example.com) and [again](mailto:a@b.c)",
    "$$note$$",
    "#panic(1) *bold* _it_ $x^2$ <label> @ref \\ ``` // /* ~",
    "–",
    "中文 😀 \u202e \x00\x01 ﷽ a\u0301",
    "a" * 300,
    "http://example.com/" + "x" * 3000,
    "_x0041_ &amp; <b> ]]>",
    "line one\nline two\r\nline three",
]


def a_plain_scorecard():
    """Three months of one indicator with a target."""
    figures = [kept(month("2023-01"), 60.0), kept(month("2023-02"), 62.5), kept(MARCH, 91.2)]
    return a_scorecard([an_indicator(ref="1")], figures, targets=[a_target(90.0, amber_low=76.5, source="Local")])


def a_hostile_scorecard(*texts):
    """Each text in every place that a person writes."""
    indicators, figures, targets, elsewhere = [], [], [], []
    for number, text in enumerate(texts, 1):
        code = f"T{number}"
        said = dict.fromkeys(("ref", "name", "section", "definition", "numerator", "denominator"), text)
        source = a_source(number, file=text, sheet=text, cell=text)
        indicators.append(an_indicator(code, **said))
        figures += [kept(month("2023-02"), 60.0, code, source), kept(MARCH, 50.0, code, source)]
        targets.append(a_target(90.0, code=code, source=text))
        elsewhere.append(kept_comparator(text, MARCH, 50.0, code))
    return a_scorecard(indicators, figures, targets=targets, comparators=elsewhere)


def a_withheld_scorecard():
    """One figure shown and then withheld, with what it was made from still in the store."""
    figures = [kept(month("2023-02"), 6.0), kept(MARCH, Marker.SUPPRESSED, numerator=37.0, denominator=4444.0)]
    return a_scorecard([an_indicator(ref="1")], figures, targets=[a_target(90.0)])


def commentary_of(text, section, code="T1"):
    """The text as the answer to every question of a section, and of one indicator."""
    said = RowCommentary(text, "An advisor", date(2023, 4, 20))
    return Commentary({section: SectionCommentary(text, text, text)}, {code: said})


def hostile_commentary(*texts):
    """The texts of such a scorecard as what is said of it."""
    said = [commentary_of(text, text, f"T{number}") for number, text in enumerate(texts, 1)]
    return Commentary(
        {k: v for c in said for k, v in c.sections.items()}, {k: v for c in said for k, v in c.rows.items()}
    )


def published_scorecard(store, name="indicators-of-success-2023"):
    return scorecard_for(store, OFFICER, name)
