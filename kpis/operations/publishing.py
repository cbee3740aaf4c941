"""Preparing a scorecard for a meeting, and freezing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from kpis.ingest.checks import AsRead, check_figures
from kpis.model.answers import questions
from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.commentary import Commentary
from kpis.model.errors import BadPreparation, Refused
from kpis.model.meetings import Meeting, Publication
from kpis.model.people import Asker, Audience
from kpis.model.targets import TargetKind
from kpis.model.verdicts import Rag
from kpis.operations.assembly import assemble_scorecard, must_be_an_officer, name_of
from kpis.operations.disclosure import Reviewed, review_beside_all
from kpis.operations.keeping import mistakes_of_name
from kpis.operations.packing import assemble_pack
from kpis.operations.published import Opened, publication_before
from kpis.operations.withholding import NONE_MORE
from kpis.operations.words import given_away, read_words
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.frozen import freeze
from kpis.scorecard.meeting_words import QUESTION_WORDS, publication_words
from kpis.scorecard.pack import Pack, Publishable
from kpis.scorecard.prose.placeholders import placeholders
from kpis.scorecard.questions_to_ask import with_questions
from kpis.scorecard.reckoning import Figure
from kpis.scorecard.review import doubts_in
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.told import staleness_of
from kpis.scorecard.wording import day_words, period_words
from kpis.store.answers import list_answers
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import newest_revision_reason
from kpis.store.engine import Connection, Store
from kpis.store.meetings import get_meeting
from kpis.store.observations import list_current
from kpis.store.publications import get_publication, list_publications, save_publication

MEMBERS = Asker("", Audience.PUBLIC)
PERIOD, NAME, PUBLISH = "period", "name", "publish"
"""The parts of what is asked for that can be wrong, as its form calls them."""
WITHHOLD_TOO = "It can be published with these withheld from the public as well"


class Gap(StrEnum):
    """What a scorecard lacks before a meeting; members are in the order in which they are listed."""

    WOULD_REVEAL = "would_reveal"
    QUESTION_UNANSWERED = "question_unanswered"
    WORDS_GIVE_AWAY = "words_give_away"
    PLACEHOLDER_UNKNOWN = "placeholder_unknown"
    RED_WITHOUT_WORDS = "red_without_words"
    WORDS_DOUBTED = "words_doubted"
    WORDS_STALE = "words_stale"
    REVISED_WITHOUT_REASON = "revised_without_reason"
    TARGET_WITHOUT_SOURCE = "target_without_source"
    OUT_ALREADY = "out_already"


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
    """A scorecard as it would be frozen for a meeting, with what is missing.

    `pack` is what officers would get, and `public` what members would, without what must be withheld from them as well.
    `would_help` names that, where a small number would be given away otherwise. `also` is what is withheld as well when
    it is published so.
    """

    meeting: Meeting
    pack: Pack
    public: Pack
    missing: tuple[Missing, ...]
    standing: Publication | None = None
    would_help: tuple[str, ...] = ()
    also: frozenset[Figure] = NONE_MORE

    @property
    def stops(self) -> tuple[Missing, ...]:
        """What must be put right first."""
        return tuple(m for m in self.missing if m.stops)


def prepare(store: Store, asker: Asker, name: str, meeting: int, period: str | None = None) -> Readiness:
    """What would be published for a meeting, and what is missing; nothing is kept. Raises NotFound, BadPreparation."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return _readiness(connection, list_catalogue(connection), asker, name, get_meeting(connection, meeting), period)


def publish(
    store: Store, asker: Asker, name: str, meeting: int, period: str | None = None, is_more_withheld: bool = False
) -> Publication:
    """Freezes a scorecard for a meeting, for both audiences; raises BadPreparation with what stands in the way.

    `is_more_withheld` withholds from the public whatever the review asks for as well.
    """
    must_be_an_officer(asker)
    wrong_name = mistakes_of_name(asker, NAME)
    if wrong_name:
        raise BadPreparation(tuple(wrong_name))
    by, now = name_of(asker), datetime.now(UTC)
    with store.writing() as connection:
        catalogue, kept = list_catalogue(connection), get_meeting(connection, meeting)
        ready = _readiness(connection, catalogue, asker, name, kept, period, is_more_withheld)
        if ready.standing is not None:
            told = (
                f"{ready.standing.title} is published for this meeting already, as publication "
                f"{ready.standing.number}. Withdraw that first, with a reason."
            )
            raise BadPreparation(((PUBLISH, told),))
        if ready.stops:
            raise BadPreparation(((PUBLISH, _list_of(ready)),))
        frozen = ready.pack.scorecard
        content = freeze(Publishable(ready.pack, ready.public, newest_revision_reason(connection)))
        number = save_publication(connection, kept, frozen.name, frozen.title, frozen.period, content, by, now)
        done = get_publication(connection, number)
        record(connection, by, Deed.PUBLISHED, publication_words(done), now)
        return done


def attention_in(ready: Readiness) -> Attention:
    """What members would read first, and could ask: with the small numbers withheld, as they will be."""
    return with_questions(build_attention(ready.public.scorecard, ready.public.last_seen))


def _readiness(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    meeting: Meeting,
    period: str | None,
    is_more_withheld: bool = False,
) -> Readiness:
    """As it would be frozen now, in the newest period before the meeting unless one is named."""
    period = period or _newest_before(connection, catalogue, asker, name, meeting.held_on)
    pack = _pack(connection, catalogue, asker, name, period, meeting.held_on)
    if pack.scorecard.period.first_day > meeting.held_on:
        told = period_words(pack.scorecard.period)
        words = f"{told} begins after the meeting on {day_words(meeting.held_on)}. Choose an earlier period."
        raise BadPreparation(((PERIOD, words),))
    missing = [
        *_unanswered(connection, catalogue, pack),
        *_red_without_words(pack),
        *_looked_over(pack, _for_members(connection, catalogue, pack)),
        *_stale(pack),
    ]
    missing += [*_revised_without_reason(pack), *_targets_without_source(pack)]
    reviewed, also = review_beside_all(connection, catalogue, pack.scorecard, is_more_withheld)
    missing += [*_would_reveal(reviewed), *_out_already(reviewed)]
    standing = (
        p for p in list_publications(connection, pack.scorecard.name) if p.stands and p.meeting.number == meeting.number
    )
    frozen, withheld = pack.scorecard, also | (reviewed.instead or NONE_MORE)
    public = _pack(connection, catalogue, MEMBERS, frozen.name, frozen.period.label, meeting.held_on, withheld)
    return Readiness(meeting, pack, public, tuple(missing), next(standing, None), reviewed.instead_words, also)


def _newest_before(connection: Connection, catalogue: Catalogue, asker: Asker, name: str, held_on: date) -> str:
    """The newest period with figures that begins before the meeting; raises BadPreparation where none does."""
    scorecard = assemble_scorecard(connection, catalogue, asker, name, None)
    before = [p for p in scorecard.periods if p.first_day <= held_on]
    if not before:
        told = f"{scorecard.title} has no figures from before the meeting on {day_words(held_on)}."
        raise BadPreparation(((PERIOD, told),))
    return before[-1].label


def _pack(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    period: str,
    held_on: date,
    also: frozenset[Figure] = NONE_MORE,
) -> Pack:
    name = catalogue.get_scorecard(name)
    before: Opened | None = publication_before(connection, name, asker.audience, held_on)
    return assemble_pack(connection, catalogue, asker, name, period, before, also)


def _would_reveal(reviewed: Reviewed) -> list[Missing]:
    return [Missing(Gap.WOULD_REVEAL, words, stops=True) for words in reviewed.revealed]


def _out_already(reviewed: Reviewed) -> list[Missing]:
    told = "an earlier publication gave it away, and that cannot be taken back."
    return [Missing(Gap.OUT_ALREADY, f"{named}: {told}") for named in reviewed.already_out]


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
    """A red is explained by words of its own, or by words of a section that name its code in a placeholder."""
    named = {one.code.casefold() for words in pack.commentary for one in placeholders(words.text)}
    return [
        Missing(
            Gap.RED_WITHOUT_WORDS,
            f"{_called(row.indicator.ref, row.indicator.name)} is red ({row.shown}), and nothing says why.",
            row.indicator.code,
        )
        for row in pack.scorecard.rows
        if row.rag.rag is Rag.RED
        and pack.words_of(row.indicator.code) is None
        and row.indicator.code.casefold() not in named
    ]


def _for_members(connection: Connection, catalogue: Catalogue, pack: Pack) -> Scorecard:
    scorecard = pack.scorecard
    return assemble_scorecard(connection, catalogue, MEMBERS, scorecard.name, scorecard.period.label)


def _looked_over(pack: Pack, members: Scorecard) -> list[Missing]:
    """What words say that the figures do not, or that members may not know; and placeholders that name nothing."""
    found = []
    for words in pack.commentary:
        code, section = words.subject.code, words.subject.section
        about = (code,) if code else ()
        try:
            read = read_words(words.text, pack.scorecard, about)
        except Refused as refusal:
            found.append(Missing(Gap.WORDS_DOUBTED, f"{_on(words)}: not checked. {refusal}", code, section))
            continue
        unknown = (Missing(Gap.PLACEHOLDER_UNKNOWN, f"{_on(words)}: {p}", code, section, True) for p in read.problems)
        doubts = doubts_in(words.text, read.findings)
        doubted = (Missing(Gap.WORDS_DOUBTED, f"{_on(words)}: {d.words}", code, section) for d in doubts)
        secret = given_away(words.text, pack.scorecard, members, about)
        told = (Missing(Gap.WORDS_GIVE_AWAY, f"{_on(words)}: {t}", code, section, True) for t in secret)
        found += [*told, *unknown, *doubted]
    return found


def _stale(pack: Pack) -> list[Missing]:
    rows = tuple(pack.scorecard.rows)
    return [
        Missing(Gap.WORDS_STALE, f"{_on(words)}: {told}", words.subject.code, words.subject.section)
        for words in pack.commentary
        if (told := staleness_of(words, rows).words)
    ]


def _on(words: Commentary) -> str:
    """What words are on, before what is said of them."""
    subject = words.subject
    question = f", {QUESTION_WORDS[subject.question].rstrip('?').lower()}" if subject.question else ""
    return f"{subject.code or subject.section}{question}"


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


def _list_of(ready: Readiness) -> str:
    """All that stands in the way, as one sentence with its list, and what would help."""
    listed = "; ".join(m.words.rstrip(".") for m in ready.stops)
    count = "One thing stands" if len(ready.stops) == 1 else f"{len(ready.stops)} things stand"
    instead = f". {WITHHOLD_TOO} (--withhold-too): {'; '.join(ready.would_help)}" if ready.would_help else ""
    return f"It is not published. {count} in the way: {listed}{instead}."
