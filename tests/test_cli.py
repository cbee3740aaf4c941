"""Everything a person can do without a screen: exit statuses, sentences and answers."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kpis.cli import main
from kpis.store.engine import ADDRESS_VARIABLE
from tests.operations.builders import CONTACTS, GOOD, QUESTIONABLE, REJECTED, TIMELINESS, a_workbook

ROOT = Path(__file__).parents[1]
WORKBOOKS = ROOT / "data" / "workbooks"
MISSING = WORKBOOKS / "missing-children-2023.xlsx"
CATALOGUE = (
    "code,scorecard,section,name,unit,decimals,basis,polarity,target\n"
    f"T1,tests,Only section,{TIMELINESS},percentage,1,in_month,high_is_good,90\n"
    f"T2,tests,Only section,{CONTACTS},count,0,in_month,no_judgement,\n"
)
CHECK_KEYS = {"file", "outcome", "observations", "problems"}
PROBLEM_KEYS = {"code", "severity", "sheet", "cell", "indicator", "period", "message", "what_to_do"}
ROW_KEYS = {
    "code", "ref", "name", "unit", "basis", "polarity", "period", "value", "shown", "marker", "numerator",
    "denominator", "target", "rag", "rag_reason", "direction", "variation", "assurance", "verdict", "comparators",
    "history", "source",
}  # fmt: skip


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs one command on a store of its own: (status, standard output, standard error)."""
    monkeypatch.setenv(ADDRESS_VARIABLE, f"sqlite:///{tmp_path / 'store.db'}")

    def command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            status = stopped.code
        out, err = capsys.readouterr()
        return status, out, err

    return command


@pytest.fixture
def run_published(capsys, monkeypatch, published, tmp_path):
    """Runs one command on a store with the published figures."""
    copy = tmp_path / "published.db"
    shutil.copy(published_file(published), copy)
    monkeypatch.setenv(ADDRESS_VARIABLE, f"sqlite:///{copy}")

    def command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            status = stopped.code
        out, err = capsys.readouterr()
        return status, out, err

    return command
