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
            assert reader.recv(1000).startswith(b"HTTP/1.1 200 OK")
            held = held_answers()
        # The reader is still connected, as a browser would be.
        assert (held, held_answers()) == (before + 1, before)


def held_answers() -> int:
    """How many files without a name this process has open: where a server keeps what a slow reader has not taken."""
    held = 0
    for link in OPEN_FILES.iterdir():
        with suppress(FileNotFoundError):
            held += "(deleted)" in str(link.readlink())
    return held
