"""Nothing is lost: kill -9, a full disk, two processes at once. Afterwards the store is whole and a retry works."""

import csv
import io
import random
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from kpis.cli import main
from kpis.store.engine import open_store
from kpis.store.tables import observations, uploads
from tests.store.dying_load import POINTS

CHILD = Path(__file__).with_name("dying_load.py")
ROOT = CHILD.parents[2]
INDICATORS = 40
CATALOGUE = ["code,scorecard,section,name,unit,basis,polarity,decimals"] + [
    f"X{n:02d},tests,Visits,Measure {n:02d},count,in_month,no_judgement,0" for n in range(INDICATORS)
]
HEADINGS = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
RANDOM_MOMENTS = 2


def write_figures(folder, name, rows, start=0):
    """A csv of so many figures, the same for the same start."""
    months = [f"{year}-{month:02d}" for year in range(1995, 2023) for month in range(1, 13)]
    lines = [f"Visits,,Measure {n % INDICATORS:02d},{months[n // INDICATORS]},,,{start + n},,," for n in range(rows)]
    path = folder / name
    path.write_text("\n".join([HEADINGS, *lines, ""]))
    return path


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.csv"
    path.write_text("\n".join([*CATALOGUE, ""]))
    return path


@pytest.fixture(scope="module")
def asked(catalogue):
    """A load as it is asked for on the command line."""

    def words(path, database):
        options = {"--by": "An advisor", "--catalogue": catalogue, "--database": database}
        return ["load", str(path), *(str(word) for option in options.items() for word in option)]

    return words


@pytest.fixture(scope="module")
def begin(asked):
    """Starts a load in a process of its own, which dies at a point where one is named."""

    def started(path, database, point="never", **how):
        return subprocess.Popen(
            [sys.executable, str(CHILD), point, *asked(path, database)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **how,
        )

    return started


@pytest.fixture
def retry(asked, capsys):
    """Loads a file that failed once more, and says whether that succeeded and what was printed."""

    def again(path, database):
        status = main(asked(path, database))
        return status, capsys.readouterr().out

    return again


@pytest.fixture(scope="module")
def seconds(begin, tmp_path_factory):
    """How long such a process takes for ten thousand figures."""
    folder = tmp_path_factory.mktemp("timed")
    path = write_figures(folder, "timed.csv", 10_000)
    start = time.monotonic()
    assert ended(begin(path, f"sqlite:///{folder / 'timed.db'}"))[0] == 0
    return time.monotonic() - start


def ended(process):
    """A process's exit status, what it printed and what it complained of."""
    out, complaint = process.communicate(timeout=60)
    return process.returncode, out, complaint


def figures_in(address):
    """How many figures are kept, once every one of them was found in its cell of a kept original."""
    store = open_store(address)
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        originals = {
            row.id: list(csv.reader(io.StringIO(row.content.decode())))
            for row in connection.execute(sa.select(uploads.c.id, uploads.c.content))
        }
        kept = connection.execute(sa.select(observations)).all()
    store.close()
    for row in kept:
        letter, number = re.fullmatch(r"([A-Z])(\d+)", row.cell).groups()
        assert originals[row.upload_id][int(number) - 1][ord(letter) - ord("A")] == row.as_written
        assert float(row.as_written) == row.value
    return len(kept)


@pytest.mark.parametrize("point", POINTS)
def test_a_load_that_is_killed_leaves_all_or_nothing_and_a_retry_works(store, begin, retry, address, tmp_path, point):
    path = write_figures(tmp_path, "march.csv", 400)
    assert ended(begin(path, address, point))[0] == -signal.SIGKILL
    assert figures_in(address) == (400 if point == "after the commit" else 0)
    status, out = retry(path, address)
    assert (status, figures_in(address)) == (0, 400)
    assert ("Nothing has changed" in out) == (point == "after the commit")


def test_a_load_of_ten_thousand_figures_that_is_killed_at_any_moment_leaves_all_or_nothing(
    store, begin, retry, address, seconds, tmp_path
):
    for turn in range(RANDOM_MOMENTS):
        path = write_figures(tmp_path, f"turn {turn}.csv", 10_000, start=turn)
        moment = random.uniform(0.3, 1) * seconds
        process = begin(path, address)
        time.sleep(moment)
        process.kill()
        ended(process)
        kept = figures_in(address)
        assert kept % 10_000 == 0, f"killed after {moment:.3f} of {seconds:.3f} seconds, {kept} figures are kept"
    assert retry(path, address)[0] == 0
    assert figures_in(address) in (10_000, 20_000)


def test_the_same_file_four_times_at_once_is_taken_in_once(store, begin, address, tmp_path):
    path = write_figures(tmp_path, "march.csv", 400)
    answers = [ended(process) for process in [begin(path, address) for _ in range(4)]]
    assert [(status, complaint) for status, _, complaint in answers] == [(0, "")] * 4
    assert sorted("Nothing has changed" in out for _, out, _ in answers) == [False, True, True, True]
    assert figures_in(address) == 400


def test_two_processes_with_different_files_both_succeed(store, begin, address, tmp_path):
    paths = [write_figures(tmp_path, f"{name}.csv", 400, start) for name, start in (("one", 0), ("two", 5000))]
    answers = [ended(process) for process in [begin(path, address) for path in paths]]
    assert [(status, complaint) for status, _, complaint in answers] == [(0, "")] * 2
    assert figures_in(address) == 800
    with store.reading() as connection:
        counted = sa.select(observations.c.upload_id, sa.func.count()).group_by(observations.c.upload_id)
        assert [count for _, count in connection.execute(counted)] == [400, 400]


def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(begin, retry, tmp_path):
    path, database = write_figures(tmp_path, "march.csv", 4000), f"sqlite:///{tmp_path / 'small.db'}"
    open_store(database).close()
    most = (tmp_path / "small.db").stat().st_size + 200_000
    small = begin(path, database, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    it_is_told_that_the_disk_is_full(small)
    assert figures_in(database) == 0
    assert retry(path, database)[0] == 0
    assert figures_in(database) == 4000


def test_a_full_disk_of_a_server_is_told_in_one_sentence_and_leaves_nothing(postgresql, begin, retry, tmp_path):
    path, database = write_figures(tmp_path, "march.csv", 4000), postgresql.replace("/postgres?", "/full?")
    maker = sa.create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.exec_driver_sql('CREATE DATABASE "full"')
    maker.dispose()
    with a_full_disk(database):
        it_is_told_that_the_disk_is_full(begin(path, database))
    assert figures_in(database) == 0
    assert retry(path, database)[0] == 0
    assert figures_in(database) == 4000


def it_is_told_that_the_disk_is_full(process):
    status, _, complaint = ended(process)
    assert status == 2
    assert re.fullmatch(r"The database does not answer: [^\n]*\.\n", complaint), complaint


class a_full_disk:
    """PostgreSQL says of the 2,000th figure what it says when its disk is full."""

    def __init__(self, address):
        self._address = address

    def _run(self, *statements):
        store = open_store(self._address)
        with store.writing() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        store.close()

    def __enter__(self):
        self._run(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING "
            "ERRCODE = 'disk_full', MESSAGE = 'could not extend file: No space left on device'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON observations FOR EACH ROW "
            "WHEN (NEW.value = 2000) EXECUTE FUNCTION refuse()",
        )

    def __exit__(self, *_):
        self._run("DROP TRIGGER full_disk ON observations", "DROP FUNCTION refuse()")
