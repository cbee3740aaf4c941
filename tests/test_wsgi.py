"""The site as gunicorn and waitress serve it: ready before the first request, in each of several processes."""

import concurrent.futures
import http.client
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import wsgi
from app import create_app, listening, load_published
from callbacks.visit import COOKIE
from kpis.model.people import Role
from kpis.operations.door import Door
from kpis.operations.signing_in import sign_in
from kpis.store.engine import open_store
from tests.access import NAMES, PASSWORD, add_people, cheap_passwords
from tests.serving import serving

ROOT = Path(__file__).parents[1]
SECRET = "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"
WORKERS, THREADS, AT_ONCE = 2, 4, 24
GARBLED = "A request was garbled, and refused."
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""
PATHS = ("/", "/scorecard/missing-children-2023", "/_dash-layout", "/_dash-dependencies", "/methods", "/indicator/N12")

CHART = {
    "output": "chart-place.children",
    "outputs": {"id": "chart-place", "property": "children"},
    "inputs": [
        {"id": "chart-address", "property": "pathname", "value": "/indicator/N12"},
        {"id": "chart-address", "property": "search", "value": ""},
    ],
    "changedPropIds": ["chart-address.pathname"],
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The settings of a site with published figures and people, on a port that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"sqlite:///{tmp_path_factory.mktemp('served') / 'waymark.db'}"
    store = open_store(address)
    load_published(store)
    add_people(store)
    door = Door(store, SECRET.encode(), cheap_passwords())
    cookie = f"{COOKIE}={sign_in(door, NAMES[Role.ADVISOR], PASSWORD, 'here')}"
    store.close()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
    return {
        **kept,
        "WAYMARK_DATABASE": address,
        "WAYMARK_SECRET": SECRET,
        "WAYMARK_ADDRESS": f"http://localhost:{port}",
        "WAYMARK_PUBLIC_VIEW": "open",
        "PYTHONDEVMODE": "",
        "COOKIE": cookie,
    }


@pytest.fixture(scope="module")
def cookie(environment):
    """Of an advisor who signed in before the site was started, so that no worker was asked anything for it."""
    return environment["COOKIE"]


@pytest.fixture(scope="module")
def held(environment):
    """The site's port, held as waymark.socket holds it: who asks while nobody serves waits in the kernel."""
    with socket.create_server(("127.0.0.1", int(environment["WAYMARK_ADDRESS"].rpartition(":")[2]))) as port:
        yield port


@pytest.fixture(scope="module")
def served(environment, held, tmp_path_factory):
    """The port of gunicorn with two workers, and what it wrote to standard error; nothing was asked of it before."""
    complaints = tmp_path_factory.mktemp("gunicorn") / "standard error"
    with gunicorn(environment, held, complaints):
        yield held.getsockname()[1], complaints


@contextmanager
def gunicorn(environment, held, complaints):
    """Starts gunicorn as systemd does for a socket unit: the socket is its descriptor 3, and two variables say so."""
    served = "gunicorn", "--config", "gunicorn.conf.py", "--workers", str(WORKERS), "--threads", str(THREADS)
    handed = [sys.executable, "-c", HAND_OVER, str(held.fileno()), sys.executable, "-m", *served]
    with complaints.open("wb") as errors:
        process = subprocess.Popen(
            handed, cwd=ROOT, env=environment, stdout=errors, stderr=errors, pass_fds=[held.fileno()]
        )
        try:
            yield
            assert process.poll() is None, "gunicorn has ended"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(90)


def ask(port, path, method="GET", body=None, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body, {"Host": f"localhost:{port}", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace"), answer.headers


def test_the_first_requests_of_cold_workers_are_answered_at_once_and_all_together(served, cookie):
    port, _ = served
    begin = threading.Barrier(AT_ONCE)
    kind = {"Content-Type": "application/json", "Origin": f"http://localhost:{port}", "Cookie": cookie}

    def first(number):
        begin.wait()
        if number % 2:
            return ask(port, "/_dash-update-component", "POST", json.dumps(CHART), **kind)[0]
        return ask(port, PATHS[number // 2 % len(PATHS)], Cookie=cookie)[0]

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(first, range(AT_ONCE))) == [200] * AT_ONCE


def test_the_numbers_of_all_workers_are_added_up(served):
    port, _ = served
    before = healthy(port)
    for _ in range(30):
        assert ask(port, "/healthz")[0] == 200
    after = [healthy(port) for _ in range(5)]
    assert [count - before for count in after] == [30] * 5


def healthy(port):
    found = re.search(r'waymark_requests_total\{endpoint="healthz"\S* (\S+)', ask(port, "/metrics")[1])
    return int(float(found[1])) if found else 0


def test_somebody_who_signed_in_at_one_worker_is_known_to_the_other(served):
    port, _ = served
    sent = f"name={NAMES[Role.MEMBER].replace(' ', '+')}&password={PASSWORD.replace(' ', '+')}&next=/"
    kind, origin = "application/x-www-form-urlencoded", f"http://localhost:{port}"
    status, _, headers = ask(port, "/sign-in", "POST", sent, **{"Content-Type": kind, "Origin": origin})
    cookie = headers["Set-Cookie"].partition(";")[0]
    assert status == 303
    assert {ask(port, "/account", Cookie=cookie)[0] for _ in range(20)} == {200}


def test_a_connection_is_kept_for_longer_than_nginx_keeps_it(served):
    port, _ = served
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for pause in (2.5, 0):
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        assert (answer.status, answer.read(), answer.getheader("Connection")) == (200, b"ok\n", "keep-alive")
        time.sleep(pause)
    connection.close()
    assert "keepalive = 75" in (ROOT / "gunicorn.conf.py").read_text()


@pytest.mark.parametrize("header", ["X-Forwarded-Proto", "X-Forwarded-For", "Forwarded"])
def test_a_forwarded_header_is_not_believed_where_no_server_stands_in_front(served, header):
    port, _ = served
    value = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"}[header]
    status, text, headers = ask(port, "/metrics", **{header: value})
    assert "Strict-Transport-Security" not in headers
    assert (status, "waymark_" in text) == ((200, True) if header == "X-Forwarded-Proto" else (403, False))


def test_standard_error_holds_a_line_of_json_for_each_request_and_nothing_else(served):
    port, complaints = served
    ask(port, "/nowhere/Canary4243?q=Canary4243", Referer="http://localhost/Canary4243")
    lines = [line for line in complaints.read_text().splitlines() if not line.endswith(GARBLED)]
    assert {json.loads(line)["event"] for line in lines} <= {"request", "refusal"}
    assert not [line for line in lines if "Canary" in line]


@pytest.mark.parametrize(
    "line", ["GET link/Canary4243 HTTP/1.1", "GET /link/Canary4243 HTTP/9", "get /Canary4243 HTTP/1.1"]
)
@pytest.mark.parametrize("header", ["Host: localhost", "Cookie: Canary\x00 4243", "Canary4243 : x"])
def test_a_request_that_is_none_is_refused_and_nothing_of_it_is_in_the_log(served, line, header):
    port, complaints = served
    with socket.create_connection(("127.0.0.1", port), timeout=60) as sent:
        sent.sendall(f"{line}\r\n{header}\r\n\r\n".encode())
        assert sent.recv(12).startswith((b"HTTP/1.1 400", b"HTTP/1.1 505"))
        while sent.recv(4096):
            pass
    assert complaints.read_text().splitlines()[-1].endswith(GARBLED)
    assert "Canary" not in complaints.read_text()


def test_a_restart_makes_people_wait_and_refuses_nobody(environment, cookie, tmp_path):
    """They ask for pages without a pause, each on a connection of its own, while gunicorn ends and another begins."""
    answers, has_begun, is_over = [], threading.Event(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as held, concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        port = held.getsockname()[1]
        settings = {**environment, "WAYMARK_ADDRESS": f"http://localhost:{port}"}

        def ask_on():
            while not is_over.is_set():
                answers.append(ask(port, "/scorecard/missing-children-2023", Cookie=cookie)[0])
                has_begun.set()

        try:
            with gunicorn(settings, held, tmp_path / "first"):
                asking = [pool.submit(ask_on) for _ in range(THREADS)]
                assert has_begun.wait(60)
            answered_before = len(answers)
            with gunicorn(settings, held, tmp_path / "second"):
                assert ask(port, "/healthz")[0] == 200
                is_over.set()
                for one in asking:
                    one.result(60)
        finally:
            is_over.set()
    assert len(answers) > answered_before
    assert set(answers) == {200}


@pytest.fixture
def own_log():
    """Leaves the log as it was before a site in this very process sent it to standard error."""
    log = logging.getLogger("waymark")
    before = list(log.handlers)
    yield
    log.handlers = before
    log.setLevel(logging.NOTSET)


@pytest.mark.usefixtures("own_log")
@pytest.mark.parametrize(
    "change, words",
    [
        ({"WAYMARK_SECRET": ""}, "Set WAYMARK_SECRET"),
        ({"WAYMARK_SECRET": "short"}, "WAYMARK_SECRET is too short"),
        ({"WAYMARK_ADDRESS": ""}, "Set WAYMARK_ADDRESS"),
        ({"WAYMARK_DATABASE": "sqlite:////nowhere/at/all.db"}, "The database does not answer"),
    ],
)
def test_what_is_not_safe_is_refused_in_a_sentence_before_anything_listens(environment, change, words, capsys):
    for begin in (wsgi.create, wsgi.prepare):
        with pytest.raises(SystemExit) as stopped:
            begin({**environment, **change})
        complaint = capsys.readouterr().err
        assert stopped.value.code == wsgi.CANNOT_START
        assert complaint.startswith(words)
        assert complaint.count("\n") == 1


@pytest.mark.usefixtures("own_log")
def test_what_dash_makes_at_its_first_request_is_made_before_it(environment):
    made = {rule.endpoint for rule in wsgi.create(environment).url_map.iter_rules()}
    store = open_store(environment["WAYMARK_DATABASE"])
    cold = create_app(store)
    assert cold._got_first_request["setup_server"] is False
    cold.warm_up()
    store.close()
    assert cold._got_first_request["setup_server"] is True
    assert {rule.endpoint for rule in cold.server.url_map.iter_rules()} == made


@pytest.mark.usefixtures("own_log")
def test_waitress_serves_the_same_site(environment, cookie):
    with serving(listening(wsgi.create(environment), host="127.0.0.1", port=0)) as port:
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            answers = list(pool.map(lambda path: ask(port, path, Host="localhost", Cookie=cookie), PATHS))
    assert [status for status, _, _ in answers] == [200] * len(PATHS)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_what_another_server_passed_on_is_not_from_this_machine_under_waitress_either(empty_store, header):
    """Waitress takes such headers out unless it is told not to, and the request would look like this machine's own."""
    with serving(listening(create_app(empty_store).server, host="127.0.0.1", port=0)) as port:
        assert ask(port, "/upload")[0] == 200
        assert ask(port, "/upload", **{header: "for=192.0.2.7"})[0] == 303
