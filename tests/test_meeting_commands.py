"""Meetings, publishing and taking away what was published, from the command line."""

import json

import pytest

from kpis.cli import main
from kpis.operations.withdrawing import withdraw
from kpis.store.engine import open_store
from tests.operations.builders import GOOD, OFFICER, REVISED, load
from tests.operations.test_disclosure import FIGURES, JUNE, add

PUBLISH = ("publish", "tests", "--meeting", "2023-07-18", "--by", "An advisor")


@pytest.fixture
def address(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(address)
    load(store, GOOD)
    store.close()
    return address


@pytest.fixture
def run(address, capsys):
    """Runs one command: (status, standard output, standard error)."""

    def command(*arguments):
        try:
            status = main([*map(str, arguments), "--database", address])
        except SystemExit as stopped:
            status = stopped.code
        return status, *capsys.readouterr()

    return command


@pytest.fixture
def met(run):
    """With a meeting on 18 July 2023."""
    assert run("meetings", "--add", "Scrutiny", "--on", "2023-07-18", "--by", "An advisor")[0] == 0
    return run


def test_meetings_are_added_and_listed(run):
    assert run("meetings") == (0, "No meeting has been added yet.\n", "")
    assert run("meetings", "--add", "Scrutiny", "--on", "2023-07-18") == (0, "2023-07-18  Scrutiny\n", "")
    assert run(*PUBLISH)[0] == 1
    assert run("meetings")[1] == "2023-07-18  Scrutiny\n  1  Tests, 2023-03\n"


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("--add", "Scrutiny"), "Give the day of the meeting, such as 18 July 2023 or 2023-07-18."),
        (("--add", " ", "--on", "2023-07-18"), "Name the committee, in 1 to 200 letters."),
    ],
)
def test_a_meeting_that_cannot_be_added_is_refused(run, arguments, sentence):
    assert run("meetings", *arguments) == (2, "", sentence + "\n")


def test_publishing_says_what_was_published_and_what_it_lacks(met):
    status, out, err = met(*PUBLISH, "--format", "json")
    done = json.loads(out)
    assert (status, err) == (1, "")
    assert (done["publication"], done["committee"], done["meeting"], done["period"]) == (
        1, "Scrutiny", "2023-07-18", "2023-03",
    )  # fmt: skip
    assert done["missing"][0] == "Visits in time is red (64.1%), and nothing says why."


def test_publishing_over_a_publication_is_refused(met):
    met(*PUBLISH)
    status, out, err = met(*PUBLISH)
    assert (status, out) == (2, "")
    assert err.startswith("Tests is published for this meeting already, as publication 1.")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "changes, sentence",
    [
        (("--meeting", "2023-07-19"), "There is no meeting on 2023-07-19. Add it first, on the page Meetings."),
        (
            ("--meeting", "July"),
            '"July" is not a day. Give the day of the meeting, such as 18 July 2023 or 2023-07-18.',
        ),
        (("--committee", "Planning"), "There is no meeting on 2023-07-18. Add it first, on the page Meetings."),
        (("--by", " "), "Give your name, in 1 to 120 letters."),
        (("--period", "2023-09"), "There are no figures for September 2023."),
    ],
)
def test_what_cannot_be_published_is_refused_in_one_sentence(met, changes, sentence):
    status, out, err = met(*PUBLISH, *changes)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)
    assert met("meetings")[1] == "2023-07-18  Scrutiny\n"


def test_what_would_give_a_small_number_away_is_published_with_more_withheld(address, run):
    store = open_store(address)
    add(store, JUNE, T=43, **FIGURES)
    store.close()
    for day in ("2022-07-18", "2022-09-12"):
        run("meetings", "--add", "Scrutiny", "--on", day)
    asked = ("publish", "tests", "--by", "An advisor", "--period", "2022-06", "--meeting")
    assert run(*asked, "2022-07-18")[0] in (0, 1)
    store = open_store(address)
    add(store, JUNE, "revised.csv", T=50, B=15)
    store.close()
    status, out, err = run(*asked, "2022-09-12")
    assert (status, out) == (2, "")
    assert "It would give away a small number beside publication 1: Ash, June 2022" in err
    assert "(--withhold-too): " in err
    assert run(*asked, "2022-09-12", "--withhold-too")[0] in (0, 1)
    assert run("meetings")[1].count("Tests, 2022-06") == 2


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "pdf"])
def test_what_was_published_is_taken_away_the_same_each_time_whatever_came_since(met, address, tmp_path, ending):
    met(*PUBLISH)
    files = []
    for name in ("first", "again"):
        path = tmp_path / f"{name}.{ending}"
        assert met("export", "tests", "--meeting", "2023-07-18", "--to", path) == (0, "", "")
        files.append(path.read_bytes())
        store = open_store(address)
        load(store, REVISED)
        store.close()
    assert files[0] == files[1]


def test_an_export_of_a_publication_is_for_an_audience(met, tmp_path):
    met(*PUBLISH)
    path = tmp_path / "public.json"
    met("export", "--meeting", "2023-07-18", "--audience", "public", "--to", path)
    assert json.loads(path.read_text())["audience"] == "public"


def test_an_export_of_what_was_not_published_is_refused(met, address, tmp_path):
    path = tmp_path / "no.csv"
    asked = ("export", "tests", "--to", path, "--meeting")
    assert met(*asked, "2023-07-18") == (2, "", "There is no publication for a meeting on 18 July 2023.\n")
    met(*PUBLISH)
    assert met("export", "others", "--to", path, "--meeting", "2023-07-18") == (
        2, "", "There is no publication for a meeting on 18 July 2023. There is: tests for Scrutiny.\n",
    )  # fmt: skip
    assert met(*asked, "2023-07-18", "--period", "2023-02") == (
        2, "", "What was published for a meeting has its own period: leave out --period.\n",
    )  # fmt: skip
    store = open_store(address)
    withdraw(store, OFFICER, 1, "Wrong")
    store.close()
    assert met(*asked, "2023-07-18")[0] == 2
    assert not path.exists()


def test_of_two_committees_on_a_day_one_is_named(met, tmp_path):
    met("meetings", "--add", "Corporate Parenting", "--on", "2023-07-18")
    assert met(*PUBLISH)[2].startswith("Several committees meet on 2023-07-18: Scrutiny; Corporate Parenting.")
    for committee in ("Scrutiny", "Corporate Parenting"):
        assert met(*PUBLISH, "--committee", committee)[0] == 1
    path = tmp_path / "one.csv"
    asked = ("export", "tests", "--to", path, "--meeting", "2023-07-18")
    assert met(*asked)[2] == (
        "Say which scorecard and which committee. There is: tests for Corporate Parenting; tests for Scrutiny.\n"
    )
    assert met(*asked, "--committee", "scrutiny") == (0, "", "")
