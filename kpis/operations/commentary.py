"""Writing the words beside the figures, and saying why figures were revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kpis.model.commentary import LONGEST_COMMENTARY, LONGEST_WHO, Commentary, FigureThen, Question, Subject
from kpis.model.errors import NotFound, Refused
from kpis.model.meetings import LONGEST_REASON, RevisionCause, RevisionReason
from kpis.model.people import Asker
from kpis.model.periods import Period
from kpis.operations.assembly import assemble_scorecard, must_be_an_officer, name_of
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import list_commentary, save_commentary, save_revision_reason
from kpis.store.engine import Store


@dataclass(frozen=True)
class Draft:
    """Words as somebody typed them, before anyone has looked at them."""

    section: str
    question: Question | None
    code: str
    text: str
    who: str = ""
    by_when: str = ""


@dataclass(frozen=True)
class Desk:
    """A scorecard with the words that stand beside it, for whoever writes them."""

    scorecard: Scorecard
    words: tuple[Commentary, ...]

    def about(self, section: str, question: Question | None, code: str = "") -> Commentary | None:
        """The words that stand for one subject."""
        wanted = (section if not code else "", question, code)
        found = ((w.subject.section, w.subject.question, w.subject.code) for w in self.words)
        return next((w for w, key in zip(self.words, found, strict=True) if key == wanted), None)


def desk_of(store: Store, asker: Asker, name: str, period: str | None = None) -> Desk:
    """The words that stand beside a scorecard in a period; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        scorecard = assemble_scorecard(connection, list_catalogue(connection), asker, name, period)
        return Desk(scorecard, tuple(list_commentary(connection, scorecard.name, scorecard.period)))


def write_commentary(
    store: Store, asker: Asker, name: str, period: str | None, drafts: Sequence[Draft]
) -> tuple[Commentary, ...]:
    """Keeps the drafts that differ from what stands; returns those. Raises Refused, naming what is wrong."""
    must_be_an_officer(asker)
    by = name_of(asker)
    with store.writing() as connection:
        scorecard = assemble_scorecard(connection, list_catalogue(connection), asker, name, period)
        desk = Desk(scorecard, tuple(list_commentary(connection, scorecard.name, scorecard.period)))
        now = datetime.now(UTC)
        written = [_words(desk, draft, by, now) for draft in drafts]
        kept = tuple(w for w in written if _differs(desk, w))
        for words in kept:
            save_commentary(connection, words)
        return kept


def say_why_revised(store: Store, asker: Asker, code: str, period: Period, cause: str, words: str) -> None:
    """Keeps why a figure that members have seen is another now; raises Refused or NotFound."""
    must_be_an_officer(asker)
    by = name_of(asker)
    told = " ".join(words.split())
    if cause not in list(RevisionCause):
        raise Refused("Say why the figure was revised: a late record, a new population, a definition or a correction.")
    if len(told) > LONGEST_REASON:
        raise Refused(f"Say why the figure was revised in at most {LONGEST_REASON} letters.")
    with store.writing() as connection:
        indicator = list_catalogue(connection).get(code)
        reason = RevisionReason(indicator.code, period, RevisionCause(cause), told, by, datetime.now(UTC))
        save_revision_reason(connection, reason)


def _words(desk: Desk, draft: Draft, by: str, at: datetime) -> Commentary:
    rows = _rows_about(desk.scorecard, draft)
    text = draft.text.replace("\r\n", "\n").replace("\0", "").strip()
    where = draft.section or draft.code
    if len(text) > LONGEST_COMMENTARY:
        raise Refused(
            f"The words on {where} have {len(text):,} characters, and {LONGEST_COMMENTARY:,} is the most. Shorten them."
        )
    who = " ".join(draft.who.split())
    if len(who) > LONGEST_WHO or not who.isprintable():
        raise Refused(f"Say who does it in at most {LONGEST_WHO} letters ({where}).")
    subject = Subject(
        desk.scorecard.name, desk.scorecard.period, "" if draft.code else draft.section, draft.question, draft.code
    )
    figures = tuple(FigureThen(row.indicator.code, row.shown) for row in rows) if text else ()
    return Commentary(subject, text, by, at, who, _day(draft.by_when, where), figures)


def _rows_about(scorecard: Scorecard, draft: Draft) -> tuple[ScorecardRow, ...]:
    """The rows that words are about; raises NotFound for a section or an indicator that the scorecard has not."""
    for section in scorecard.sections:
        if draft.code:
            found = tuple(r for r in section.rows if r.indicator.code == draft.code)
            if found:
                return found
        elif section.name == draft.section and draft.question is not None:
            return section.rows
    raise NotFound(f"{scorecard.title} has no {draft.code or 'section ' + draft.section}.")


def _day(text: str, where: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f'"{text}" is not a date ({where}). Write by when as 2023-09-30.') from None


def _differs(desk: Desk, words: Commentary) -> bool:
    subject = words.subject
    stands = desk.about(subject.section, subject.question, subject.code)
    if stands is None:
        return bool(words.text)
    return (stands.text, stands.who, stands.by_when) != (words.text, words.who, words.by_when)
