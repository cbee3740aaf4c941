"""Writing the words beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from kpis.model.audit import Deed
from kpis.model.commentary import LONGEST_WHO, Commentary, FigureThen, Question, Subject
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker, Audience
from kpis.operations.assembly import LONGEST_NAME, assemble_scorecard, must_be_an_officer
from kpis.operations.typed_day import day_typed
from kpis.operations.words import given_away, read_words
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.scorecard.prose.markdown import read_commentary
from kpis.scorecard.review import Review, doubts_in
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.scorecard.told import as_told, staleness_of
from kpis.scorecard.wording import day_words
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import list_all_commentary, save_commentary
from kpis.store.engine import Connection, Store

BY_WHEN = "the day by which it is to be done, such as 30 September 2023"


@dataclass(frozen=True)
class Draft:
    """Words as somebody typed them, before anyone has looked at them."""

    section: str
    question: Question | None
    code: str
    text: str
    who: str = ""
    by_when: str = ""


class Box(StrEnum):
    """Which box of a draft a mistake is in; a name is that of whoever writes."""

    TEXT = "text"
    WHO = "who"
    BY_WHEN = "day"
    NAME = "name"


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with what was typed, and the box where it is put right."""

    words: str
    box: Box
    draft: Draft | None = None


class WordsRefused(Refused):
    """Nothing was kept: all that is wrong with what was typed, each with its box.

    `untouched` are the drafts that nobody changed: their boxes can show what stands now.
    """

    def __init__(self, mistakes: Sequence[Mistake], untouched: Sequence[Draft] = ()) -> None:
        super().__init__(" ".join(mistake.words for mistake in mistakes))
        self.mistakes = tuple(mistakes)
        self.untouched = tuple(untouched)


@dataclass(frozen=True)
class Desk:
    """A scorecard with the words that stand beside it, for whoever writes them.

    `for_members` is the same scorecard as members see it. `seen` counts all that was ever written here: whoever keeps
    words says what they had seen, so that nobody writes over another's newer words unawares.
    """

    scorecard: Scorecard
    for_members: Scorecard
    words: tuple[Commentary, ...]
    seen: int

    def review(self, words: Commentary) -> Review:
        """Words as members will read them, and what to look at before they do."""
        told = as_told(words, tuple(self.for_members.rows))
        told = replace(told, stale=staleness_of(words, tuple(self.scorecard.rows)).words)
        try:
            read = read_words(words.text, self.scorecard, _about(words.subject.code))
        except Refused as refusal:
            return Review(told, problems=(str(refusal),))
        secret = given_away(words.text, self.scorecard, self.for_members, _about(words.subject.code))
        return Review(told, doubts_in(words.text, read.findings), (*secret, *read.problems, *read.prose.notes))


def desk_of(store: Store, asker: Asker, name: str, period: str | None = None) -> Desk:
    """The words that stand beside a scorecard in a period; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        scorecard = assemble_scorecard(connection, catalogue, asker, name, period)
        member = replace(asker, audience=Audience.PUBLIC)
        for_members = assemble_scorecard(connection, catalogue, member, scorecard.name, scorecard.period.label)
        written = list_all_commentary(connection, scorecard.name, scorecard.period)
        standing = tuple(w for w in _newest(written).values() if w.text)
        return Desk(scorecard, for_members, standing, len(written))


def write_commentary(
    store: Store, asker: Asker, name: str, period: str | None, drafts: Sequence[Draft], seen: int | None = None
) -> tuple[Commentary, ...]:
    """Keeps the drafts that differ from what stands, all or none; returns those. Raises WordsRefused or NotFound.

    `seen` is the desk's count when the drafts were begun; a draft that is as it was then is left as it stands now.
    """
    must_be_an_officer(asker)
    by = " ".join(asker.name.split())
    mistakes = _name_mistakes(by)
    with store.writing() as connection:
        scorecard = assemble_scorecard(connection, list_catalogue(connection), asker, name, period)
        written = list_all_commentary(connection, scorecard.name, scorecard.period)
        now, then = _newest(written), _newest(written[:seen])
        kept, untouched = [], []
        for draft in drafts:
            rows = _rows_about(scorecard, draft)
            words, wrong = _read(scorecard, rows, draft, by)
            stands, stood = now.get(words.subject), then.get(words.subject)
            if _is_same(words, stands) or _is_same(words, stood):
                untouched.append(draft)
                continue
            if stands != stood and stands is not None:
                wrong.append(Mistake(_overtaken(_where(draft, rows), stands), Box.TEXT, draft))
            mistakes += wrong
            kept.append(words)
        if mistakes:
            raise WordsRefused(mistakes, untouched)
        return _keep(connection, scorecard, kept)


def _keep(connection: Connection, scorecard: Scorecard, kept: Iterable[Commentary]) -> tuple[Commentary, ...]:
    full = tuple(replace(words, figures=_figures(scorecard, words)) for words in kept)
    for words in full:
        save_commentary(connection, words)
    if full:
        about = dict.fromkeys(words.subject.code or words.subject.section for words in full)
        told = f"{scorecard.name} {scorecard.period.label}: {', '.join(about)}"
        record(connection, full[0].by, Deed.WROTE_WORDS, told)
    return full


def _newest(written: Iterable[Commentary]) -> dict[Subject, Commentary]:
    return {words.subject: words for words in written}


def _is_same(words: Commentary, other: Commentary | None) -> bool:
    nothing = Commentary(words.subject, "", "", words.at)
    other = nothing if other is None else other
    return (other.text, other.who, other.by_when) == (words.text, words.who, words.by_when)


def _name_mistakes(by: str) -> list[Mistake]:
    if by and len(by) <= LONGEST_NAME and by.isprintable():
        return []
    return [Mistake(f"Give your name, in 1 to {LONGEST_NAME} letters.", Box.NAME)]


def _read(
    scorecard: Scorecard, rows: tuple[ScorecardRow, ...], draft: Draft, by: str
) -> tuple[Commentary, list[Mistake]]:
    """A draft as it would be kept, and all that is wrong with it."""
    where = _where(draft, rows)
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    who = " ".join(draft.who.split())
    wrong = []
    try:
        read_commentary(text)
    except Refused as refusal:
        wrong.append(Mistake(f"{where} {refusal}", Box.TEXT, draft))
    if len(who) > LONGEST_WHO or not who.isprintable():
        wrong.append(Mistake(f"{where} Say who does it in at most {LONGEST_WHO} letters.", Box.WHO, draft))
    day, unread = _day(draft.by_when)
    if unread:
        wrong.append(Mistake(f"{where} {unread}", Box.BY_WHEN, draft))
    if not text and (who or day):
        wrong.append(Mistake(f"{where} Say what is to be done, or empty who does it and by when.", Box.TEXT, draft))
    subject = Subject(scorecard.name, scorecard.period, "" if draft.code else draft.section, draft.question, draft.code)
    return Commentary(subject, text, by, datetime.now(UTC), who, day), wrong


def _figures(scorecard: Scorecard, words: Commentary) -> tuple[FigureThen, ...]:
    """The figures that words are about, as they stand: those quoted, those named by code, and an indicator's own."""
    if not words.text:
        return ()
    read = read_words(words.text, scorecard, _about(words.subject.code))
    return tuple(FigureThen(f.code, f.shown) for f in read.figures)


def _about(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _where(draft: Draft, rows: tuple[ScorecardRow, ...]) -> str:
    """What a box is called on the page, before what is wrong in it."""
    if draft.question is not None:
        return QUESTION_WORDS[draft.question]
    return f"{rows[0].indicator.ref} {rows[0].indicator.name}:".strip()


def _overtaken(where: str, stands: Commentary) -> str:
    done = "wrote here" if stands.text else "took these words back"
    return (
        f"{where} {stands.by} {done} on {day_words(stands.at)}, while you were writing. What is kept now is under the "
        "box, and yours is in it. Put into the box what should stand, and keep it again."
    )


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


def _day(text: str) -> tuple[date | None, str]:
    """The day that was typed, or None for none at all; and what is wrong where it is no day."""
    try:
        return (day_typed(text, BY_WHEN) if text.strip() else None), ""
    except Refused as refusal:
        return None, str(refusal)
