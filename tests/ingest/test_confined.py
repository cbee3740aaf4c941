"""The process that reads: the same answer as reading here, and nothing it does can hurt."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kpis.ingest import confined, confined_child
from kpis.ingest.comparator_reading import read_comparators
from kpis.ingest.confined import MOST_AT_ONCE, MOST_WAITING, read_comparators_apart, read_workbook_apart
from kpis.ingest.container import LARGEST_FILE_BYTES
from kpis.ingest.frames import read_frame, write_frame
from kpis.ingest.limits import allowance_for
from kpis.ingest.plain_reading import reading_from_json
from kpis.ingest.reading import read_workbook
from kpis.store.engine import ADDRESS_VARIABLE
from tests.builders import a_catalogue, a_csv, a_workbook
from tests.ingest.areas import KNOWN, a_long_file, looked_after, packed
from tests.ingest.hostile import HOSTILE

pytestmark = pytest.mark.clocked

ROOT = Path(__file__).parents[2]
CATALOGUE = a_catalogue()
ROWS = [["Ref", "Indicator", "Apr-23", "May-23"], ["T1", "Indicator T1", 56.6, "?"]]


@pytest.fixture
def readers(monkeypatch):
    """Processes of this test's own."""
    own = confined._Readers()
    monkeypatch.setattr(confined, "_readers", own)
    yield own
    own.close()


def codes(content=b"", name="a.csv"):
    return [problem.code for problem in read_workbook_apart(content or a_csv(ROWS), name, CATALOGUE).problems]


@pytest.mark.parametrize(
    "content, name",
    [(a_workbook(ROWS), "a.xlsx"), (a_csv(ROWS), "a.csv"), (b"", "a.xlsx"), (b"x", "\ud800.xlsx"), (b"x", "\x00")],
)
def test_another_process_gives_the_same_answer(content, name):
    assert read_workbook_apart(content, name, CATALOGUE) == read_workbook(content, name, CATALOGUE)


def test_a_process_is_used_again(readers):
    read_workbook_apart(a_csv(ROWS), "a.csv", CATALOGUE)
    (process,) = readers._idle
    read_workbook_apart(a_csv(ROWS), "a.csv", CATALOGUE)
    assert readers._idle == [process]


def test_a_process_that_died_while_idle_is_replaced(readers):
    codes()
    os.kill(readers._idle[0]._process.pid, signal.SIGKILL)
    time.sleep(0.1)
    assert codes() == [problem.code for problem in read_workbook(a_csv(ROWS), "a.csv", CATALOGUE).problems]


@pytest.mark.parametrize("program", ["/bin/false", "/no/such/program"])
def test_a_process_that_does_not_start_is_told_in_a_sentence(readers, monkeypatch, program):
    monkeypatch.setattr(confined.sys, "executable", program)
    assert codes() == ["E_READER_FAULT"]


def test_a_file_larger_than_allowed_is_not_sent(readers):
    assert codes(b"x" * (LARGEST_FILE_BYTES + 1)) == ["E_TOO_LARGE"]
    assert readers._idle == []


def test_too_many_at_once_are_told_to_wait(readers, monkeypatch):
    reading, go_on = threading.Semaphore(0), threading.Event()

    def wait(*_):
        reading.release()
        go_on.wait(10)
        return "read"

    monkeypatch.setattr(readers, "_take", lambda: None)
    monkeypatch.setattr(readers, "_read_with", wait)
    monkeypatch.setattr(confined, "WAIT_SECONDS", 10)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(read_workbook_apart(b"x", "a.csv", CATALOGUE)))
        for _ in range(MOST_AT_ONCE + MOST_WAITING)
    ]
    for thread in threads:
        thread.start()
    for _ in range(MOST_AT_ONCE):
        assert reading.acquire(timeout=5)
    while readers._places._value:
        time.sleep(0.01)
    assert not reading.acquire(timeout=0.1)
    assert codes() == ["E_BUSY"]
    go_on.set()
    for thread in threads:
        thread.join()
    assert answers == ["read"] * (MOST_AT_ONCE + MOST_WAITING)


def test_whoever_waits_too_long_is_told(readers, monkeypatch):
    monkeypatch.setattr(confined, "WAIT_SECONDS", 0.05)
    for _ in range(MOST_AT_ONCE):
        readers._turns.acquire()
    assert codes() == ["E_BUSY"]


def children_of(pid):
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def slow_file():
    """A text that a reader looks at again and again."""
    return HOSTILE["xlsx: a number format of 900 kB of brackets"][1]()


@pytest.mark.parametrize("stopped_by", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_copy_that_dies_refuses_the_file_and_nothing_else(readers, stopped_by):
    codes()
    (process,) = readers._idle
    while children_of(process._process.pid):  # the copy that has answered is still leaving
        time.sleep(0.01)
    refused = []
    thread = threading.Thread(target=lambda: refused.extend(codes(slow_file(), "a.xlsx")))
    thread.start()
    while not (copies := children_of(process._process.pid)):
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(copies[0], stopped_by)
    thread.join()
    assert refused == ["E_TOO_HEAVY"]
    assert "E_TOO_HEAVY" not in codes()


def test_the_clock_ends_what_takes_too_long(readers, monkeypatch):
    codes()
    monkeypatch.setattr(confined, "allowance_for", lambda cells: replace(allowance_for(0), clock_seconds=0.3))
    begun = time.perf_counter()
    assert codes(slow_file(), "a.xlsx") == ["E_TOO_HEAVY"]
    assert time.perf_counter() - begun < 2


def test_nothing_is_left_when_the_asking_process_is_killed():
    program = (
        "from tests.ingest.test_confined import slow_file, CATALOGUE, read_workbook_apart\n"
        "print('ready', flush=True)\n"
        "read_workbook_apart(slow_file(), 'a.xlsx', CATALOGUE)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT) as asking:
        asking.stdout.readline()
        while not (servers := children_of(asking.pid)) or not (copies := children_of(servers[0])):
            time.sleep(0.01)
        asking.kill()
    deadline = time.monotonic() + 2
    while alive := [pid for pid in (*servers, *copies) if is_running(pid)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.02)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_process_is_told_no_secret(readers, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, "postgresql://secret")
    codes()
    told = Path(f"/proc/{readers._idle[0]._process.pid}/environ").read_bytes()
    assert b"PYTHONPATH" in told
    assert b"secret" not in told


def test_it_reads_from_any_folder(tmp_path):
    program = (
        "from kpis.ingest.confined import read_workbook_apart as read\n"
        "from kpis.model.catalogue import Catalogue\n"
        "print([p.code for p in read(b'a,b', 'a.csv', Catalogue()).problems])"
    )
    settings = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "PYTHONWARNINGS": "error"}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=settings, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("['E_NO_TABLE']\n", "")


def answered(read, monkeypatch):
    monkeypatch.setattr(confined_child, "_read", read)
    out = io.BytesIO()
    confined_child.answer(pickle.dumps(("a.csv", CATALOGUE)), b"x", out)
    out.seek(0)
    frames = []
    while (frame := read_frame(out)) is not None:
        frames.append(frame)
    return frames


def test_a_fault_of_ours_is_told_by_its_place_and_not_by_what_a_cell_holds(monkeypatch):
    def fail(*_):
        raise KeyError("a child's name")

    begun, what, where = answered(fail, monkeypatch)
    assert (begun, what) == (b"begun", b"fault")
    assert where.startswith(b"KeyError, ")
    assert b"child" not in where.replace(b"confined_child.py", b"")


def test_memory_that_runs_out_is_told_as_such(monkeypatch):
    def fail(*_):
        raise MemoryError

    assert answered(fail, monkeypatch) == [b"begun", b"heavy"]


def test_a_workbook_is_answered_in_frames(monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr(confined_child, "CAN_FORK", False)
    confined_child.answer(pickle.dumps(("a.csv", CATALOGUE)), a_csv(ROWS), out)
    out.seek(0)
    assert [read_frame(out) for _ in range(4)] == [b"begun", b"size", b"8", b"answer"]
    assert reading_from_json(read_frame(out)) == read_workbook(a_csv(ROWS), "a.csv", CATALOGUE)


def test_an_answer_that_is_nonsense_refuses_the_file(readers, monkeypatch):
    codes()
    process = readers._idle[0]
    frames = iter([b"begun", b"answer", b"[1,2]"])
    monkeypatch.setattr(process, "_answer", lambda: next(frames))
    monkeypatch.setattr(process, "_ask", lambda *_: None)
    assert codes() == ["E_READER_FAULT"]


def test_half_a_frame_is_none():
    out = io.BytesIO()
    write_frame(out, b"abc")
    assert read_frame(io.BytesIO(out.getvalue()[:-1])) is None
    assert read_frame(io.BytesIO(b"\xff" * 8)) is None


def test_more_cells_may_take_more():
    small, large = allowance_for(0), allowance_for(100_000)
    assert small.memory_bytes < large.memory_bytes
    assert small.cpu_seconds < large.cpu_seconds
    assert small.clock_seconds < large.clock_seconds
    assert small.memory_bytes < 100_000_000
    assert small.clock_seconds < 4


def test_a_file_about_other_areas_is_read_apart_as_it_is_read_here():
    content = packed(a_long_file(looked_after(2025, "Plymouth", 101), looked_after(2025, "England", "c")))
    apart = read_comparators_apart(content, "lait.csv.gz", KNOWN)
    assert apart == read_comparators(content, "lait.csv.gz", KNOWN)
    assert len(apart.figures) == 2


def test_a_packed_file_that_grows_without_end_is_refused():
    bomb = packed(b"Short Desc,Years,LA and Regions,Values\n" + b"0" * 150_000_000)
    assert len(bomb) < 200_000
    (problem,) = read_comparators_apart(bomb, "lait.csv.gz", KNOWN).problems
    assert problem.code in ("E_TOO_LARGE", "E_TOO_HEAVY")
