"""Signing in and out as a browser does it, and what a thief of a cookie gets."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app import create_app
from callbacks.visit import COOKIE, SECURE_COOKIE
from kpis.model.errors import StoreUnavailable
from kpis.model.people import Role
from kpis.operations import door as doors
from kpis.operations.access_settings import AccessSettings
from kpis.operations.signing_in import MOST_FOR_A_NAME, TOO_MANY, WRONG, first_link
from kpis.store.engine import open_store
from tests.access import (
    NAMES,
    ORIGIN,
    OTHER_PASSWORD,
    PASSWORD,
    SECRET,
    a_door,
    a_site,
    add_people,
    cheap_passwords,
    client_of,
    send_sign_in,
)

ADMINISTRATOR = NAMES[Role.ADMINISTRATOR]


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    yield opened
    opened.close()


@pytest.fixture
def site(store):
    add_people(store)
    return a_site(store)


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that sessions are measured by."""
    waited = timedelta()

    def wait(span):
        nonlocal waited
        waited += span

    monkeypatch.setattr(doors, "_clock", lambda: datetime.now(UTC) + waited)
    return wait


def cookie_in(answer):
    return next(value for value in answer.headers.getlist("Set-Cookie") if COOKIE in value.partition("=")[0])


def token_in(answer):
    return re.search(rf"{COOKIE}=([^;]+)", cookie_in(answer))[1]


def test_signing_in_leads_on_and_signing_out_leads_out(site):
    client = client_of(site)
    answer = send_sign_in(client, ADMINISTRATOR, leads_to="/uploads?page=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/uploads?page=1")
    page = client.get("/uploads").get_data(as_text=True)
    assert "Sign out" in page
    assert ADMINISTRATOR in page
    gone = client.post("/sign-out", headers=ORIGIN)
    assert (gone.status_code, gone.headers["Location"]) == (303, "/signed-out")
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/uploads").status_code == 303
    assert "You have signed out" in client.get("/signed-out").get_data(as_text=True)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(site):
    told = cookie_in(send_sign_in(client_of(site), ADMINISTRATOR))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(told.split("; "))
    assert "Secure" not in told
    assert "Domain" not in told


def test_everywhere_but_on_ones_own_machine_the_cookie_wants_an_encrypted_line(store):
    add_people(store)
    site = a_site(store, address="https://cards.example")
    client = site.server.test_client()
    sent = {"name": ADMINISTRATOR, "password": PASSWORD}
    answer = client.post(
        "/sign-in", data=sent, base_url="https://cards.example", headers={"Origin": "https://cards.example"}
    )
    told = cookie_in(answer)
    assert told.startswith(f"{SECURE_COOKIE}=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(told.split("; "))
    assert client.get("/uploads", base_url="https://cards.example").status_code == 200
    assert "Strict-Transport-Security" in client.get("/sign-in", base_url="https://cards.example").headers


def test_a_stolen_cookie_is_worth_nothing_after_sign_out(site):
    client, thief = client_of(site), client_of(site)
    thief.set_cookie(COOKIE, token_in(send_sign_in(client, ADMINISTRATOR)))
    assert thief.get("/admin/people").status_code == 200
    client.post("/sign-out", headers=ORIGIN)
    assert thief.get("/admin/people").status_code == 303
    assert thief.get("/api/v1/scorecards.json").status_code == 401


def test_a_second_tab_is_told_after_sign_out_in_the_first(site):
    client = client_of(site, Role.MEMBER)
    assert client.get("/session").status_code == 204
    client.post("/sign-out", headers=ORIGIN)
    assert client.get("/session").status_code == 401


def test_a_cookie_that_somebody_planted_is_not_kept_at_sign_in(site):
    client = client_of(site)
    client.set_cookie(COOKIE, "planted")
    token = token_in(send_sign_in(client, ADMINISTRATOR))
    assert token != "planted"
    thief = client_of(site)
    thief.set_cookie(COOKIE, "planted")
    assert thief.get("/uploads").status_code == 303


def test_each_sign_in_has_a_new_cookie_and_ends_the_old_one(site):
    client, thief = client_of(site), client_of(site)
    first = token_in(send_sign_in(client, ADMINISTRATOR))
    assert token_in(send_sign_in(client, ADMINISTRATOR)) != first
    thief.set_cookie(COOKIE, first)
    assert thief.get("/uploads").status_code == 303


def test_a_wrong_password_shows_the_form_with_the_name_and_never_the_password(site):
    answer = send_sign_in(client_of(site), "<b>Somebody</b>", "a wrong password", "/uploads")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert WRONG in page
    assert "There is a problem" in page
    assert "&lt;b&gt;Somebody" in page
    assert "<b>Somebody" not in page
    assert "a wrong password" not in page
    assert 'value="/uploads"' in page
    assert not answer.headers.getlist("Set-Cookie")


def test_brute_force_is_stopped_and_the_right_password_does_not_help_it(site):
    client = client_of(site)
    for _ in range(MOST_FOR_A_NAME):
        assert WRONG in send_sign_in(client, ADMINISTRATOR, "a wrong password").get_data(as_text=True)
    answer = send_sign_in(client, ADMINISTRATOR)
    assert TOO_MANY in answer.get_data(as_text=True)
    assert not answer.headers.getlist("Set-Cookie")


def test_a_stranger_who_locks_a_name_keeps_its_person_out_of_no_browser_of_their_own(site):
    own, stranger = client_of(site), client_of(site)
    send_sign_in(own, ADMINISTRATOR)
    own.post("/sign-out", headers=ORIGIN)
    for _ in range(MOST_FOR_A_NAME):
        send_sign_in(stranger, ADMINISTRATOR, OTHER_PASSWORD)
    assert TOO_MANY in send_sign_in(stranger, ADMINISTRATOR).get_data(as_text=True)
    assert send_sign_in(own, f" {ADMINISTRATOR.upper()} ").status_code == 303
    assert TOO_MANY in send_sign_in(stranger, ADMINISTRATOR).get_data(as_text=True)


def test_a_browser_that_is_known_has_a_limit_of_its_own_and_is_known_for_its_own_name_alone(site):
    own = client_of(site)
    send_sign_in(own, ADMINISTRATOR)
    for _ in range(MOST_FOR_A_NAME):
        send_sign_in(own, ADMINISTRATOR, OTHER_PASSWORD)
    assert TOO_MANY in send_sign_in(own, ADMINISTRATOR).get_data(as_text=True)
    assert send_sign_in(client_of(site), ADMINISTRATOR).status_code == 303
    for _ in range(MOST_FOR_A_NAME):
        send_sign_in(client_of(site), NAMES[Role.MEMBER], OTHER_PASSWORD)
    assert TOO_MANY in send_sign_in(own, NAMES[Role.MEMBER]).get_data(as_text=True)


def test_what_a_browser_is_known_by_is_out_of_reach_of_scripts_and_signs_nobody_in(site):
    client = client_of(site)
    (device,) = [c for c in send_sign_in(client, ADMINISTRATOR).headers.getlist("Set-Cookie") if "device" in c]
    assert {"HttpOnly", "Path=/sign-in", "SameSite=Strict"} <= set(device.split("; "))
    assert "administrator" not in device.casefold()
    thief = client_of(site)
    thief.set_cookie(*device.partition(";")[0].split("=", 1))
    assert thief.get("/uploads").status_code == 303


def test_a_known_and_an_unknown_name_are_answered_alike(site):
    known, unknown = (
        re.sub(
            r"the reference is \w+",
            "the reference is R",
            send_sign_in(client_of(site), name, "a wrong password").get_data(as_text=True).replace(name, "X"),
        )
        for name in (ADMINISTRATOR, "Sam Unknown")
    )
    assert "the reference is R" in known
    assert known == unknown


def test_after_half_an_hour_away_the_sign_in_page_says_that_it_ended(site, later):
    client = client_of(site, Role.ADVISOR)
    later(timedelta(minutes=29))
    assert client.get("/uploads").status_code == 200
    later(timedelta(minutes=29))
    assert client.get("/uploads").status_code == 200
    later(timedelta(minutes=31))
    answer = client.get("/uploads", follow_redirects=True)
    assert "Your sign-in has ended" in answer.get_data(as_text=True)


def test_a_look_whether_the_session_goes_on_does_not_keep_it_alive(site, later):
    client = client_of(site, Role.ADVISOR)
    for _ in range(3):
        later(timedelta(minutes=9))
        assert client.get("/session").status_code == 204
    later(timedelta(minutes=4))
    assert client.get("/session").status_code == 401


def test_changes_of_people_ask_for_the_password_again_after_ten_minutes(site, later):
    client = client_of(site, Role.ADMINISTRATOR)
    assert client.get("/admin/people/2").status_code == 200
    later(timedelta(minutes=11))
    assert client.get("/admin/people").status_code == 200
    asked = client.get("/admin/people/2")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in/again?next=%2Fadmin%2Fpeople%2F2")
    sent = {**ORIGIN, "Referer": "http://localhost/admin/people/2"}
    for path in (
        "/admin/people/2/remove",
        "/admin/people/2/role",
        "/admin/people/2/reset",
        "/admin/people/add",
        "/admin/public-view",
    ):
        stale = client.post(path, data={"role": "member", "name": "X", "view": "open"}, headers=sent)
        assert (stale.status_code, stale.headers["Location"]) == (303, "/sign-in/again?next=%2Fadmin%2Fpeople%2F2")
    assert NAMES[Role.ADVISOR] in client.get("/admin/people").get_data(as_text=True)
    page = client.get(asked.headers["Location"]).get_data(as_text=True)
    assert "Give your password again" in page
    wrong = client.post("/sign-in/again", data={"password": "x", "next": "/admin/people/2"}, headers=ORIGIN)
    assert wrong.status_code == 422
    right = client.post("/sign-in/again", data={"password": PASSWORD, "next": "/admin/people/2"}, headers=ORIGIN)
    assert (right.status_code, right.headers["Location"]) == (303, "/admin/people/2")
    assert client.get("/admin/people/2").status_code == 200


def test_the_name_in_the_form_cannot_make_it_somebody_elses_password(site, later):
    client = client_of(site, Role.ADVISOR)
    before = client.get("/account").get_data(as_text=True)
    client.post("/sign-in/again", data={"name": ADMINISTRATOR, "password": PASSWORD, "next": "/"}, headers=ORIGIN)
    assert client.get("/account").get_data(as_text=True) == before
    assert client.get("/admin").status_code == 403


def test_a_person_chooses_another_password_and_every_other_device_is_signed_out(site):
    here, elsewhere = client_of(site, Role.MEMBER), client_of(site, Role.MEMBER)
    link = here.post("/account/password", headers=ORIGIN).headers["Location"]
    chosen = {"password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    assert here.post(link, data={**chosen, "again": "x"}, headers=ORIGIN).status_code == 422
    assert here.post(link, data=chosen, headers=ORIGIN).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert here.get(link).status_code == 403


def test_a_role_that_was_taken_away_is_gone_at_the_next_press(site):
    administrator, advisor = client_of(site, Role.ADMINISTRATOR), client_of(site, Role.ADVISOR)
    assert advisor.get("/uploads").status_code == 200
    administrator.post("/admin/people/2/role", data={"role": "member"}, headers=ORIGIN)
    assert advisor.get("/uploads").status_code == 403
    administrator.post("/admin/people/2/remove", headers=ORIGIN)
    assert advisor.get("/account").status_code == 303


def test_what_is_kept_with_an_upload_is_the_name_of_the_account_and_not_the_one_in_the_form(site, published):
    from io import BytesIO

    from kpis.operations.catalogue import shipped_workbooks

    client = client_of(site, Role.ADVISOR)
    path = next(p for p in shipped_workbooks() if p.stem == "missing-children-2023")
    assert 'name="name"' not in client.get("/upload").get_data(as_text=True)
    file = (BytesIO(path.read_bytes()), path.name)
    page = client.post("/upload", data={"name": "Somebody else", "workbook": file}, headers=ORIGIN).get_data(
        as_text=True
    )
    token = re.search(r'action="/upload/([^/]+)/confirm"', page)[1]
    boxes = re.findall(r'name="yes" value="([^"]+)"|name="(because-[^"]+)"', page)
    sent = {
        "name": "Somebody else",
        "yes": [b[0] for b in boxes if b[0]],
        **{b[1]: "It is right" for b in boxes if b[1]},
    }
    taken = client.post(f"/upload/{token}/confirm", data=sent, headers=ORIGIN)
    assert "The workbook has been taken in" in taken.get_data(as_text=True)
    listed = client.get("/uploads").get_data(as_text=True)
    assert "Somebody else" not in listed
    assert NAMES[Role.ADVISOR] in listed


def test_until_somebody_is_added_this_machine_needs_no_sign_in_and_says_so(store):
    site = a_site(store)
    client = client_of(site)
    page = client.get("/").get_data(as_text=True)
    assert "nobody needs to sign in" in page
    assert client.get("/uploads").status_code == 200
    for path in ("/admin/people", "/admin/audit"):
        refused = client.get(path)
        assert refused.status_code == 403
        assert "Add the first administrator before anything else" in refused.get_data(as_text=True)
    assert client.post("/admin/people/add", data={"name": "X", "role": "member"}, headers=ORIGIN).status_code == 422
    add_people(store)
    assert client.get("/uploads").status_code == 303
    assert "nobody needs to sign in" not in client.get("/sign-in").get_data(as_text=True)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_a_request_that_another_server_passed_on_is_not_from_this_machine(store, header):
    client = client_of(a_site(store))
    assert client.get("/uploads", headers={header: "192.0.2.1"}).status_code == 303


def test_a_request_from_another_machine_is_not_from_this_one(store):
    client = client_of(a_site(store))
    assert client.get("/uploads", environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code == 303


def test_a_site_with_an_address_needs_sign_in_from_the_start(store):
    client = client_of(a_site(store, address="https://cards.example"))
    assert client.get("/uploads").status_code == 303


def test_the_limit_of_an_address_counts_the_reader_and_not_the_server_in_front(store):
    add_people(store)
    settings = AccessSettings(secret=SECRET, address="https://cards.example", proxies=1)
    client = create_app(store, settings, cheap_passwords()).server.test_client()

    def tried(address):
        headers = {"Origin": "https://cards.example", "X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
        sent = {"name": f"Person {address} {tried.count}", "password": "x"}
        tried.count += 1
        return client.post("/sign-in", data=sent, headers=headers, base_url="http://cards.example").get_data(
            as_text=True
        )

    tried.count = 0
    answers = [tried("192.0.2.1") for _ in range(51)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 50 + [True]
    assert WRONG in tried("192.0.2.2")


def test_the_first_administrator_comes_by_the_link_and_there_is_no_open_page_for_it(store):
    link = first_link(a_door(store))
    client = client_of(a_site(store))
    assert client.get("/link/nonsense").status_code == 403
    assert "Add the first administrator" in client.get(f"/link/{link}").get_data(as_text=True)
    chosen = {"name": "The first", "password": PASSWORD, "again": PASSWORD}
    assert (
        client.post(f"/link/{link}", data={**chosen, "password": "x", "again": "x"}, headers=ORIGIN).status_code == 422
    )
    assert client.post(f"/link/{link}", data=chosen, headers=ORIGIN).status_code == 303
    assert client.get("/admin/people").status_code == 200
    again = client_of(a_site(store)).post(f"/link/{link}", data={**chosen, "name": "The second"}, headers=ORIGIN)
    assert again.status_code == 403


def test_a_page_that_is_remembered_holds_nobodys_name(site):
    advisor, administrator = client_of(site, Role.ADVISOR), client_of(site, Role.ADMINISTRATOR)
    assert NAMES[Role.ADVISOR] in advisor.get("/").get_data(as_text=True)
    page = administrator.get("/").get_data(as_text=True)
    assert NAMES[Role.ADVISOR] not in page
    assert "Administration" in page
    assert "Administration" not in advisor.get("/").get_data(as_text=True)


def test_a_store_that_does_not_answer_is_told_to_whoever_asks(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    site = a_site(store)
    client = client_of(site)
    client.set_cookie(COOKIE, "x")
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE sessions")
    answer = client.get("/")
    assert answer.status_code == 503
    page = answer.get_data(as_text=True)
    assert "Waymark cannot reach its figures" in page
    assert "sessions" not in page, "the store's own words name tables, machines and accounts"
    store.close()


def test_why_a_store_fails_is_told_to_officers_and_to_nobody_else(store):
    """The words of PostgreSQL name the machine and the account that it is reached by."""
    add_people(store)
    site = a_site(store, public_view=True)

    def fails():
        raise StoreUnavailable("The database does not answer: 10.1.2.3 refused the account waymark.")

    site.server.view_functions["home"] = fails
    for role, is_told in ((None, False), (Role.MEMBER, False), (Role.ADVISOR, True)):
        answer = client_of(site, role).get("/")
        assert (answer.status_code, "10.1.2.3" in answer.get_data(as_text=True)) == (503, is_told), role


def test_whether_a_store_answers_is_told_to_anybody_and_why_not_to_nobody(store):
    site = a_site(store)
    assert client_of(site).get("/readyz").status_code == 200
    with store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE indicators RENAME TO elsewhere")
    answer = client_of(site).get("/readyz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "the store does not answer\n")
    assert client_of(site).get("/healthz").status_code == 200
