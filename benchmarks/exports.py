"""How long each kind of file of the 67-row scorecard takes to make, how large it is, and whether its bytes repeat.

    python -m benchmarks.exports [--runs 5]

The first time is that of a fresh process for that kind (its libraries are loaded in it); the rest are medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app import load_published
from kpis.exports.files import FileKind, scorecard_file
from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for
from kpis.store.engine import open_store

NAME = "indicators-of-success-2023"


def from_the_command_line(database: str, kind: FileKind, folder: Path) -> float:
    """Seconds that the whole command takes, Python's own start included."""
    command = [
        sys.executable,
        "-m",
        "kpis",
        "export",
        NAME,
        "--to",
        str(folder / f"card.{kind}"),
        "--database",
        database,
    ]
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Times the files of the 67-row scorecard.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        database = f"sqlite:///{Path(name) / 'waymark.db'}"
        store = open_store(database)
        load_published(store)
        scorecard = scorecard_for(store, Asker("a benchmark"), NAME)
        print(f"{'':6} {'first, s':>9} {'then, s':>9} {'command, s':>11} {'kB':>7}  same bytes")
        for kind in FileKind:
            seconds, contents = [], set()
            for _ in range(runs + 1):
                begun = time.perf_counter()
                contents.add(scorecard_file(scorecard, kind).content)
                seconds.append(time.perf_counter() - begun)
            command = statistics.median(from_the_command_line(database, kind, Path(name)) for _ in range(runs))
            kilobytes = max(len(content) for content in contents) / 1000
            then = statistics.median(seconds[1:])
            same = "yes" if len(contents) == 1 else "NO"
            print(f"{kind:6} {seconds[0]:9.2f} {then:9.2f} {command:11.2f} {kilobytes:7.1f}  {same}")
        store.close()


if __name__ == "__main__":
    main()
