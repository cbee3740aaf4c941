"""The power goes while SQLite writes: the journal is cut at any length, or only some pages have reached the disk."""

import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from kpis.cli import main
from kpis.store.engine import open_store
from kpis.store.tables import observations
from tests.store.dying_load import __file__ as CHILD
from tests.store.test_crash import CATALOGUE, write_figures

ROOT = Path(CHILD).parents[2]
FIGURES = 400
CUTS = 12
PAGES_LEFT_OUT = (0.1, 0.5, 0.9)
WRITTEN_OUT = bytes.fromhex("d9d505f920a163d7ffffffff")
"""How SQLite marks a journal of which all has reached the disk, the number of its pages to be counted."""
PAGE = re.compile(rb"(?s).{4096}")


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """A store before a second load, its journal just before that load's commit, and the store after it."""
    folder = tmp_path_factory.mktemp("power")
    (folder / "catalogue.csv").write_text("\n".join([*CATALOGUE, ""]))
    database = folder / "waymark.db"

    def asked(path):
        options = {"--by": "An advisor", "--catalogue": folder / "catalogue.csv", "--database": f"sqlite:///{database}"}
        return ["load", str(path), *(str(word) for option in options.items() for word in option)]

    assert main(asked(write_figures(folder, "one.csv", FIGURES))) == 0
    before = database.read_bytes()
    second = asked(write_figures(folder, "two.csv", FIGURES, start=5000))
    dying = [sys.executable, CHILD, "before the commit", *second]
    killed = subprocess.run(dying, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    journal = database.with_name("waymark.db-journal").read_bytes()
    assert database.read_bytes() == before
    assert main(second) == 0
    return before, journal, database.read_bytes()


def figures_after(folder, database, journal):
    """How many figures a store has that is opened after the power came back."""
    (folder / "waymark.db").write_bytes(database)
    (folder / "waymark.db-journal").write_bytes(journal)
    store = open_store(f"sqlite:///{folder / 'waymark.db'}")
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        count = connection.execute(sa.select(sa.func.count()).select_from(observations)).scalar_one()
    store.close()
    return count


def test_a_journal_cut_at_any_length_leaves_what_stood_before(cut, tmp_path):
    before, journal, after = cut
    assert len(after) > len(before) > 0 < len(journal)
    for length in [0, 1, 511, 512, len(journal), *random.sample(range(len(journal)), CUTS)]:
        assert figures_after(tmp_path, before, journal[:length]) == FIGURES, f"cut at {length} of {len(journal)}"


@pytest.mark.parametrize("share", PAGES_LEFT_OUT)
def test_a_store_of_which_only_some_pages_were_written_is_taken_back(cut, tmp_path, share):
    before, journal, after = cut
    old, new = PAGE.findall(before), PAGE.findall(after)
    pages = [old[n] if n < len(old) and random.random() < share else page for n, page in enumerate(new)]
    assert len(old) * 4096 == len(before)
    whole = WRITTEN_OUT + journal[len(WRITTEN_OUT) :]
    assert figures_after(tmp_path, b"".join(pages), whole) == FIGURES
