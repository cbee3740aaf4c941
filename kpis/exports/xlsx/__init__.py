"""A scorecard as a workbook in the shape of the government's guidance on accessible spreadsheets.

A cover, contents and notes; one table a sheet, marked as a table; no merged cell, no empty cell, no frozen pane (frozen
rows and columns leave those who enlarge the screen no room). A number is a number; a text is never a formula.
"""

from __future__ import annotations

from kpis.exports.commentary import NO_COMMENTARY, Commentary
from kpis.exports.given_for import given_words, moment_of
from kpis.exports.methods_in_words import AUDIENCE_WORDS, methods, no_number_words, withheld_words
from kpis.exports.printed_on import files_used, newest_upload
from kpis.exports.xlsx.meeting_tables import meeting_tables
from kpis.exports.xlsx.tables import SHORTHAND_WORDS, Table, scorecard_tables
from kpis.model.meetings import Publication
from kpis.scorecard.filters import Filters, only_shown
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.questions_to_ask import questions_to_ask
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import day_words, period_words


def scorecard_xlsx(
    scorecard: Scorecard,
    filters: Filters | None = None,
    commentary: Commentary = NO_COMMENTARY,
    publication: Publication | None = None,
    last_seen: LastSeen | None = None,
) -> bytes:
    """The workbook of the rows asked for; the same of all these are the same bytes, on any day."""
    from kpis.exports.xlsx.writer import About, write_tables  # a second to load, and needed by nothing else

    chosen = filters or Filters()
    shown = only_shown(scorecard, chosen)
    about = About(
        f"{scorecard.title}: {period_words(scorecard.period)}",
        (
            *([scorecard.description] if scorecard.description else []),
            *([f"{given_words(publication)}."] if publication else []),
            f"{AUDIENCE_WORDS[scorecard.audience]}.",
            f"Figures taken in up to {day_words(newest_upload(scorecard))}.",
            *_part(scorecard, shown, chosen),
        ),
        (
            "Figures are in the unit that stands beside them: 56.6 with the unit Percentage is 56.6%.",
            *(f"{sign} means {words}." for sign, words in SHORTHAND_WORDS),
            withheld_words(shown),
        ),
        moment_of(scorecard, publication),
    )
    questions = questions_to_ask(scorecard)
    tables = [*scorecard_tables(shown, commentary), *meeting_tables(shown, questions, last_seen)]
    return write_tables(about, _notes(shown), tables)


def _part(scorecard: Scorecard, shown: Scorecard, filters: Filters) -> list[str]:
    """What was asked for, where that is not everything."""
    named = "; ".join(f"{name}: {chosen}" for name, chosen in filters.in_words())
    if not named:
        return []
    left, whole = len(list(shown.rows)), len(list(scorecard.rows))
    return [f"This is a part of the scorecard: {left} of {whole} indicators. Asked for: {named}."]


def _notes(scorecard: Scorecard) -> Table:
    said = [
        *methods(),
        *((f"{words} ({sign})", why) for words, sign, why in no_number_words()),
        ("Withheld figures", withheld_words(scorecard)),
        *(("Source", f"{source.file}, taken in on {day_words(source.at)}.") for source in files_used(scorecard)),
    ]
    rows = tuple((str(number), about, words) for number, (about, words) in enumerate(said, 1))
    return Table("Notes", "Notes", ("Note number", "About", "Note"), (12, 32, 100), rows)
