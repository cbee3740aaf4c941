"""Setting and withdrawing targets: nothing is overwritten, and no figure changes its colour unseen."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import BadTarget, NotFound, Refused
from kpis.model.people import Asker, Audience, Role, Way
from kpis.model.target_list import TargetState
from kpis.operations.audit import verify_trail
from kpis.operations.history import history_of
from kpis.operations.publications import published_file
from kpis.operations.targets import (
    AGREED,
    IN_FORCE_FROM,
    NAME,
    REASON,
    SOURCE,
    TARGET,
    TOLERANCE,
    TypedTarget,
    preview_target,
    preview_withdrawal,
    set_target,
    targets_by_scorecard,
    targets_of,
    withdraw_target,
)
from kpis.store.engine import open_store
from kpis.store.publications import get_content
from tests.access import COMMAND_LINE
from tests.builders import a_target
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, PUBLIC, load, rows_kept
from tests.operations.meeting_builders import published
from tests.operations.test_audit import tamper
from tests.operations.test_deeds import told

ADMINISTRATOR = Asker("An administrator", role=Role.ADMINISTRATOR, way=Way.SIGNED_IN)
ANOTHER = replace(ADMINISTRATOR, name="Another administrator")
LATER = TypedTarget("95", reason="Agreed by the board", source="England", in_force_from="2023-04-01")
OTHER = replace(LATER, target="97")
EARLIER = replace(LATER, target="64", in_force_from="2023-03-01")


@pytest.fixture
def figures(store):
    """60.0% in February and 64.1% in March 2023, both red against 90%."""
    load(store, GOOD, keep_catalogue=True)
    return store


@pytest.fixture(scope="module")
def unchanged():
    """The same, once for all the tests in which nothing may be kept."""
    store = open_store("sqlite://")
    load(store, GOOD, keep_catalogue=True)
    yield store
    store.close()


def colours(store):
    return {point.period.label: point.rag.rag.value for point in history_of(store, OFFICER, "T1").points}


def mistakes(store, typed, code="T1", asker=ADMINISTRATOR):
    with pytest.raises(BadTarget) as refused:
        set_target(store, asker, code, typed, has_agreed=True)
    return dict(refused.value.mistakes)


def low_is_good(store):
    """The same indicator where low is good: the newest definition counts."""
    indicators = (replace(CATALOGUE.indicators[0], polarity="low_is_good"), CATALOGUE.indicators[1])
    load(store, GOOD, catalogue=replace(CATALOGUE, indicators=indicators), keep_catalogue=True)


def test_a_target_counts_from_its_day_and_recolours_no_earlier_month(figures):
    before = colours(figures)
    change = preview_target(figures, ADMINISTRATOR, "T1", LATER)
    assert (change.before.low, change.after.low, change.after.amber_low, change.recoloured) == (90.0, 95.0, 80.75, ())
    assert set_target(figures, ADMINISTRATOR, "T1", LATER, change.seen).number == 2
    assert colours(figures) == before == {"2023-02": "red", "2023-03": "red"}


def test_a_target_is_added_beside_those_before_it_with_who_when_and_why(figures):
    set_target(figures, ADMINISTRATOR, "T1", LATER)
    newest, first = targets_of(figures, ADMINISTRATOR, "T1").kept
    assert (first.target.low, first.target.amber_low, first.by) == (90.0, 76.5, "An advisor")
    assert (newest.target.low, newest.target.source, newest.target.reason) == (95.0, "England", "Agreed by the board")
    assert (newest.by, newest.withdrawal) == ("An administrator", None)


def test_the_day_on_which_a_month_ends_decides(figures):
    change = preview_target(figures, ADMINISTRATOR, "T1", replace(EARLIER, in_force_from="2023-03-31"))
    assert [one.period.label for one in change.recoloured] == ["2023-03"]


def test_a_day_in_the_past_is_kept_only_once_the_colours_that_change_were_seen(figures):
    change = preview_target(figures, ADMINISTRATOR, "T1", EARLIER)
    (march,) = change.recoloured
    assert (march.shown, march.before.rag, march.after.rag) == ("64.1%", "red", "green")
    with pytest.raises(BadTarget) as refused:
        set_target(figures, ADMINISTRATOR, "T1", EARLIER, change.seen)
    assert [part for part, _ in refused.value.mistakes] == [AGREED]
    assert colours(figures)["2023-03"] == "red"
    assert set_target(figures, ADMINISTRATOR, "T1", EARLIER, change.seen, has_agreed=True).number
    assert colours(figures) == {"2023-02": "red", "2023-03": "green"}


def test_what_was_published_keeps_its_colours_to_the_byte_and_is_named(figures):
    publication = published(figures, figures=None)
    number = publication.number

    def frozen():
        with figures.reading() as connection:
            content = get_content(connection, publication)
        return content, *(published_file(figures, PUBLIC, number, kind).content for kind in ("csv", "json", "pdf"))

    before = frozen()
    change = preview_target(figures, ADMINISTRATOR, "T1", EARLIER)
    assert [p.number for p in change.published] == [number]
    assert preview_target(figures, ADMINISTRATOR, "T1", LATER).published == ()
    set_target(figures, ADMINISTRATOR, "T1", EARLIER, has_agreed=True)
    assert colours(figures)["2023-03"] == "green"
    assert frozen() == before


def test_a_withdrawn_target_stays_in_the_list_and_the_one_before_it_counts_again(figures):
    number = set_target(figures, ADMINISTRATOR, "T1", EARLIER, has_agreed=True).number
    one, change = preview_withdrawal(figures, ANOTHER, number)
    assert (one.target.low, change.before.low, change.after.low) == (64.0, 64.0, 90.0)
    assert [c.period.label for c in change.recoloured] == ["2023-03"]
    withdraw_target(figures, ANOTHER, number, "Set for the wrong indicator", change.seen, has_agreed=True)
    assert colours(figures)["2023-03"] == "red"
    known = targets_of(figures, ADMINISTRATOR, "T1")
    gone = known.kept[0].withdrawal
    assert (gone.by, gone.reason, known.in_force.low) == (ANOTHER.name, "Set for the wrong indicator", 90.0)
    assert known.states == {1: TargetState.IN_FORCE, number: TargetState.WITHDRAWN}
    with pytest.raises(Refused, match=f"Target {number} is withdrawn already, by Another administrator"):
        withdraw_target(figures, ADMINISTRATOR, number, "Again")


def test_where_the_only_target_is_withdrawn_none_is_agreed_and_nothing_is_green(figures):
    withdraw_target(figures, ADMINISTRATOR, 1, "Never agreed", has_agreed=True)
    points = history_of(figures, OFFICER, "T1").points
    assert {(p.rag.rag.value, p.rag.reason.value) for p in points} == {("not_rated", "no_target_agreed")}
    assert set_target(figures, ADMINISTRATOR, "T1", LATER).number == 2


def test_a_target_of_the_same_day_takes_the_place_of_the_one_before_until_it_is_withdrawn(figures):
    first = set_target(figures, ADMINISTRATOR, "T1", LATER).number
    second = set_target(figures, ADMINISTRATOR, "T1", OTHER).number
    assert targets_of(figures, ADMINISTRATOR, "T1").states[first] is TargetState.REPLACED
    with pytest.raises(Refused, match=f"Another target took the place of target {first}"):
        preview_withdrawal(figures, ADMINISTRATOR, first)
    withdraw_target(figures, ADMINISTRATOR, second, "A slip")
    assert targets_of(figures, ADMINISTRATOR, "T1").in_force.low == 95.0


def test_a_target_before_a_later_one_counts_until_that_one_begins(figures):
    set_target(figures, ADMINISTRATOR, "T1", LATER)
    change = preview_target(figures, ADMINISTRATOR, "T1", EARLIER)
    assert (change.begins.isoformat(), change.until.isoformat()) == ("2023-03-01", "2023-03-31")


@pytest.mark.parametrize(
    "typed, low, high, amber",
    [
        ({"target": "90"}, 90.0, 90.0, (76.5, None)),
        ({"target": "90%", "tolerance": "10"}, 90.0, 90.0, (81.0, None)),
        ({"target": "90", "tolerance": "5", "tolerance_kind": "points"}, 90.0, 90.0, (85.0, None)),
        ({"target": "90", "tolerance": "80", "tolerance_kind": "limit"}, 90.0, 90.0, (80.0, None)),
        ({"target": "90", "tolerance": "90", "tolerance_kind": "limit"}, 90.0, 90.0, (90.0, None)),
        ({"target": "70-80"}, 70.0, 80.0, (59.5, 92.0)),
        ({"target": "70 to 80", "tolerance": "60-90", "tolerance_kind": "limit"}, 70.0, 80.0, (60.0, 90.0)),
        ({"target": "0"}, 0.0, 0.0, (0.0, None)),
        ({"target": "0", "tolerance": "0", "tolerance_kind": "points"}, 0.0, 0.0, (0.0, None)),
        ({"target": "monitor"}, None, None, (None, None)),
        ({"target": "TBC"}, None, None, (None, None)),
    ],
)
def test_every_kind_of_target_and_tolerance_is_kept_with_its_amber_limits(figures, typed, low, high, amber):
    set_target(figures, ADMINISTRATOR, "T1", replace(LATER, **typed))
    target = targets_of(figures, ADMINISTRATOR, "T1").kept[0].target
    assert (target.low, target.high, (target.amber_low, target.amber_high)) == (low, high, amber)


def test_a_target_of_nought_is_green_and_all_else_red_unless_a_limit_is_set(figures):
    low_is_good(figures)
    nought = replace(EARLIER, target="0", in_force_from="2023-02-01")
    set_target(figures, ADMINISTRATOR, "T1", nought, has_agreed=True)
    assert colours(figures) == {"2023-02": "red", "2023-03": "red"}
    limit = replace(nought, tolerance="62", tolerance_kind="limit")
    set_target(figures, ADMINISTRATOR, "T1", limit, has_agreed=True)
    assert colours(figures) == {"2023-02": "amber", "2023-03": "red"}


@pytest.mark.parametrize(
    "typed, part, words",
    [
        ({"target": " "}, TARGET, "There is no target."),
        ({"target": "soon"}, TARGET, 'The target is not understood: "soon" is not a target.'),
        ({"target": "80-70"}, TARGET, "ends below its beginning"),
        ({"target": "-5"}, TARGET, "The target -5.0% is below nought."),
        ({"target": "950"}, TARGET, "No figure of this indicator can be above 100%."),
        ({"target": "9" * 400}, TARGET, "is too large to be a target."),
        ({"tolerance": "wide"}, TOLERANCE, "The tolerance is no number."),
        ({"tolerance": "nan"}, TOLERANCE, "The tolerance is no number."),
        ({"tolerance": "9" * 400}, TOLERANCE, "The tolerance is no number."),
        ({"tolerance": "-5"}, TOLERANCE, "Give one number from nought up"),
        ({"tolerance": "5-10"}, TOLERANCE, "Give one number from nought up"),
        ({"tolerance": "99", "tolerance_kind": "limit"}, TOLERANCE, "on the good side of the target, above it"),
        ({"target": "70-80", "tolerance": "60", "tolerance_kind": "limit"}, TOLERANCE, "has two amber limits"),
        ({"target": "70-80", "tolerance": "72-90", "tolerance_kind": "limit"}, TOLERANCE, "between the two ends"),
        ({"tolerance": "60-90", "tolerance_kind": "limit"}, TOLERANCE, "This target has one amber limit."),
        ({"tolerance_kind": "other"}, TOLERANCE, "Choose what the tolerance is"),
        ({"source": "x" * 121}, SOURCE, "Say whose target it is in 120 letters at most"),
        ({"reason": " "}, REASON, "Say why it is set, in 1 to 500 letters."),
        ({"reason": "x" * 501}, REASON, "Say why it is set, in 1 to 500 letters."),
        ({"in_force_from": ""}, IN_FORCE_FROM, "Give the first day on which it counts"),
        ({"in_force_from": "01/04/2027"}, IN_FORCE_FROM, "may be 1 April 2027 or 4 January 2027"),
        ({"in_force_from": "31/02/2027"}, IN_FORCE_FROM, "Give the first day on which it counts"),
        ({"in_force_from": "2101-01-01"}, IN_FORCE_FROM, "not in the years 1990 to 2100. Give the first day"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(unchanged, typed, part, words):
    before = rows_kept(unchanged)
    found = mistakes(unchanged, replace(LATER, **typed))
    assert list(found) == [part]
    assert words in found[part]
    assert rows_kept(unchanged) == before


def test_a_limit_on_the_good_side_is_refused_where_low_is_good_as_well(figures):
    low_is_good(figures)
    found = mistakes(figures, replace(LATER, target="20", tolerance="15", tolerance_kind="limit"))
    assert "on the good side of the target, below it" in found[TOLERANCE]


def test_all_that_is_wrong_is_told_at_once(unchanged):
    found = mistakes(unchanged, TypedTarget(tolerance="wide"), asker=replace(ADMINISTRATOR, name=" "))
    assert list(found) == [TARGET, TOLERANCE, REASON, IN_FORCE_FROM, NAME]


def test_the_target_that_counts_already_is_not_set_again(figures):
    set_target(figures, ADMINISTRATOR, "T1", LATER)
    assert list(mistakes(figures, replace(LATER, in_force_from="2024-04-01"))) == [TARGET]


def test_what_changed_since_it_was_looked_at_is_not_kept_and_who_changed_it_is_told(figures):
    seen = preview_target(figures, ADMINISTRATOR, "T1", LATER).seen
    set_target(figures, ANOTHER, "T1", OTHER)
    before = rows_kept(figures)
    done = set_target(figures, ADMINISTRATOR, "T1", LATER, seen)
    assert (done.number, done.change.before.low) == (None, 97.0)
    assert "so nothing was kept. Check it again. Its targets were last changed by Another administrator" in (
        done.overtaken
    )
    assert rows_kept(figures) == before
    assert set_target(figures, ADMINISTRATOR, "T1", LATER, done.change.seen).number == 3


def test_of_two_administrators_at_once_one_keeps_a_target_and_the_other_is_told(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    load(store, GOOD, keep_catalogue=True)
    seen = {typed: preview_target(store, ADMINISTRATOR, "T1", typed).seen for typed in (LATER, OTHER)}
    done, together = [], Barrier(2)

    def keep(asker, typed):
        together.wait()
        done.append(set_target(store, asker, "T1", typed, seen[typed]))

    both = [Thread(target=keep, args=pair) for pair in ((ADMINISTRATOR, LATER), (ANOTHER, OTHER))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(d.number is None for d in done) == [False, True]
    assert len(targets_of(store, ADMINISTRATOR, "T1").kept) == 2
    assert verify_trail(store, COMMAND_LINE).holds
    store.close()


def test_setting_and_withdrawing_stand_in_the_trail_and_a_changed_row_breaks_it(figures):
    set_target(figures, ADMINISTRATOR, "T1", LATER)
    withdraw_target(figures, ANOTHER, 2, "A slip")
    assert told(figures, Deed.SET_TARGET, Deed.WITHDREW_TARGET) == [
        (
            Deed.SET_TARGET,
            "An administrator",
            "T1: 95.0%, amber 80.75% or more, in place of 90.0%, from 2023-04-01. Agreed by the board",
        ),
        (
            Deed.WITHDREW_TARGET,
            "Another administrator",
            "T1: 90.0%, amber 76.5% or more, in place of 95.0%, from 2023-04-01. A slip",
        ),
    ]
    assert verify_trail(figures, COMMAND_LINE).holds
    tamper(figures, "UPDATE audit SET about = replace(about, '95', '85') WHERE deed = 'set_target'")
    assert not verify_trail(figures, COMMAND_LINE).holds


@pytest.mark.parametrize("asker", [OFFICER, PUBLIC, Asker("A member", Audience.PUBLIC, Role.MEMBER)])
def test_only_administrators_see_set_and_withdraw(unchanged, asker):
    before = rows_kept(unchanged)
    for deed in (
        lambda: targets_by_scorecard(unchanged, asker),
        lambda: targets_of(unchanged, asker, "T1"),
        lambda: preview_target(unchanged, asker, "T1", LATER),
        lambda: set_target(unchanged, asker, "T1", LATER),
        lambda: preview_withdrawal(unchanged, asker, 1),
        lambda: withdraw_target(unchanged, asker, 1, "No"),
    ):
        with pytest.raises(Refused):
            deed()
    assert rows_kept(unchanged) == before


def test_what_is_not_there_is_not_found(unchanged):
    with pytest.raises(NotFound, match="Did you mean T1"):
        set_target(unchanged, ADMINISTRATOR, "T11", LATER)
    with pytest.raises(NotFound, match="There is no target 99"):
        withdraw_target(unchanged, ADMINISTRATOR, 99, "No")


def test_a_withdrawal_needs_a_reason(unchanged):
    with pytest.raises(BadTarget, match="Say why it is withdrawn"):
        withdraw_target(unchanged, ADMINISTRATOR, 1, " ", has_agreed=True)


def test_a_catalogue_that_is_loaded_again_changes_no_target_that_was_set_or_withdrawn_since(figures):
    number = set_target(figures, ADMINISTRATOR, "T1", EARLIER, has_agreed=True).number
    load(figures, GOOD, keep_catalogue=True)
    assert targets_of(figures, ADMINISTRATOR, "T1").in_force.low == 64.0
    withdraw_target(figures, ADMINISTRATOR, number, "A slip", has_agreed=True)
    withdraw_target(figures, ADMINISTRATOR, 1, "Never agreed", has_agreed=True)
    load(figures, GOOD, keep_catalogue=True)
    assert targets_of(figures, ADMINISTRATOR, "T1").in_force is None


def test_a_catalogue_that_says_something_else_than_before_sets_a_target_from_today(figures):
    set_target(figures, ADMINISTRATOR, "T1", EARLIER, has_agreed=True)
    stricter = replace(CATALOGUE, targets=(a_target(97.0),))
    load(figures, GOOD, catalogue=stricter, keep_catalogue=True)
    known = targets_of(figures, ADMINISTRATOR, "T1")
    assert (known.in_force.low, known.in_force.in_force_from) == (97.0, datetime.now(UTC).date())
    assert colours(figures)["2023-03"] == "green"
