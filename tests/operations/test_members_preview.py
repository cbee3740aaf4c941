"""What somebody who prepares a scorecard is shown as what members will read first is what members then read."""

from dataclasses import replace

from kpis.model.verdicts import Rag
from kpis.operations.publications import read_publication
from kpis.operations.publishing import attention_in, prepare, publish
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, TIMELINESS, a_workbook, load
from tests.operations.meeting_builders import MEMBER, a_meeting
from tests.scorecard.builders import a_target

SECRET = "Contacts"
CHILDREN = replace(
    CATALOGUE,
    indicators=(CATALOGUE.indicators[0], replace(CATALOGUE.indicators[1], counts_children=True)),
    targets=(*CATALOGUE.targets, a_target(10.0, code="T2")),
)


def test_a_small_number_is_not_among_what_members_will_read_first(store):
    load(store, a_workbook((TIMELINESS, "2023-03", "64.1%"), (SECRET, "2023-03", "3")), catalogue=CHILDREN,
         is_confirmed=True, keep_catalogue=True)  # fmt: skip
    ready = prepare(store, OFFICER, "tests", a_meeting(store, figures=None))
    assert next(row for row in ready.pack.scorecard.rows if row.indicator.code == "T2").value == 3.0
    shown = attention_in(ready)
    assert next(row for row in shown.scorecard.rows if row.indicator.code == "T2").value is None
    assert shown.counts[Rag.NOT_RATED] == 1


def test_what_is_shown_beforehand_is_what_members_then_read(store):
    load(store, GOOD, keep_catalogue=True)
    meeting = a_meeting(store, figures=None)
    before = attention_in(prepare(store, OFFICER, "tests", meeting))
    done = publish(store, OFFICER, "tests", meeting)
    after = read_publication(store, MEMBER, done.number).attention
    assert before == after
    assert before.groups
