"""The corpus through `python -m kpis check`. Names with odd characters are no paths and are left to the operation."""

import json

import pytest

from kpis.cli import main
from kpis.store.engine import ADDRESS_VARIABLE
from tests.corpus import manifest

ROWS = [row for row in manifest.rows() if row.group not in ("filename", "scale")]
STATUS = {"accept": 0, "warn": 1, "confirm": 1, "reject": 2}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.file)
def test_the_command_line_tells_outcome_and_code(row, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS_VARIABLE, f"sqlite:///{tmp_path / 'none.db'}")
    path = manifest.HERE / "files" / row.file
    status = main(["check", str(path), "--catalogue", str(manifest.CATALOGUE), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], status) == (row.outcome.value, STATUS[row.outcome.value])
    assert {p["code"] for p in told["problems"]} == row.codes
