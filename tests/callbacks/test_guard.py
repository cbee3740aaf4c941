"""The one guard: each role at every address there is, and whatever is sent from elsewhere."""

import io
import logging

import pytest
from werkzeug.routing import IntegerConverter
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import LARGEST_BODY_BYTES
from callbacks.guard import ENDPOINTS, HAS_ENDED, LARGEST_FORM_BYTES, NOT_FOR_YOU, SIGN_IN_FIRST, safe_page
from kpis.model.people import Role
from kpis.store.engine import open_store
from tests.access import ORIGIN, a_site, add_people, client_of

LET_IN, SIGN_IN, REFUSED = "let in", "sign in", "refused"


class Unread(io.BytesIO):
    """A body that fails the test when anybody looks at it."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = readlines = readinto = read


ROLES = [None, Role.MEMBER, Role.ADVISOR, Role.ADMINISTRATOR]
EXPECTED = {
    # address: what nobody in particular, a member, an advisor and an administrator get; and nobody with an open view
    "/": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/scorecard/indicators-of-success-2023": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/indicator/N12": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/api/v1/scorecards.json": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/api/v1/scorecards/missing-children-2023.csv": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/api/v1/indicators/N12.json": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/methods": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/accessibility": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/nowhere": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/_dash-layout": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/_dash-dependencies": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/_reload-hash": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/_favicon.ico": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/assets/scorecard.js": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/assets/waymark.css": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/session": (SIGN_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/account": (SIGN_IN, LET_IN, LET_IN, LET_IN, SIGN_IN),
    "/upload": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/template.csv": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/uploads": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/uploads/1": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/uploads/1/file": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/uploads/1/undo": (SIGN_IN, REFUSED, LET_IN, LET_IN, SIGN_IN),
    "/admin": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/people": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/people/1": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/audit": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/targets": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/targets/N12": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/targets/1/withdraw": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/populations": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/settings": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/admin/public-view": (SIGN_IN, REFUSED, REFUSED, LET_IN, SIGN_IN),
    "/sign-in": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/healthz": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "/readyz": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
}
FIGURES = ("tbody", "No Further Action", "12.5", "indicators-of-success")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Published figures, and one person of each role."""
    from app import load_published

    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('guard') / 'waymark.db'}")
    load_published(opened)
    add_people(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def closed(store):
    return a_site(store)


@pytest.fixture(scope="module")
def clients(closed):
    return {role: client_of(closed, role) for role in ROLES}


def outcome(answer):
    text = answer.get_data().decode(errors="replace")
    answer.close()
    leads_to = answer.headers.get("Location", "")
    if answer.status_code == 401 or (answer.status_code == 303 and leads_to.startswith("/sign-in?")):
        return SIGN_IN
    return REFUSED if answer.status_code == 403 and NOT_FOR_YOU in text else LET_IN


def every_address(app):
    """Each rule of the url map with something filled in: (endpoint, method, path)."""
    app._setup_server()
    for rule in app.server.url_map.iter_rules():
        values = {
            name: 1 if isinstance(converter, IntegerConverter) else "x" for name, converter in rule._converters.items()
        }
        path = rule.build(values)[1]
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, path


def test_every_address_there_is_has_its_line_in_the_table(closed):
    app_has = {endpoint for endpoint, _, _ in every_address(closed)}
    assert app_has - set(ENDPOINTS) == set()
    assert set(ENDPOINTS) - app_has == set()


def test_each_role_at_every_address_gets_what_the_table_says_and_nothing_more(closed, store):
    addresses = [
        a for a in every_address(closed) if a[0] not in ("sign-out", "remove-person", "change-role", "reset-password")
    ]
    assert len(addresses) > 40
    for role in ROLES:
        client = client_of(closed, role)
        for endpoint, method, path in addresses:
            least = ENDPOINTS[endpoint].role
            answer = client.open(path, method=method, headers=ORIGIN)
            may = least is None or (role is not None and role.may_act_as(least))
            wanted = LET_IN if may else REFUSED if role else SIGN_IN
            assert outcome(answer) == wanted, (role, method, path, answer.status_code)
            if wanted is not LET_IN:
                text = answer.get_data(as_text=True)
                assert not [figure for figure in FIGURES if figure in text], (role, path)


@pytest.mark.parametrize("path", EXPECTED)
def test_who_gets_in_where(clients, store, path):
    got = [outcome(clients[role].get(path)) for role in ROLES]
    assert got == list(EXPECTED[path][:4])


@pytest.mark.parametrize("path", EXPECTED)
def test_with_an_open_public_view_anybody_reads_what_is_public_and_no_more(store, path):
    client = client_of(a_site(store, public_view=True))
    assert outcome(client.get(path)) == EXPECTED[path][4]


@pytest.mark.parametrize("role", [Role.MEMBER, None])
@pytest.mark.parametrize("path", ["/scorecard/missing-children-2023", "/api/v1/scorecards/missing-children-2023.json"])
def test_only_officers_see_small_numbers(store, role, path):
    """Members and readers have the public audience: what of the figures they see is the operations' to decide."""
    client = client_of(a_site(store, public_view=True), role)
    assert ">4<" not in client.get(path).get_data(as_text=True)
    assert '"value": 4.0' not in client.get(path).get_data(as_text=True)


def test_an_address_that_the_table_does_not_know_answers_nobody(store, caplog):
    site = a_site(store)
    site.server.add_url_rule("/later", "later", lambda: "a figure: 4")
    with caplog.at_level(logging.ERROR, "waymark"):
        for role in ROLES:
            answer = client_of(site, role).get("/later")
            assert answer.status_code == 403
            assert "a figure" not in answer.get_data(as_text=True)
    assert "no rule says who may ask later" in caplog.text


@pytest.mark.parametrize(
    "path, leads_to", [("/", "%2F"), ("/uploads?page=2", "%2Fuploads%3Fpage%3D2"), ("/nowhere", "%2Fnowhere")]
)
def test_nobody_in_particular_is_sent_to_the_sign_in_page_and_from_there_to_where_they_were(clients, path, leads_to):
    answer = clients[None].get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in?next={leads_to}")


@pytest.mark.parametrize("path", ["/api/v1/scorecards.json", "/_dash-layout", "/_reload-hash", "/session"])
def test_a_script_is_told_in_a_sentence(clients, path):
    answer = clients[None].get(path)
    assert (answer.status_code, answer.get_json()) == (401, {"error": SIGN_IN_FIRST})


def test_a_script_with_a_cookie_that_ended_is_told_so(closed):
    client = client_of(closed)
    client.set_cookie("waymark", "x" * 43)
    assert client.get("/_dash-layout").get_json() == {"error": HAS_ENDED}
    page = client.post("/upload", headers=ORIGIN)
    assert page.status_code == 401
    assert HAS_ENDED in page.get_data(as_text=True)


def test_a_form_of_another_site_changes_nothing_whoever_is_signed_in(clients, store):
    client = clients[Role.ADMINISTRATOR]
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://["},
        {"Origin": "localhost"},
        {"Origin": ""},
        {"Origin": "http://localhost@evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {},
    ):
        for path in ("/admin/people/add", "/upload", "/sign-out", "/_dash-update-component", "/admin/public-view"):
            assert client.open(path, method="POST", headers=headers).status_code == 403, (headers, path)
    assert client.get("/admin/people").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}])
def test_where_nobody_signs_in_yet_a_form_that_does_not_come_from_here_changes_nothing(empty_client, headers):
    """There is no cookie that another site would lack: an old browser would bring its form to an administrator."""
    meeting = {"committee": "Scrutiny", "day": "2023-07-19", "name": "An advisor"}
    forms = {"/meetings": meeting, "/admin/people/add": {"name": "A stranger", "role": "administrator"}}
    for path, form in forms.items():
        assert empty_client.open(path, method="POST", data=form, headers=headers).status_code == 403, path
    assert "19 July 2023" not in empty_client.get("/meetings").get_data(as_text=True)
    assert empty_client.post("/meetings", data=meeting).status_code == 303
    assert "19 July 2023" in empty_client.get("/meetings").get_data(as_text=True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_no_page_takes_is_refused(clients, method):
    assert clients[None].open("/admin/people", method=method, headers=ORIGIN).status_code == 401
    assert clients[Role.MEMBER].open("/admin/people", method=method, headers=ORIGIN).status_code in (403, 405)


@pytest.mark.parametrize(
    "path, most",
    [
        ("/upload", LARGEST_BODY_BYTES),
        ("/sign-in", LARGEST_FORM_BYTES),
        ("/_dash-update-component", LARGEST_FORM_BYTES),
    ],
)
def test_a_body_that_is_too_large_is_refused_before_it_is_read(clients, path, most):
    sent = {"CONTENT_LENGTH": str(most + 1), "CONTENT_TYPE": "application/json", "wsgi.input": Unread()}
    answer = clients[Role.ADMINISTRATOR].post(path, headers=ORIGIN, environ_overrides=sent)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path, safe",
    [
        ("/uploads?page=2", "/uploads?page=2"),
        ("/indicator/N12", "/indicator/N12"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("evil.example", "/"),
        ("/a\r\nSet-Cookie: x", "/"),
        ("/sign-in?next=/", "/"),
        ("/sign-out", "/"),
        ("/api/v1/scorecards.json", "/"),
        ("/link/abc", "/"),
        ("/scorecard/x?q=" + "y" * 2_000, "/"),
    ],
)
def test_signing_in_leads_to_a_page_of_ours_alone(path, safe):
    assert safe_page(path) == safe


@pytest.mark.parametrize(
    "host",
    ["[", "[::1", "localhost:port", "127.0.0.1:99999999", "evil.example#localhost", "localhost?",
     "localhost@evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "x" * 5000, "évil", "localhost/",
     ""],
)  # fmt: skip
def test_a_host_that_is_garbled_or_anothers_is_refused_and_no_error(closed, host):
    """Asked as a server does: the tests' own browser would refuse to send some of these."""
    environ = {**EnvironBuilder("/").get_environ(), "HTTP_HOST": host}
    body, status, _ = run_wsgi_app(closed.server, environ)
    assert status.startswith("403")
    assert b"sent from another site" in b"".join(body)


def test_a_page_on_an_open_line_may_send_nothing_to_a_site_on_an_encrypted_one(store):
    client = a_site(store, address="https://scorecards.example").server.test_client()
    there = {"base_url": "https://scorecards.example"}
    sent = {"data": {"name": "x", "password": "y"}, **there}
    assert client.post("/sign-in", headers={"Origin": "http://scorecards.example"}, **sent).status_code == 403
    assert client.post("/sign-in", headers={"Origin": "https://scorecards.example"}, **sent).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/uploads/{}", "/uploads/{}/file", "/publications/{}", "/publications/{}/scorecard.pdf", "/admin/people/{}",
     "/events/{}/withdraw", "/meetings/{}/prepare/x", "/commentary/{}/missing-children-2023"],
)  # fmt: skip
@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_that_no_row_can_have_is_no_address(clients, path, number):
    assert clients[Role.ADMINISTRATOR].get(path.format(number)).status_code == 404


@pytest.mark.parametrize(
    "name", ["dash/nothing.js", "nothing/dash.js", "dash/%00", "dash/..%2f..%2fapp.py", "app/app.py"]
)
def test_a_script_that_dash_does_not_have_is_not_there_and_no_error(clients, name):
    assert clients[Role.MEMBER].get(f"/_dash-component-suites/{name}").status_code == 404


@pytest.mark.parametrize("leads_to", ["//[", "http://[x", "/a//[b"])
def test_a_garbled_page_to_go_on_to_is_no_error(clients, leads_to):
    assert clients[None].get("/sign-in", query_string={"next": leads_to}).status_code == 200


@pytest.mark.parametrize("path", ["/upload", "/sign-in", "/_dash-update-component"])
def test_a_body_in_pieces_that_says_no_length_is_refused_before_it_is_read(clients, path):
    sent = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    answer = clients[Role.ADMINISTRATOR].post(path, headers=ORIGIN, environ_overrides={**sent, "wsgi.input": Unread()})
    assert answer.status_code == 411


def test_every_answer_has_its_headers_and_what_may_hold_figures_is_kept_by_nobody(clients):
    asked = [(role, path) for role in ROLES for path in [*EXPECTED, "/indicator/NOPE", "/uploads/99", "/link/x"]]
    for role, path in asked:
        answer = clients[role].get(
            path, headers={"If-None-Match": "*", "If-Modified-Since": "Wed, 01 Jan 2031 00:00:00 GMT"}
        )
        kept = answer.headers["Cache-Control"]
        assert kept == "no-store" or path.startswith(("/assets/", "/_favicon")), (role, path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        answer.close()
    refused = clients[None].post("/upload", headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.headers["Cache-Control"]) == (403, "no-store")
