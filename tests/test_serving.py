"""The server that other tests ask: when a test ends it leaves nothing open."""

import socket
from contextlib import suppress
from pathlib import Path

import waitress

from tests.serving import serving

LONG_ANSWER = b"x" * 20_000_000
OPEN_FILES = Path("/proc/self/fd")


def answers_at_length(_environ, start_response):
    start_response("200 OK", [("Content-Length", str(len(LONG_ANSWER)))])
    return [LONG_ANSWER]


def test_a_reader_who_stops_in_the_middle_of_a_long_answer_leaves_no_file_open():
    before = held_answers()
    with socket.socket() as reader:
        with serving(waitress.create_server(answers_at_length, host="127.0.0.1", port=0)) as port:
            reader.connect(("127.0.0.1", int(port)))
            reader.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            read_into_the_answer(reader)
            held = held_answers() - before
        # The reader is still connected, as a browser would be.
        assert held
        assert not held & held_answers()


def read_into_the_answer(reader: socket.socket) -> None:
    """Reads as far as the answer itself: the heading above it may arrive before the server has the rest to keep."""
    received = b""
    while not received.partition(b"\r\n\r\n")[2]:
        received += reader.recv(1000)
    assert received.startswith(b"HTTP/1.1 200 OK")


def held_answers() -> set[str]:
    """The files without a name that this process has open: where a server keeps what a slow reader has not taken."""
    held = set()
    for link in OPEN_FILES.iterdir():
        with suppress(FileNotFoundError):
            held.add(str(link.readlink()))
    return {file for file in held if "(deleted)" in file}
