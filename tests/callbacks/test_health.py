"""The site answers while workbooks are being read, however heavy they are and however many people send them."""

import http.client
import queue
import threading
import time

import pytest
import waitress

from kpis.ingest.confined import MOST_AT_ONCE, MOST_WAITING
from tests.ingest.hostile import HOSTILE
from tests.serving import serving

pytestmark = pytest.mark.clocked

THREADS = 8
AT_ONCE_SECONDS = 1.0
A_PAGE_SECONDS = 2.0
PAGES = ("/", "/scorecard/indicators-of-success-2023", "/indicator/N12")
WORST = (
    "xlsx: 200 MB of blanks",
    "xlsx: a number format of 900 kB of brackets",
    "xlsx: names",
    "xlsx: one rule of entry for many places",
    "ods: tags inside tags of a text",
    "ods: a text of 90 MB",
    "csv: a line of 20 MB",
    "csv: a list of names that nobody knows",
)
"""Of each kind, those that cost the readers the most time, the most memory or the longest answer."""


@pytest.fixture
def address(app):
    with serving(waitress.create_server(app.server, host="127.0.0.1", port=0, threads=THREADS)) as port:
        yield "127.0.0.1", port


def ask(address, path, body=None):
    connection = http.client.HTTPConnection(*address, timeout=60)
    origin = f"http://{address[0]}:{address[1]}"
    headers = {"Content-Type": "multipart/form-data; boundary=--x", "Origin": origin} if body else {}
    connection.request("POST" if body else "GET", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def form(content, name):
    fields = b'----x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n'
    file = f'----x\r\nContent-Disposition: form-data; name="workbook"; filename="{name}"\r\n\r\n'.encode()
    return fields + file + content + b"\r\n----x--\r\n"


def test_the_site_answers_while_heavy_workbooks_are_read(address):
    file_name, make = HOSTILE["xlsx: tags inside tags"]
    body, answers = form(make(), file_name), []
    senders = [
        threading.Thread(target=lambda: answers.append(ask(address, "/upload", body)))
        for _ in range(MOST_AT_ONCE + MOST_WAITING + 1)
    ]
    for sender in senders:
        sender.start()
    slowest, asked = 0.0, 0
    while any(sender.is_alive() for sender in senders):
        begun = time.perf_counter()
        assert ask(address, "/healthz") == (200, "ok\n")
        slowest, asked = max(slowest, time.perf_counter() - begun), asked + 1
        time.sleep(0.05)
    assert asked > 10
    assert slowest < AT_ONCE_SECONDS
    texts = [text for _, text in answers]
    assert len(texts) == len(senders)
    assert all("takes more time or memory" in text or "waits behind others" in text for text in texts)
    assert any("waits behind others" in text for text in texts)


def test_the_site_answers_while_several_of_the_worst_files_are_thrown_at_it_at_once(address):
    bodies = [form(make(), file_name) for file_name, make in (HOSTILE[name] for name in WORST)]
    waiting, answers = queue.SimpleQueue(), []
    for body in bodies:
        waiting.put(body)

    def throw():
        while not waiting.empty():
            answers.append(ask(address, "/upload", waiting.get()))

    senders = [threading.Thread(target=throw) for _ in range(MOST_AT_ONCE + MOST_WAITING)]
    for sender in senders:
        sender.start()
    slowest = dict.fromkeys(("/healthz", *PAGES), 0.0)
    asked = 0
    while any(sender.is_alive() for sender in senders):
        for path in slowest:
            begun = time.perf_counter()
            assert ask(address, path)[0] == 200
            slowest[path] = max(slowest[path], time.perf_counter() - begun)
        asked += 1
        time.sleep(0.05)
    assert asked > 10
    assert slowest.pop("/healthz") < AT_ONCE_SECONDS
    assert max(slowest.values()) < A_PAGE_SECONDS, slowest
    assert sorted(status for status, _ in answers) == [422] * len(WORST)
    assert all("This workbook cannot be taken in" in text for _, text in answers)


def test_fewer_may_wait_than_the_site_has_threads():
    assert MOST_AT_ONCE + MOST_WAITING < THREADS
