"""What is published is frozen whole; what stands in the way is listed; nothing done later changes a byte."""

import json
import threading
from dataclasses import replace

import pytest

from kpis.exports.files import FileKind
from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.commentary import Question
from kpis.model.errors import NotFound, Refused
from kpis.model.observations import Marker
from kpis.model.people import Asker, Audience
from kpis.model.small_numbers import SmallNumbersRule
from kpis.model.verdicts import Rag
from kpis.operations import publishing
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.events import TypedEvent, record_event
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import pack_of, publication_as_json, publication_as_text, published_file
from kpis.operations.publishing import Gap, attention_in, prepare, publish
from kpis.operations.small_numbers import set_rule
from kpis.operations.withdrawing import withdraw
from kpis.scorecard.attention import Concern
from kpis.store.audit import list_entries
from kpis.store.publications import get_content, get_publication, list_publications
from kpis.store.uploads import newest_upload
from tests.builders import month
from tests.operations.builders import (
    CATALOGUE,
    OFFICER,
    PUBLIC,
    REVISED,
    TIMELINESS,
    Workbook,
    a_workbook,
    load,
)
from tests.operations.meeting_builders import a_meeting, published
from tests.operations.test_disclosure import FIGURES, JUNE, add, marked


def gaps(ready):
    return [m.gap for m in ready.missing]


def content_of(store, number):
    with store.reading() as connection:
        return get_content(connection, get_publication(connection, number))


def test_what_is_missing_is_listed_before_anything_is_published(store):
    ready = prepare(store, OFFICER, "tests", a_meeting(store))
    assert gaps(ready) == [Gap.RED_WITHOUT_WORDS, Gap.TARGET_WITHOUT_SOURCE]
    assert [m.words for m in ready.missing] == [
        "Visits in time is red (64.1%), and nothing says why.",
        "Visits in time: nothing says where its target, 90.0%, comes from.",
    ]
    assert (ready.stops, ready.standing, ready.would_help, ready.also) == ((), None, (), frozenset())
    with store.reading() as connection:
        assert list_publications(connection) == []


def test_words_of_its_own_explain_a_red(store):
    meeting = a_meeting(store)
    write_commentary(store, OFFICER, "tests", None, [Draft("", None, "T1", "Two posts were empty.")])
    assert Gap.RED_WITHOUT_WORDS not in gaps(prepare(store, OFFICER, "tests", meeting))


def test_what_is_published_is_both_packs_with_who_and_when(store):
    done = published(store)
    assert (done.scorecard, done.title, done.period, done.by, done.stands) == (
        "tests", "Tests", month("2023-03"), "An advisor", True,
    )  # fmt: skip
    _, officers = pack_of(store, OFFICER, done.number)
    _, public = pack_of(store, PUBLIC, done.number)
    assert (officers.scorecard.audience, public.scorecard.audience) == (Audience.OFFICERS, Audience.PUBLIC)
    assert [h.row.shown for h in officers.histories] == ["64.1%", "609"]
    assert officers.last_seen is None
    with store.reading() as connection:
        (entry,) = [e for e in list_entries(connection, 9) if e.deed == Deed.PUBLISHED]
    assert entry.about == "publication 1, Tests, March 2023, for Scrutiny on 18 July 2023"


def test_the_public_pack_names_no_officer(store):
    meeting = a_meeting(store)
    drafts = [Draft("Visits", Question.WORRIED_ABOUT, "", "Too slow."), Draft("", None, "T1", "Posts were empty.")]
    write_commentary(store, Asker("Penelope Quill"), "tests", None, drafts)
    number = publish(store, OFFICER, "tests", meeting).number
    plain = json.loads(content_of(store, number))
    assert "Penelope Quill" in json.dumps(plain["officers"])
    assert "Penelope Quill" not in json.dumps(plain["public"])
    assert "Posts were empty." in json.dumps(plain["public"])


def test_a_publication_over_another_is_refused_by_its_number(store):
    done = published(store)
    with pytest.raises(Refused, match=r"published for this meeting already, as publication 1\. Withdraw that first"):
        publish(store, OFFICER, "tests", done.meeting.number)


def test_unanswered_questions_stop_it_and_all_are_listed(store, monkeypatch):
    line = "Visits,,Visits in time,2023-03,30,100,64.1%,,,"
    heads = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
    load(store, Workbook("odd.csv", f"{heads}\r\n{line}\r\n".encode()), is_confirmed=True)
    meeting = add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")
    assert Gap.QUESTION_UNANSWERED not in gaps(prepare(store, OFFICER, "tests", meeting))
    monkeypatch.setattr(publishing, "list_answers", lambda *_: [])
    ready = prepare(store, OFFICER, "tests", meeting)
    assert [m.gap for m in ready.stops] == [Gap.QUESTION_UNANSWERED]
    with pytest.raises(Refused, match=r"It is not published\. One thing stands in the way: .*64\.1%"):
        publish(store, OFFICER, "tests", meeting)


def test_a_period_that_begins_after_the_meeting_is_refused(store):
    meeting = a_meeting(store, "2023-02-14")
    with pytest.raises(
        Refused, match=r"March 2023 begins after the meeting on 14 February 2023\. Choose an earlier period"
    ):
        publish(store, OFFICER, "tests", meeting, "2023-03")


def test_without_a_period_it_is_the_newest_that_begins_before_the_meeting(store):
    assert published(store, "2023-02-14").period == month("2023-02")


def test_a_scorecard_without_a_figure_before_the_meeting_cannot_be_prepared(store):
    with pytest.raises(Refused, match="Tests has no figures from before the meeting on 11 September 2019"):
        prepare(store, OFFICER, "tests", a_meeting(store, "2019-09-11"))


@pytest.mark.parametrize("name, meeting", [("nothing", 1), ("tests", 99)])
def test_what_is_not_there_cannot_be_published(store, name, meeting):
    a_meeting(store)
    with pytest.raises(NotFound):
        publish(store, OFFICER, name, meeting)


@pytest.mark.parametrize("asker, words", [(PUBLIC, "This is for officers"), (Asker(" "), "Give your name")])
def test_only_an_officer_with_a_name_publishes(store, asker, words):
    with pytest.raises(Refused, match=words):
        publish(store, asker, "tests", a_meeting(store))


def test_what_is_new_is_so_since_the_meeting_before(store):
    published(store, "2023-07-18")
    load(store, REVISED)
    ready = prepare(store, OFFICER, "tests", a_meeting(store, "2023-09-12", figures=None))
    (revised,) = ready.pack.last_seen.revised
    assert (revised.code, revised.then, revised.now, revised.cause) == ("T1", "64.1%", "95.0%", None)
    assert Gap.REVISED_WITHOUT_REASON in gaps(ready)
    assert [r.indicator.code for r in attention_in(ready).groups[Concern.NEWLY_GREEN]] == ["T1"]


def test_of_two_who_publish_at_once_one_is_told(store_on_disk):
    meeting = a_meeting(store_on_disk)
    told = []

    def press(name):
        try:
            publish(store_on_disk, Asker(name), "tests", meeting)
        except Refused as refusal:
            told.append(str(refusal))

    pressing = [threading.Thread(target=press, args=(name,)) for name in ("One", "Another")]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert len(told) == 1
    assert "is published for this meeting already" in told[0]
    with store_on_disk.reading() as connection:
        assert len(list_publications(connection)) == 1


@pytest.fixture
def june(store):
    """Small counts, published once; then one part is revised so that another would be withheld in its place."""
    add(store, JUNE, T=43, **FIGURES)
    publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Scrutiny", "2022-07-18"))
    add(store, JUNE, "revised.csv", T=50, B=15)
    return add_meeting(store, OFFICER, "Scrutiny", "2022-09-12")


def test_what_would_give_a_small_number_away_is_refused_with_what_to_withhold_instead(store, june):
    ready = prepare(store, OFFICER, "tests", june)
    (stop,) = ready.stops
    assert (stop.gap, stop.words) == (
        Gap.WOULD_REVEAL, "It would give away a small number beside publication 1: Ash, June 2022.",
    )  # fmt: skip
    assert ready.would_help
    with pytest.raises(Refused) as refusal:
        publish(store, OFFICER, "tests", june)
    assert "It can be published with these withheld from the public as well (--withhold-too): " in str(refusal.value)
    assert ready.would_help[0] in str(refusal.value)


def test_it_is_published_with_more_withheld_where_somebody_says_so(store, june):
    done = publish(store, OFFICER, "tests", june, is_more_withheld=True)
    _, public = pack_of(store, PUBLIC, done.number)
    _, officers = pack_of(store, OFFICER, done.number)
    assert set(marked(public.scorecard)) > {"A", "C"}
    hidden = [h.row.indicator.code for h in public.histories if h.row.marker is Marker.SUPPRESSED]
    assert hidden == marked(public.scorecard)
    assert marked(officers.scorecard) == []


def test_what_was_withdrawn_is_still_known(store, june):
    withdraw(store, OFFICER, 1, "Birch was wrong")
    assert [m.gap for m in prepare(store, OFFICER, "tests", june).stops] == [Gap.WOULD_REVEAL]


def test_a_withdrawn_publication_can_be_published_anew(store):
    done = published(store)
    gone = withdraw(store, Asker("Another advisor"), done.number, " The wrong   month ")
    assert (gone.stands, gone.withdrawn.by, gone.withdrawn.reason) == (False, "Another advisor", "The wrong month")
    again = publish(store, OFFICER, "tests", done.meeting.number)
    assert again.number == 2
    with store.reading() as connection:
        about = [e.about for e in list_entries(connection, 9) if e.deed == Deed.WITHDREW_PUBLICATION]
    assert about == ["publication 1, Tests, March 2023, for Scrutiny on 18 July 2023: The wrong month"]


@pytest.mark.parametrize(
    "asker, reason, words",
    [
        (OFFICER, " ", "Say why it is withdrawn, in 1 to 500 letters"),
        (OFFICER, "x" * 501, "Say why it is withdrawn"),
        (Asker(""), "Wrong", "Give your name"),
        (PUBLIC, "Wrong", "This is for officers"),
    ],
)
def test_a_withdrawal_has_a_name_and_a_reason(store, asker, reason, words):
    done = published(store)
    with pytest.raises(Refused, match=words):
        withdraw(store, asker, done.number, reason)
    with store.reading() as connection:
        assert get_publication(connection, done.number).stands


def test_a_publication_is_withdrawn_once(store):
    done = published(store)
    withdraw(store, OFFICER, done.number, "Wrong")
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(store, OFFICER, done.number, "Wrong again")


LATER = {
    "an upload": lambda store: load(store, REVISED),
    "a target": lambda store: load(
        store, a_workbook((TIMELINESS, "2023-04", "70.0%"), name="c.csv"), keep_catalogue=True,
        catalogue=Catalogue(
            CATALOGUE.indicators, (replace(CATALOGUE.targets[0], low=50.0, high=50.0, amber_low=40.0),), ()
        ),
    ),
    "a definition": lambda store: load(
        store, a_workbook((TIMELINESS, "2023-04", "70.0%"), name="c.csv"), keep_catalogue=True,
        catalogue=replace(
            CATALOGUE,
            indicators=(replace(CATALOGUE.indicators[0], definition="Another", decimals=0), CATALOGUE.indicators[1]),
        ),
    ),
    "commentary": lambda store: write_commentary(
        store, OFFICER, "tests", None, [Draft("", None, "T1", "Said later.")]
    ),
    "an event": lambda store: record_event(
        store, OFFICER, TypedEvent("2023-03-05", "Ofsted visit", "scorecard:tests", True)
    ),
    "the rule of small numbers": lambda store: set_rule(
        store, OFFICER, "tests", SmallNumbersRule(9, symbol="*"), "Later"
    ),
    "a withdrawal": lambda store: withdraw(store, OFFICER, 1, "The wrong month"),
}  # fmt: skip


@pytest.mark.parametrize("later", LATER)
def test_nothing_done_later_changes_a_byte(store, later):
    done = published(store)

    def everything():
        files = [published_file(store, a, done.number, k).content for a in (OFFICER, PUBLIC)
                 for k in (FileKind.CSV, FileKind.JSON, FileKind.XLSX)]  # fmt: skip
        packs = [pack_of(store, asker, done.number)[1] for asker in (OFFICER, PUBLIC)]
        return content_of(store, done.number), files, packs

    before, then = everything(), newest_of(store)
    LATER[later](store)
    assert newest_of(store) != then
    assert everything() == before
    assert next(r.rag.rag for r in before[2][0].scorecard.rows) is Rag.RED


def newest_of(store):
    """Something that changes with whatever is done."""
    with store.reading() as connection:
        return [e.number for e in list_entries(connection, 1)], newest_upload(connection), commentary_count(connection)


def commentary_count(connection):
    return connection.exec_driver_sql("SELECT count(*) FROM commentary").scalar_one()


def test_the_answer_of_the_command_line_names_the_publication_and_what_it_lacks(store):
    done = published(store)
    assert publication_as_text(done, ["A red without a word"]) == (
        "Published Tests, March 2023, for Scrutiny on 2023-07-18: publication 1.\n"
        f"  SHA-256 {done.digest}\n  Missing: A red without a word"
    )
    assert publication_as_json(done, []) == {
        "publication": 1, "scorecard": "tests", "committee": "Scrutiny", "meeting": "2023-07-18", "period": "2023-03",
        "digest": done.digest, "missing": [],
    }  # fmt: skip
