"""Reading what was published, then and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpis.exports.commentary import Commentary
from kpis.exports.contract import Json
from kpis.exports.files import FileKind, ScorecardFile, scorecard_file
from kpis.model.errors import NotFound, Refused
from kpis.model.meetings import Publication
from kpis.model.people import Asker, Reads
from kpis.operations.assembly import assemble_scorecard
from kpis.operations.packing import reasons_since, reasons_until
from kpis.operations.published import Opened, newest_publication, newest_publications, open_publication, published_with
from kpis.operations.words import pack_in_files
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.filters import Filters
from kpis.scorecard.pack import Pack, Revised
from kpis.scorecard.question import Question
from kpis.scorecard.questions_to_ask import questions_about, with_questions
from kpis.scorecard.rows import History
from kpis.scorecard.since import revised_since
from kpis.scorecard.told import NOTHING_TOLD, AllTold, Told, told_in
from kpis.scorecard.wording import day_words, period_words
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.publications import get_publication, list_publications


@dataclass(frozen=True)
class ThenAndNow:
    """A publication, what needed attention in it, and what has been revised since, for the same periods.

    `told` are its words as whoever asks reads them.
    """

    publication: Publication
    pack: Pack
    attention: Attention
    revised: tuple[Revised, ...] = ()
    is_known_since: bool = True
    told: AllTold = NOTHING_TOLD


def read_publication(store: Store, asker: Asker, number: int) -> ThenAndNow:
    """What members were given, exactly, and beside it what has been revised since; raises NotFound."""
    with store.reading() as connection:
        opened = open_publication(connection, number, asker.audience)
        pack = opened.pack
        revised, is_known = _revised(connection, asker, opened)
        attention = with_questions(build_attention(pack.scorecard, pack.last_seen))
        return ThenAndNow(opened.publication, pack, attention, revised, is_known, told_in(pack))


def pack_of(store: Store, asker: Asker, number: int) -> tuple[Publication, Pack]:
    """A publication and its pack for whoever asks; raises NotFound."""
    with store.reading() as connection:
        opened = open_publication(connection, number, asker.audience)
        return opened.publication, opened.pack


def published_file(
    store: Store, asker: Asker, number: int, kind: FileKind, filters: Filters | None = None
) -> ScorecardFile:
    """A publication as a file: what was frozen for whoever asks, and the same bytes each time. Raises NotFound."""
    publication, pack = pack_of(store, asker, number)
    return scorecard_file(pack.scorecard, kind, filters, words_in(pack), publication, pack.last_seen)


def meeting_file(
    store: Store, asker: Asker, name: str | None, kind: FileKind, held_on: date, committee: str | None = None
) -> ScorecardFile:
    """What was published of a scorecard for the meeting of a day; raises NotFound, or Refused where it could be two."""
    with store.reading() as connection:
        there = [p for p in list_publications(connection) if p.stands and p.meeting.held_on == held_on]
    found = [p for p in there if name is None or p.scorecard.casefold() == name.strip().casefold()]
    if committee is not None:
        found = [p for p in found if p.meeting.committee.casefold() == committee.strip().casefold()]
    match found:
        case [only]:
            return published_file(store, asker, only.number, kind)
        case []:
            listed = f" There is: {_listed(there)}." if there else ""
            raise NotFound(f"There is no publication for a meeting on {day_words(held_on)}.{listed}")
        case _:
            raise Refused(f"Say which scorecard and which committee. There is: {_listed(found)}.")


def _listed(publications: Sequence[Publication]) -> str:
    return "; ".join(f"{p.scorecard} for {p.meeting.committee}" for p in publications)


def words_in(pack: Pack) -> Commentary:
    """The officers' words as a print holds them."""
    return pack_in_files(pack)


def history_in(store: Store, asker: Asker, number: int, code: str) -> History:
    """One indicator over time as it was published; raises NotFound."""
    return pack_of(store, asker, number)[1].history(code)


@dataclass(frozen=True)
class IndicatorThen:
    """One indicator as it was published: over time, what officers said of it and of its section, and what to ask."""

    publication: Publication
    history: History
    told: Told | None
    questions: tuple[Question, ...]
    section: str = ""
    answers: tuple[Told, ...] = ()


def read_indicator(store: Store, asker: Asker, number: int, code: str) -> IndicatorThen:
    """One indicator of a publication; raises NotFound. Questions are made from the frozen rows."""
    publication, pack = pack_of(store, asker, number)
    history = pack.history(code)
    own, section = history.row.indicator.code, history.row.indicator.section
    told = told_in(pack)
    answers = tuple(t for t in told.told if not t.words.subject.code and t.words.subject.section == section)
    asked = questions_about(pack.scorecard, own)
    return IndicatorThen(publication, history, told.of(own), asked, section, answers)


def publication_numbered(store: Store, number: int) -> Publication:
    """What a publication is, without what it holds; raises NotFound."""
    with store.reading() as connection:
        return get_publication(connection, number)


def newest_for(store: Store, asker: Asker) -> list[ThenAndNow]:
    """What members were given last for each scorecard, the newest meeting first."""
    with store.reading() as connection:
        return [
            ThenAndNow(o.publication, o.pack, with_questions(build_attention(o.pack.scorecard, o.pack.last_seen)))
            for o in newest_publications(connection, asker.audience)
        ]


def published_last_with(store: Store, asker: Asker, code: str) -> Publication | None:
    """The publication that an indicator is read from; None for whoever reads the figures as they are now."""
    if asker.reads is Reads.DRAFTS:
        return None
    with store.reading() as connection:
        return published_with(connection, code).publication


def _revised(connection: Connection, asker: Asker, opened: Opened) -> tuple[tuple[Revised, ...], bool]:
    """What is another now; not known where the scorecard can no longer be made.

    For whoever reads nothing but what was published, now is what was published last, and a reason is one given by then.
    """
    scorecard = opened.pack.scorecard
    try:
        now = assemble_scorecard(connection, list_catalogue(connection), asker, scorecard.name, None)
    except NotFound:
        return (), False
    rows = tuple(now.rows)
    codes = [row.indicator.code for row in rows]
    reasons = reasons_since(connection, codes, opened)
    if asker.reads is Reads.PUBLISHED:
        last = newest_publication(connection, scorecard.name, asker.audience)
        by_then = [] if last is None else reasons_until(connection, codes, last)
        reasons = [r for r in reasons if r in by_then]
    return revised_since(opened.pack, rows, reasons), True


def publication_as_json(done: Publication, missing: Sequence[str]) -> Json:
    """What was published, and what it lacked."""
    return {
        "publication": done.number,
        "scorecard": done.scorecard,
        "committee": done.meeting.committee,
        "meeting": done.meeting.held_on.isoformat(),
        "period": done.period.label,
        "digest": done.digest,
        "missing": list(missing),
    }


def publication_as_text(done: Publication, missing: Sequence[str]) -> str:
    """The same in words."""
    told = (
        f"Published {done.title}, {period_words(done.period)}, for {done.meeting.committee} on "
        f"{done.meeting.held_on.isoformat()}: publication {done.number}."
    )
    lines = [f"  Missing: {words}" for words in missing]
    return "\n".join([told, f"  SHA-256 {done.digest}", *lines])
