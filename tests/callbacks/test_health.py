"""The site answers while workbooks are being read, however heavy they are and however many people send them."""

import http.client
import threading
import time

import pytest
import waitress

from kpis.ingest.confined import MOST_AT_ONCE, MOST_WAITING
from tests.ingest.hostile import HOSTILE

THREADS = 8
AT_ONCE_SECONDS = 1.0


@pytest.fixture
def address(app):
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=THREADS)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield "127.0.0.1", server.effective_port
    server.close()
    server.trigger.close()
    server.task_dispatcher.shutdown()
    thread.join(5)


def ask(address, path, body=None):
    connection = http.client.HTTPConnection(*address, timeout=60)
    headers = {"Content-Type": "multipart/form-data; boundary=--x"} if body else {}
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


def test_fewer_may_wait_than_the_site_has_threads():
    assert MOST_AT_ONCE + MOST_WAITING < THREADS
