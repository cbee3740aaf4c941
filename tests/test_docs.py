"""The documents cannot lag behind the code."""

import ast
import csv
import re
from pathlib import Path

import pytest

from kpis.cli import _parser
from kpis.ingest.catalogue_sheet import COLUMNS
from kpis.methods.annual_trend import SIGNIFICANT
from kpis.methods.intervals import FEWEST_FOR_BYAR, Z
from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.methods.process_limits import LIMIT_FACTOR, SCREEN_FACTOR
from kpis.methods.special_causes import RUN_LENGTH
from kpis.model.intervals import NoInterval, NotFragile, NoTrend
from kpis.model.process import NoAssurance, NoProcess
from kpis.model.rebaselines import NotPlaced
from kpis.scorecard.departures import DEPARTURES
from kpis.store.engine import ADDRESS_VARIABLE

ROOT = Path(__file__).parents[1]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def commands():
    return sorted(_parser()._subparsers._group_actions[0].choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_has_its_section(command):
    assert f"## {command}\n" in read("docs/commands.md")
    assert f"python -m kpis {command}" in read("README.md")


def test_every_option_of_a_command_is_in_its_section():
    document = read("docs/commands.md")
    for command, parser in _parser()._subparsers._group_actions[0].choices.items():
        section = document.partition(f"## {command}\n")[2].partition("\n## ")[0]
        options = [o for action in parser._actions for o in action.option_strings if o not in ("-h", "--help")]
        assert [o for o in options if o not in section and o != "--database"] == [], command


def test_every_column_of_the_catalogue_is_explained():
    document = read("docs/catalogue.md").replace(",", "")
    assert [column for column in COLUMNS if f" {column} " not in document] == []


def test_every_code_of_the_readers_and_checks_is_explained():
    codes = set()
    for path in (ROOT / "kpis" / "ingest").rglob("*.py"):
        codes |= set(re.findall(r'"([EWC]_[A-Z_]+)"', path.read_text()))
    assert codes
    assert [code for code in sorted(codes) if code not in read("docs/workbooks.md")] == []


def test_no_two_files_share_a_checks_code():
    found = {}
    for path in (ROOT / "kpis" / "ingest" / "checks").glob("*.py"):
        for code in set(re.findall(r'"([EWC]_[A-Z_]+)"', path.read_text())):
            assert code not in found, f"{code} is in {path.name} and {found[code]}"
            found[code] = path.name


def test_every_file_in_data_is_listed():
    listed = read("data/README.md")
    files = [p for p in (ROOT / "data").rglob("*") if p.is_file() and p.name != "README.md"]
    assert [p.name for p in files if p.name not in listed] == []


def test_every_method_has_its_section():
    document = read("docs/methods.md")
    methods = [p.stem for p in (ROOT / "kpis" / "methods").glob("*.py") if p.stem != "__init__"]
    assert [name for name in methods if f"\n## {name}\n" not in document] == []


@pytest.mark.parametrize("reasons", [NoProcess, NoAssurance, NotPlaced, NoInterval, NoTrend, NotFragile])
def test_every_reason_of_a_method_is_explained(reasons):
    document = read("docs/methods.md").replace("_", " ")
    assert [reason for reason in reasons if reason.replace("_", " ") not in document] == []


def test_every_departure_from_a_reference_is_in_the_document():
    document = read("docs/methods.md")
    rows = [f"| {d.there} | {d.here} | {d.why} |" for d in DEPARTURES]
    assert [row for row in rows if row not in document] == []


def test_every_constant_of_a_method_is_in_the_document():
    document = read("docs/methods.md")
    constants = [LIMIT_FACTOR, SCREEN_FACTOR, FEWEST_POINTS, RUN_LENGTH, FEWEST_FOR_BYAR, SIGNIFICANT, *Z.values()]
    assert [number for number in constants if str(number) not in document] == []


def test_every_folder_of_the_code_is_in_the_design():
    document = read("docs/design.md")
    folders = [p for p in (ROOT / "kpis").iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert [f.name for f in folders if f"`kpis/{f.name}`" not in document] == []


def test_the_setting_is_named_in_the_readme():
    assert f"`{ADDRESS_VARIABLE}`" in read("README.md")


def test_links_between_documents_lead_somewhere():
    for name in ("README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", read(name)):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_no_cell_of_the_shipped_catalogue_would_run_in_a_spreadsheet():
    with (ROOT / "data" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        assert [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_nothing_committed_is_unfinished():
    for path in [*ROOT.glob("*.py"), *(ROOT / "kpis").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not names & {"skip", "skipif", "xfail", "importorskip"}, path.name


def test_every_promise_names_a_test_that_there_is():
    document = read("docs/promises.md")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", document)
    rows = [line for line in document.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row] == []
    for path, name in named:
        functions = {n.name for n in ast.parse(read(path)).body if isinstance(n, ast.FunctionDef)}
        assert name in functions, f"{path}::{name}"
