"""Answers as plain text, for people at a command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from kpis.model.catalogue import Catalogue
from kpis.model.periods import Period
from kpis.model.problems import CheckRun, Outcome, Problem
from kpis.scorecard.change_wording import assurance_words, change_words, range_sentences, special_cause_sentences
from kpis.scorecard.palette import ARROWS
from kpis.scorecard.rows import History, Scorecard, ScorecardRow
from kpis.scorecard.wording import (
    BASIS_WORDS,
    NOT_PROVED,
    direction_words,
    period_words,
    rag_words,
    withheld_sentence,
)

NAME_WIDTH = 60
OUTCOME_WORDS = {
    Outcome.ACCEPT: "nothing wrong",
    Outcome.WARN: "can be taken in; please look at the warnings",
    Outcome.CONFIRM: "a person must answer the questions before it is taken in",
    Outcome.REJECT: "cannot be taken in",
}


def scorecard_text(scorecard: Scorecard) -> str:
    """A scorecard as a table of words."""
    lines = [f"{scorecard.title}: {period_words(scorecard.period)}"]
    for section in scorecard.sections:
        lines += ["", section.name]
        for row in section.rows:
            name = textwrap.shorten(row.indicator.name, NAME_WIDTH, placeholder="…")
            period = "" if row.period == scorecard.period else f" ({period_words(row.period)})"
            arrow = ARROWS[row.direction.movement]
            lines.append(
                f"  {row.indicator.ref:>5}  {name:<{NAME_WIDTH}}  {(row.shown or 'No figure') + period:>14}  "
                f"{arrow} {direction_words(row.direction):<16}  target {row.target_shown:<12}  {rag_words(row.rag)}"
            )
            lines.append(f"         {row.verdict}")
            lines.append(f"         {_change_line(row)}")
    lines += withheld_lines(scorecard)
    return "\n".join(lines)


def _change_line(row: ScorecardRow) -> str:
    """Whether the change is real and the target will be met, or why that cannot be said."""
    return " ".join(f"{words}." for words in (change_words(row), assurance_words(row)) if words)


def history_text(history: History) -> str:
    """One indicator's periods, oldest first, with where each figure came from."""
    indicator = history.row.indicator
    lines = [
        f"{indicator.code}  {indicator.name}",
        f"{history.scorecard_title}. {BASIS_WORDS[indicator.basis]}.",
        history.row.verdict,
        _change_line(history.row),
        *(f"  {sentence}" for sentence in range_sentences(history.row)),
        *(f"  {sentence}." for sentence in special_cause_sentences(history.row)),
        "",
    ]
    for point in history.points:
        source = f"{point.source.file}, {point.source.sheet} {point.source.cell}" if point.source else ""
        lines.append(f"  {period_words(point.period):<18} {point.shown:>14}  {rag_words(point.rag):<20} {source}")
    lines += withheld_lines(history)
    return "\n".join(lines)


def withheld_lines(answer: Scorecard | History) -> list[str]:
    """In a public answer that withholds something, what its sign means."""
    withholding = answer.withholding
    if withholding is None or not answer.has_withheld:
        return []
    unproved = [] if withholding.is_proved else [NOT_PROVED]
    return ["", f"{withholding.rule.symbol}: {withheld_sentence(withholding.rule)}.", *unproved]


def scorecards_text(catalogue: Catalogue, periods: dict[str, Sequence[Period]]) -> str:
    """The scorecards there are."""
    if not periods:
        return "Nothing has been loaded yet. Load a workbook with: python -m kpis load FILE --by NAME"
    lines = []
    for name, found in periods.items():
        covered = f"{period_words(found[0])} to {period_words(found[-1])}" if found else "no figures yet"
        lines.append(f"{name:<30} {catalogue.title_of(name).title} ({covered})")
    return "\n".join(lines)


def check_text(
    file: str, outcome: Outcome, observations: int, problems: Iterable[Problem], runs: Iterable[CheckRun] = ()
) -> str:
    """What a check found: each problem with its place and what to do, and how far each check could see."""
    read = "1 figure" if observations == 1 else f"{observations} figures"
    lines = [f"{file}: {read} read; {OUTCOME_WORDS[outcome]}."]
    lines += [f"  {p.severity.value:<7} {p.code}  {p.message} {p.what_to_do}" for p in problems]
    for run in runs:
        lines.append(f"  {run.name}: {run.looked_at} looked at, {run.found} to look into.")
        lines += [f"      {left.count} not checked: {left.reason}." for left in run.not_checked]
    return "\n".join(lines)
