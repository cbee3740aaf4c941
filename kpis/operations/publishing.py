"""Preparing a scorecard for a meeting, freezing it, and withdrawing what was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from kpis.exports.contract import Json
from kpis.ingest.checks import AsRead, check_figures
from kpis.model.answers import questions
from kpis.model.catalogue import Catalogue
from kpis.model.errors import Refused
from kpis.model.meetings import LONGEST_REASON, Meeting, Publication
from kpis.model.people import Asker, Audience
from kpis.model.targets import TargetKind
from kpis.model.verdicts import Rag
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.packing import Opened, assemble_pack, publication_before
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.frozen import freeze
from kpis.scorecard.pack import Pack, Publishable
from kpis.scorecard.wording import period_words
from kpis.store.answers import list_answers
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import newest_revision_reason
from kpis.store.engine import Connection, Store
from kpis.store.meetings import get_meeting, list_meetings_on
from kpis.store.observations import list_current
from kpis.store.publications import get_publication, list_publications, save_publication, save_withdrawal

SHORTEST_LIST = 5


class Gap(StrEnum):
    """What a scorecard lacks before a meeting; members are in the order in which they are listed."""

    QUESTION_UNANSWERED = "question_unanswered"
    RED_WITHOUT_WORDS = "red_without_words"
    WORDS_STALE = "words_stale"
    REVISED_WITHOUT_REASON = "revised_without_reason"
    TARGET_WITHOUT_SOURCE = "target_without_source"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: what, of which indicator or section, and what to do. `stops` publishing or not."""

    gap: Gap
    words: str
    code: str = ""
    section: str = ""
    stops: bool = False


@dataclass(frozen=True)
class Readiness:
    """A scorecard as it would be frozen for a meeting, with what is missing."""

    meeting: Meeting
    pack: Pack
    missing: tuple[Missing, ...]
    standing: Publication | None = None

    @property
    def stops(self) -> tuple[Missing, ...]:
        """What must be put right first."""
        return tuple(m for m in self.missing if m.stops)


def prepare(store: Store, asker: Asker, name: str, meeting: int, period: str | None = None) -> Readiness:
    """What would be published for a meeting, and what is missing; nothing is kept. Raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return _readiness(connection, list_catalogue(connection), asker, name, get_meeting(connection, meeting), period)


def publish(store: Store, asker: Asker, name: str, meeting: int, period: str | None = None) -> Publication:
    """Freezes a scorecard for a meeting, for both audiences; raises Refused with the list of what stands in the way."""
    must_be_an_officer(asker)
    by = name_of(asker)
    with store.writing() as connection:
        catalogue, kept = list_catalogue(connection), get_meeting(connection, meeting)
        ready = _readiness(connection, catalogue, asker, name, kept, period)
        if ready.standing is not None:
            raise Refused(
                f"{ready.standing.title} is published for this meeting already, as publication "
                f"{ready.standing.number}. Withdraw that first, with a reason."
            )
        if ready.stops:
            raise Refused(_list_of(ready.stops))
        scorecard = ready.pack.scorecard
        label = scorecard.period.label
        public = _pack(connection, catalogue, Asker(by, Audience.PUBLIC), scorecard.name, label, kept.held_on)
        content = freeze(Publishable(ready.pack, public, newest_revision_reason(connection)))
        number = save_publication(
            connection, kept, scorecard.name, scorecard.title, scorecard.period, content, by, datetime.now(UTC)
        )
        return get_publication(connection, number)


def attention_in(ready: Readiness) -> Attention:
    """What members would read first."""
    return build_attention(ready.pack.scorecard, ready.pack.last_seen)


def meeting_on(store: Store, held_on: date, committee: str | None = None) -> Meeting:
    """The meeting on a day; raises Refused where there is none, or more than one and no committee says which."""
    with store.reading() as connection:
        found = list_meetings_on(connection, held_on)
    if committee is not None:
        found = [m for m in found if m.committee.casefold() == committee.strip().casefold()]
    if not found:
        raise Refused(f"There is no meeting on {held_on.isoformat()}. Add it first, on the page Meetings.")
    if len(found) > 1:
        names = "; ".join(m.committee for m in found)
        raise Refused(f"Several committees meet on {held_on.isoformat()}: {names}. Say which with --committee.")
    return found[0]


def withdraw(store: Store, asker: Asker, number: int, reason: str) -> Publication:
    """Withdraws a publication with a reason; it stays readable as what members once had. Raises Refused, NotFound."""
    must_be_an_officer(asker)
    by = name_of(asker)
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST_REASON:
        raise Refused(f"Say why it is withdrawn, in 1 to {LONGEST_REASON} letters.")
    with store.writing() as connection:
        save_withdrawal(connection, get_publication(connection, number), why, by, datetime.now(UTC))
        return get_publication(connection, number)


def _readiness(
    connection: Connection, catalogue: Catalogue, asker: Asker, name: str, meeting: Meeting, period: str | None
) -> Readiness:
    pack = _pack(connection, catalogue, asker, name, period, meeting.held_on)
    if pack.scorecard.period.first_day > meeting.held_on:
        told = period_words(pack.scorecard.period)
        raise Refused(f"{told} begins after the meeting on {meeting.held_on.isoformat()}. Choose an earlier period.")
    missing = [*_unanswered(connection, catalogue, pack), *_red_without_words(pack), *_stale(pack)]
    missing += [*_revised_without_reason(pack), *_targets_without_source(pack)]
    standing = (
        p for p in list_publications(connection, pack.scorecard.name) if p.stands and p.meeting.number == meeting.number
    )
    return Readiness(meeting, pack, tuple(missing), next(standing, None))


def _pack(
    connection: Connection, catalogue: Catalogue, asker: Asker, name: str, period: str | None, held_on: date
) -> Pack:
    name = catalogue.get_scorecard(name)
    before: Opened | None = publication_before(connection, name, asker.audience, held_on)
    return assemble_pack(connection, catalogue, asker, name, period, before)


def _unanswered(connection: Connection, catalogue: Catalogue, pack: Pack) -> list[Missing]:
    """Questions that the figures raise and that nobody has answered; each indicator and period is known by its own."""
    codes = [row.indicator.code for row in pack.scorecard.rows]
    standing = tuple(kept.observation for kept in list_current(connection, codes))
    asked = questions(check_figures(AsRead(standing, catalogue)).problems)
    answered = {(a.answer.code, a.answer.indicator, a.answer.period) for a in list_answers(connection, codes)}
    return [
        Missing(Gap.QUESTION_UNANSWERED, f"{q.message} {q.what_to_do}".strip(), q.indicator, stops=True)
        for q in asked
        if (q.code, q.indicator, q.period) not in answered
    ]


def _red_without_words(pack: Pack) -> list[Missing]:
    """A red is explained by words of its own, or by words of a section that name its code."""
    told = " ".join(c.text for c in pack.commentary)
    return [
        Missing(
            Gap.RED_WITHOUT_WORDS,
            f"{_called(row.indicator.ref, row.indicator.name)} is red ({row.shown}), and nothing says why.",
            row.indicator.code,
        )
        for row in pack.scorecard.rows
        if row.rag.rag is Rag.RED
        and pack.words_of(row.indicator.code) is None
        and f"{{{{{row.indicator.code}" not in told
    ]


def _stale(pack: Pack) -> list[Missing]:
    now = {row.indicator.code: row.shown for row in pack.scorecard.rows}
    found = []
    for words in pack.commentary:
        changed = [f for f in words.figures if now.get(f.code, f.shown) != f.shown]
        if changed:
            told = ", ".join(f"{f.code} was {f.shown or 'blank'}, now {now[f.code] or 'blank'}" for f in changed[:3])
            where = words.subject.section or words.subject.code
            found.append(
                Missing(
                    Gap.WORDS_STALE,
                    f"The words on {where} were written when figures were others: {told}.",
                    words.subject.code,
                    words.subject.section,
                )
            )
    return found


def _revised_without_reason(pack: Pack) -> list[Missing]:
    revised = pack.last_seen.revised if pack.last_seen else ()
    return [
        Missing(
            Gap.REVISED_WITHOUT_REASON,
            f"{_called(r.ref, r.name)}, {period_words(r.period)}: members saw {r.then}, now {r.now}, "
            "and nothing says why.",
            r.code,
        )
        for r in revised
        if r.cause is None
    ]


def _targets_without_source(pack: Pack) -> list[Missing]:
    return [
        Missing(
            Gap.TARGET_WITHOUT_SOURCE,
            f"{_called(row.indicator.ref, row.indicator.name)}: nothing says where its target, {row.target_shown}, "
            "comes from.",
            row.indicator.code,
        )
        for row in pack.scorecard.rows
        if row.target is not None and row.target.kind in (TargetKind.VALUE, TargetKind.RANGE) and not row.target.source
    ]


def _called(ref: str, name: str) -> str:
    return f"{ref} {name}".strip()


def _list_of(stops: tuple[Missing, ...]) -> str:
    """All that stands in the way, as one sentence with its list."""
    first = "; ".join(m.words.rstrip(".") for m in stops[:SHORTEST_LIST])
    more = f"; and {len(stops) - SHORTEST_LIST} more" if len(stops) > SHORTEST_LIST else ""
    count = "One thing stands" if len(stops) == 1 else f"{len(stops)} things stand"
    return f"It is not published. {count} in the way: {first}{more}."


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
