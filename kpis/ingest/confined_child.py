"""The other side of confined.py: a process that reads workbooks, each in a copy of itself with limits.

    python -m kpis.ingest.confined_child

It has paid for its imports before it is asked, so that a copy (a fork: there is one thread) begins at once. A copy
reads one workbook, writes its answer and ends; when it dies instead, this process ends too and another is started. It
ends as well when nobody holds its standard input any more, and takes the copy with it. Where a process cannot copy
itself (Windows) it reads one workbook itself, without limits but the clock of the process that asked, and ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kpis.ingest.collecting import collected_seldom
from kpis.ingest.comparator_reading import ComparatorReading, read_comparators
from kpis.ingest.comparator_rows import count_rows, is_text
from kpis.ingest.container import MOST_CELLS, measure_container
from kpis.ingest.frames import read_frame, write_frame
from kpis.ingest.limits import allowance_for, limit_this_process
from kpis.ingest.plain_reading import reading_as_json
from kpis.ingest.reading import Reading, read_workbook
from kpis.model.catalogue import Catalogue
from kpis.model.comparisons import KnownAreas
from kpis.model.errors import UnreadableFile

GIVES_WAY = 5
"""How far reading gives way to the site where both want the processor: pages go on at once while a workbook is read."""
CAN_FORK = hasattr(os, "fork")
BEGUN, SIZE, ANSWER, FAULT, TOO_HEAVY = b"begun", b"size", b"answer", b"fault", b"heavy"


def main() -> int:
    """Serves until the asking process is gone."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)
    gc.collect()
    gc.freeze()
    while (question := read_frame(asked)) is not None:
        content = read_frame(asked)
        if content is None:
            return 0
        if not CAN_FORK:
            answer(question, content, answers)
            return 0
        if not _answer_in_a_copy(question, content, asked, answers):
            return 1
        del question, content
    return 0


def _answer_in_a_copy(question: bytes, content: bytes, asked: BinaryIO, answers: BinaryIO) -> bool:
    """Whether the copy ended well. Nothing can be written after one that died in the middle of its answer."""
    ended, held = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(ended)
        with _never_returning(), collected_seldom():
            limit_this_process(allowance_for(0))
            answer(question, content, answers)
    os.close(held)
    waiting = select.poll()
    waiting.register(ended, select.POLLIN)
    waiting.register(asked, 0)  # for its end alone: the next question may be there before the copy is gone
    if ended not in dict(waiting.poll()):
        os.kill(copy, signal.SIGKILL)
    os.close(ended)
    return os.waitpid(copy, 0)[1] == 0


@contextlib.contextmanager
def _never_returning() -> Iterator[None]:
    """A copy ends here whatever happens, and never becomes a second server."""
    try:
        yield
    except BaseException:
        os._exit(1)
    os._exit(0)


def answer(question: bytes, content: bytes, answers: BinaryIO) -> None:
    """Reads one workbook and writes what came of it. The question is a pickle, from the process that we serve."""
    file_name, known = pickle.loads(question)  # noqa: S301
    write_frame(answers, BEGUN)
    try:
        if isinstance(known, KnownAreas):
            text = reading_as_json(_read_others(content, file_name, known, answers))
        else:
            text = reading_as_json(_read(content, file_name, known, answers))
    except MemoryError:
        write_frame(answers, TOO_HEAVY)
        return
    except Exception as failure:  # a fault of ours, whatever it is, is told by its place and never by what a cell holds
        write_frame(answers, FAULT)
        write_frame(answers, _place_of(failure).encode("ascii", "replace"))
        return
    write_frame(answers, ANSWER)
    write_frame(answers, text)


def _read(content: bytes, file_name: str, catalogue: Catalogue, answers: BinaryIO) -> Reading:
    try:
        measured = measure_container(content, file_name)
    except UnreadableFile as refusal:
        return Reading(problems=(refusal.problem,))
    _allow(measured.cells, answers)
    return read_workbook(content, file_name, catalogue, measured.kind)


def _read_others(content: bytes, file_name: str, known: KnownAreas, answers: BinaryIO) -> ComparatorReading:
    """A row of a text costs about what a cell of a workbook does, because no cell is made of it."""
    try:
        size = count_rows(content) if is_text(content, file_name) else measure_container(content, file_name).cells
    except UnreadableFile as refusal:
        return ComparatorReading(problems=(refusal.problem,))
    _allow(min(size, MOST_CELLS), answers)
    return read_comparators(content, file_name, known)


def _allow(cells: int, answers: BinaryIO) -> None:
    write_frame(answers, SIZE)
    write_frame(answers, str(cells).encode("ascii"))
    if CAN_FORK:
        limit_this_process(allowance_for(cells))


def _place_of(failure: Exception) -> str:
    steps = traceback.extract_tb(failure.__traceback__)
    ours = [step for step in steps if Path(step.filename).parent.parent.name in ("kpis", "ingest")] or list(steps)
    where = f", {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    return f"{type(failure).__name__}{where}"


if __name__ == "__main__":
    sys.exit(main())
