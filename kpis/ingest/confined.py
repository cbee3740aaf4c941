"""Reads a workbook in a process of its own, so that no file can stop the site or take its memory.

Some files make a reader abort the whole process, or take gigabytes. Such a reading is ended at its limits, and the file
refused in one sentence. The process holds neither the database's address nor anything else of ours, answers in plain
JSON, and ends when this one does. On Windows, which knows no limits of memory and CPU time, the clock alone holds.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeVar, cast

from kpis.ingest.comparator_reading import ComparatorReading
from kpis.ingest.comparator_rows import LARGEST_TEXT_BYTES, text_of
from kpis.ingest.confined_child import ANSWER, BEGUN, CAN_FORK, FAULT, SIZE
from kpis.ingest.container import LARGEST_FILE_BYTES, MOST_CELLS, check_container
from kpis.ingest.frames import read_frame, write_frame
from kpis.ingest.limits import allowance_for
from kpis.ingest.plain_reading import from_json
from kpis.ingest.reading import Reading
from kpis.ingest.refusal import TABLE_ALONE, refusal
from kpis.model.catalogue import Catalogue
from kpis.model.comparisons import KnownAreas
from kpis.model.errors import UnreadableFile

MOST_AT_ONCE = 2
MOST_WAITING = 3
"""Fewer than the site's threads, so that one is always free to answer."""
WAIT_SECONDS = 20.0
START_SECONDS = 20.0
"""For a new process to import the readers: half a second on an idle machine."""
LONGEST_FAULT = 120
KEPT_SETTINGS = ("SYSTEMROOT", "PATH", "LANG", "LC_ALL", "TZ")
ROOT = Path(__file__).parents[2]
Answer = TypeVar("Answer")


def read_workbook_apart(content: bytes, file_name: str, catalogue: Catalogue) -> Reading:
    """The same answer as read_workbook gives, from another process. A file that is too much gives one problem."""
    try:
        if len(content) > LARGEST_FILE_BYTES:
            check_container(content, file_name)  # refuses it here: it is not worth sending
        return _readers.read(content, file_name, catalogue, Reading)
    except UnreadableFile as refused:
        return Reading(problems=(refused.problem,))


def read_comparators_apart(content: bytes, file_name: str, known: KnownAreas) -> ComparatorReading:
    """The same answer as read_comparators gives, from another process."""
    try:
        if len(content) > LARGEST_TEXT_BYTES:
            text_of(content)  # refuses it here
        return _readers.read(content, file_name, known, ComparatorReading)
    except UnreadableFile as refused:
        return ComparatorReading(problems=(refused.problem,))


class _NotBegun(Exception):
    """The process ended before it looked at the file: it was at fault, and not the file."""


class _Process:
    """One process that reads, with its pipes. Used by one thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kpis.ingest.confined_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=_settings(),
            start_new_session=True,
        )
        self._asks, self._answers = (cast(IO[bytes], s) for s in (self._process.stdin, self._process.stdout))

    def read(self, content: bytes, file_name: str, known: Catalogue | KnownAreas, kind: type[Answer]) -> Answer:
        """Raises UnreadableFile when the process died over the file, or _NotBegun; it is then of no further use."""
        try:
            with self._killed_after(START_SECONDS):
                self._ask(pickle.dumps((file_name, known)), content)
                begun = self._answer()
        except OSError:
            begun = None
        if begun != BEGUN:
            raise _NotBegun
        with self._killed_after(allowance_for(0).clock_seconds):
            what = self._answer()
        if what == SIZE:
            size = self._answer() or b""
            cells = min(int(size), MOST_CELLS) if size.isdigit() else 0
            with self._killed_after(allowance_for(cells).clock_seconds):
                return self._result(self._answer(), kind)
        return self._result(what, kind)

    def _result(self, what: bytes | None, kind: type[Answer]) -> Answer:
        text = self._answer() if what in (ANSWER, FAULT) else None
        if text is None:
            raise refusal("E_TOO_HEAVY", "takes more time or memory to read than a table of figures does", TABLE_ALONE)
        if what == FAULT:
            where = re.sub(r"[^\w .,]", "", text[:LONGEST_FAULT].decode("ascii", "replace"))
            raise refusal("E_READER_FAULT", f"stopped the program that read it ({where})", TABLE_ALONE)
        try:
            return from_json(text, kind)
        except ValueError:
            raise refusal("E_READER_FAULT", "made the program that read it answer nonsense", TABLE_ALONE) from None

    def _ask(self, *frames: bytes) -> None:
        for frame in frames:
            write_frame(self._asks, frame)

    def _answer(self) -> bytes | None:
        return read_frame(self._answers)

    @contextlib.contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        """A timer and not a time limit on reading, which pipes do not have on Windows."""
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _kill(self) -> None:
        """The process and its copy: they are a group of their own."""
        with contextlib.suppress(OSError):
            if CAN_FORK:
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def close(self) -> None:
        """Ends the process, whatever it is doing, and waits until it is gone."""
        if self._process.returncode is None:
            self._kill()
        self._process.wait()
        for stream in (self._asks, self._answers):
            with contextlib.suppress(OSError):  # what was not sent is of no use any more
                stream.close()


class _Readers:
    """The processes there are: started when first needed, and kept for the next workbook."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE + MOST_WAITING)
        self._idle: list[_Process] = []

    def read(self, content: bytes, file_name: str, known: Catalogue | KnownAreas, kind: type[Answer]) -> Answer:
        """Raises UnreadableFile, also when too many others wait."""
        with _held(self._places, 0), _held(self._turns, WAIT_SECONDS):
            for _ in range(2):  # one that was kept may have ended meanwhile
                with contextlib.suppress(_NotBegun):
                    return self._read_with(self._take(), content, file_name, known, kind)
            raise refusal("E_READER_FAULT", "cannot be read: the program that reads does not start", "Try again.")

    def _take(self) -> _Process:
        try:
            return self._idle.pop()
        except IndexError:
            pass
        try:
            return _Process()
        except OSError:
            raise _NotBegun from None

    def _read_with(
        self, process: _Process, content: bytes, file_name: str, known: Catalogue | KnownAreas, kind: type[Answer]
    ) -> Answer:
        try:
            reading = process.read(content, file_name, known, kind)
        except BaseException:
            process.close()
            raise
        if CAN_FORK:
            self._idle.append(process)
        else:
            process.close()
        return reading

    def close(self) -> None:
        """Ends those that wait for work."""
        while self._idle:
            self._idle.pop().close()


@contextlib.contextmanager
def _held(semaphore: threading.BoundedSemaphore, seconds: float) -> Iterator[None]:
    if not semaphore.acquire(timeout=seconds):
        raise refusal("E_BUSY", "waits behind others that are being read", "Try again in a minute.")
    try:
        yield
    finally:
        semaphore.release()


def _settings() -> dict[str, str]:
    """What the process is told: where its modules are, and nothing that is secret."""
    kept = {name: os.environ[name] for name in KEPT_SETTINGS if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), *(path for path in sys.path if path)])}


_readers = _Readers()


def _begin_anew() -> None:
    """In a copy of this process, which may not use the pipes of the original."""
    global _readers
    _readers = _Readers()


def close_readers() -> None:
    """Ends the processes that wait for work; the next workbook starts another."""
    _readers.close()


atexit.register(close_readers)
if CAN_FORK:
    os.register_at_fork(after_in_child=_begin_anew)
