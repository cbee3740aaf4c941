"""Whatever somebody changes by way of a page leaves its row in the audit trail; whatever leaves none keeps nothing."""

import io
import re

import pytest

from app import load_published
from kpis.model.audit import Deed
from kpis.model.people import Role
from kpis.operations.audit import verify_trail
from kpis.operations.signing_in import first_link
from kpis.store.audit import list_entries
from kpis.store.engine import open_store
from tests.access import COMMAND_LINE, NAMES, ORIGIN, OTHER_PASSWORD, PASSWORD, a_door, a_site, add_people
from tests.callbacks.test_comparators import GOOD as OTHER_AREAS
from tests.callbacks.test_events import VISIT
from tests.callbacks.test_populations import TYPED as POPULATION
from tests.callbacks.test_small_numbers import FIELDS
from tests.callbacks.test_targets import TYPED as TARGET
from tests.operations.builders import CONTACTS, GOOD, REVISED, a_workbook, load

TWICE = {"password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
DONE = {
    "link-sent": [Deed.ADDED_PERSON, Deed.CHOSE_PASSWORD, Deed.SIGNED_IN],
    "sign-in-sent": [Deed.SIGNED_IN],
    "sign-in-again-sent": [Deed.SIGNED_IN],
    "own-password": [Deed.MADE_LINK],
    "sign-out": [Deed.SIGNED_OUT],
    "add-person": [Deed.ADDED_PERSON, Deed.MADE_LINK],
    "change-role": [Deed.CHANGED_ROLE],
    "reset-password": [Deed.MADE_LINK],
    "remove-person": [Deed.REMOVED_PERSON],
    "set-public-view": [Deed.OPENED_PUBLIC_VIEW],
    "set-small-numbers": [Deed.SET_SMALL_NUMBERS],
    "set-our-council": [Deed.SET_COUNCIL],
    "set-target": [Deed.SET_TARGET],
    "withdraw-target": [Deed.WITHDREW_TARGET],
    "add-population": [Deed.ADDED_POPULATION],
    "receive": [],
    "drop": [],
    "confirm": [Deed.TOOK_IN],
    "undo": [Deed.UNDID],
    "receive-comparators": [],
    "drop-comparators": [],
    "confirm-comparators": [Deed.LOADED_COMPARATORS],
    "record-event": [Deed.RECORDED_EVENT],
    "withdraw-event": [Deed.WITHDREW_EVENT],
    "add-meeting": [Deed.ADDED_MEETING],
    "publish": [Deed.PUBLISHED],
    "revised": [Deed.SAID_WHY_REVISED],
    "withdraw": [Deed.WITHDREW_PUBLICATION],
    "write-commentary": [Deed.WROTE_WORDS],
    "/_dash-update-component": [],
}
"""What each address that takes a form leaves behind. Two read a file that waits for its person, two drop it again."""
ON_THE_MACHINE = {Deed.SET_PASSWORD, Deed.KEPT_CATALOGUE, Deed.CLOSED_PUBLIC_VIEW, Deed.BEGAN_BACKUP, Deed.RESTORED}


class Trail:
    """A browser, and what each thing that it does adds to the trail."""

    def __init__(self, store, site):
        self.store, self.client, self.left = store, site.server.test_client(), {}
        self.adapter = site.server.url_map.bind("")

    def deeds(self):
        with self.store.reading() as connection:
            return [entry.deed for entry in reversed(list_entries(connection, 999))]

    def send(self, path, status=303, **form):
        before = len(self.deeds())
        answer = self.client.post(path, data=form, headers=ORIGIN)
        assert answer.status_code == status, (path, answer.get_data(as_text=True)[-900:])
        self.left.setdefault(self.adapter.match(path.partition("?")[0], "POST")[0], self.deeds()[before:])
        return answer.get_data(as_text=True)

    def keep(self, path, **form):
        """What is sent twice: first to be shown what would change, then to keep it."""
        before = len(self.deeds())
        answer = self.client.post(path, data=form, headers=ORIGIN)
        assert (answer.status_code, len(self.deeds())) == (200, before), answer.get_data(as_text=True)[-900:]
        seen = re.search(r'name="seen" value="(\w+)"', answer.get_data(as_text=True))[1]
        self.send(path, **form, keep="yes", seen=seen)

    def file(self, path, content, name):
        html = self.send(path, 200, name="x", publication="LAIT", workbook=(io.BytesIO(content), name))
        return re.search(rf"{path}/([\w-]+)/confirm", html)[1]


@pytest.fixture
def trail(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    load_published(store)
    load(store, GOOD, keep_catalogue=True)
    site = a_site(store)
    site._setup_server()
    yield Trail(store, site)
    store.close()


def people(trail):
    trail.send(f"/link/{first_link(a_door(trail.store))}", name="The first", **TWICE)
    trail.send("/sign-out")
    add_people(trail.store)
    trail.send("/sign-in", name=NAMES[Role.ADMINISTRATOR], password=PASSWORD)
    trail.send("/sign-in/again", password=PASSWORD)
    trail.send("/account/password")
    trail.send("/admin/people/add", 200, name="Another", role="member")
    trail.send("/admin/people/5/role", role="advisor")
    trail.send("/admin/people/5/reset", 200)
    trail.send("/admin/people/5/remove")
    trail.send("/admin/public-view", view="open")
    trail.send("/admin/small-numbers", **FIELDS)
    trail.send("/comparators/council", authority="801", model="2025", reason="Another council uses it")
    trail.keep("/admin/populations", **POPULATION)
    trail.keep("/admin/targets/N12", **TARGET)
    withdrawal = re.search(r"/admin/targets/\d+/withdraw", trail.client.get("/admin/targets/N12").text)[0]
    seen = re.search(r'name="seen" value="(\w+)"', trail.client.get(withdrawal).text)[1]
    trail.send(withdrawal, reason="It was never agreed", seen=seen, agreed="yes")


def figures(trail):
    kept = a_workbook((CONTACTS, "2023-04", "611")).content
    trail.send(f"/upload/{trail.file('/upload', kept, 'april.csv')}/drop")
    trail.send(f"/upload/{trail.file('/upload', kept, 'april.csv')}/confirm", 200)
    trail.send("/uploads/6/undo", reason="The wrong month")
    trail.send(f"/comparators/{trail.file('/comparators', OTHER_AREAS, 'lait.csv')}/drop")
    token = trail.file("/comparators", OTHER_AREAS, "lait.csv")
    trail.send(f"/comparators/{token}/confirm", 200, publication="LAIT")
    trail.send("/events", **VISIT)
    trail.send("/events/1/withdraw", reason="It changed nothing")


def meetings(trail):
    trail.send("/meetings", committee="Scrutiny", day="2023-07-18")
    trail.send("/commentary/1/tests?period=2023-03", 200, **{"text-worried_about": "Too many wait."})
    trail.send("/meetings/1/prepare/tests", period="2023-03")
    load(trail.store, REVISED)
    figure = {"code-0": "T1", "period-0": "2023-03", "cause-0": "late_record", "words-0": "It came late"}
    trail.send("/meetings/revised", meeting="1", scorecard="tests", at="2023-03", **figure)
    trail.send("/publications/1/withdraw", reason="The wrong month")
    trail.send("/_dash-update-component", 400)


def test_each_deed_by_a_page_leaves_its_row_in_the_trail(trail):
    for part in (people, figures, meetings):
        part(trail)
    assert trail.left == DONE
    takes_forms = {rule.endpoint for rule in trail.adapter.map.iter_rules() if "POST" in rule.methods}
    assert takes_forms == set(DONE)
    assert {deed for deeds in DONE.values() for deed in deeds} == set(Deed) - ON_THE_MACHINE
    found = verify_trail(trail.store, COMMAND_LINE)
    assert (found.holds, found.rows) == (True, len(trail.deeds()))
