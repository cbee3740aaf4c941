"""What would change: figures old and new, and each colour and direction that members would see differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from kpis.model.verdicts import Direction, RagVerdict
from kpis.scorecard.changes import Change, Changes
from kpis.scorecard.wording import direction_words, period_words, rag_words
from layouts import ids
from layouts.native import element
from layouts.parts.data_table import data_table
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.rag_tag import rag_tag

MOST_ROWS_SHOWN = 200
LINKS_AT_ONCE = 8
JUDGED_ANEW = "These figures stay as they are. They are judged differently because a figure that they rest on changes."


def changes_summary(changes: Changes) -> str:
    """How many figures are new, changed, withdrawn and unchanged."""
    gone = f"{len(changes.withdrawn)} withdrawn, " if changes.withdrawn else ""
    return f"{len(changes.new)} new, {len(changes.changed)} changed, {gone}{changes.unchanged} unchanged."


def undo_summary(changes: Changes) -> str:
    """How many figures an undo would put back, withdraw or bring again."""
    counts = [
        (len(changes.changed), "would go back to what stood before"),
        (len(changes.withdrawn), "would be withdrawn"),
        (len(changes.new), "would stand again"),
    ]
    told = [f"{_counted(number, 'figure')} {words}" for number, words in counts if number]
    return f"{', '.join(told) or 'No figure of ours would change'}."


def verdict_links(changes: Changes) -> list[Any]:
    """How many colours and directions would change, with a jump to each."""
    if changes.is_nothing:
        return []
    words = f"{_counted(changes.colours, 'colour')} and {_counted(changes.directions, 'direction')} would change."
    if not changes.colours and not changes.directions:
        words = "No colour and no direction would change."
    links = [html.Li(html.A(_in_words(c), href=f"#{_anchor(c)}")) for c in _first(changes)]
    rest = links[LINKS_AT_ONCE:]
    left = len(changes.verdicts) - len(links)
    return [
        html.H2("What members would see differently"),
        html.P(words),
        html.Ul(links[:LINKS_AT_ONCE]) if links else None,
        html.Details([html.Summary(f"{len(rest)} more"), html.Ul(rest)]) if rest else None,
        html.P(f"{left} more are not listed here.") if left > 0 else None,
    ]


def changes_tables(changes: Changes) -> list[Any]:
    """The tables of what is changed, judged anew, withdrawn and new; each only where there is something in it."""
    changed = [
        *(c for c in changes.changed if c.moves_a_verdict),
        *(c for c in changes.changed if not c.moves_a_verdict),
    ]
    return [
        _table(
            "Changed",
            changed,
            ("Indicator", "Period", "Now", "Would be", "Against target", "Direction", "Cell"),
            lambda c: [_name(c), period_words(c.period), c.before, c.after, _colour(c), _way(c), _cell(c)],
            (2, 3),
        ),
        _table(
            "Judged differently",
            changes.judged_anew,
            ("Indicator", "Period", "Figure", "Against target", "Direction"),
            lambda c: [_name(c), period_words(c.period), c.after, _colour(c), _way(c)],
            (2,),
            JUDGED_ANEW,
        ),
        _table(
            "Withdrawn",
            changes.withdrawn,
            ("Indicator", "Period", "Now", "Against target", "Cell"),
            lambda c: [_name(c), period_words(c.period), c.before, _tag(c.rag_before), _cell(c)],
            (2,),
            "Nothing stood before these figures, so nothing would stand after.",
        ),
        _table(
            "New",
            changes.new,
            ("Indicator", "Period", "Figure", "Against target", "Cell"),
            lambda c: [_name(c), period_words(c.period), c.after, _tag(c.rag_after), _cell(c)],
            (2,),
        ),
    ]


def _table(
    title: str,
    changes: Sequence[Change],
    heads: Sequence[str],
    cells: Callable[[Change], list[Any]],
    numeric: Sequence[int],
    words: str = "",
) -> html.Div | None:
    if not changes:
        return None
    left = len(changes) - MOST_ROWS_SHOWN
    return html.Div(
        [
            data_table(f"{title} ({len(changes)})", heads, (cells(c) for c in changes[:MOST_ROWS_SHOWN]), numeric),
            html.P(words, className="quiet") if words else None,
            html.P(f"{left} more are not listed here; they are part of it all the same.") if left > 0 else None,
        ],
        className="changes",
    )


def _first(changes: Changes) -> list[Change]:
    """The verdicts whose rows are listed, so that every jump leads somewhere."""
    moved = [c for c in changes.changed if c.moves_a_verdict]
    return [*moved[:MOST_ROWS_SHOWN], *changes.judged_anew[:MOST_ROWS_SHOWN]]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _in_words(change: Change) -> str:
    told = []
    if change.recolours and change.rag_before and change.rag_after:
        told.append(f"{rag_words(change.rag_before)} becomes {rag_words(change.rag_after)}")
    if change.redirects and change.direction_before and change.direction_after:
        before, after = direction_words(change.direction_before), direction_words(change.direction_after)
        told.append(f"“{before}” becomes “{after}”")
    return f"{_label(change)}, {period_words(change.period)}: {'; '.join(told)}"


def _anchor(change: Change) -> str:
    return ids.Upload.verdict(change.indicator.code, change.period.label)


def _label(change: Change) -> str:
    ref = change.indicator.ref
    return f"{ref} {change.indicator.name}" if ref else change.indicator.name


def _name(change: Change) -> Any:
    """The indicator, as the place that a jump leads to where a verdict changes."""
    if not change.moves_a_verdict:
        return _label(change)
    return element("span", _label(change), id=_anchor(change), tabindex="-1")


def _cell(change: Change) -> str:
    return f"{change.sheet} {change.cell}".strip()


def _tag(verdict: RagVerdict | None) -> Any:
    return rag_tag(verdict) if verdict else None


def _colour(change: Change) -> Any:
    if change.rag_before is None or change.rag_before == change.rag_after:
        return _tag(change.rag_after)
    return html.Span([_tag(change.rag_before), " becomes ", _tag(change.rag_after)], className="becomes")


def _way(change: Change) -> Any:
    if not change.redirects:
        return _arrow(change.direction_after)
    return html.Span(
        [_arrow(change.direction_before), " becomes ", _arrow(change.direction_after)], className="becomes"
    )


def _arrow(direction: Direction | None) -> Any:
    return direction_arrow(direction) if direction else None
