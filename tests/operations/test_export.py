"""Taking a scorecard away: which one, as what, and written whole or not at all."""

import pytest

from kpis.model.errors import NotFound, Refused
from kpis.operations.export import FileKind, export_scorecard, kind_of_file, save_file
from tests.operations.builders import GOOD, OFFICER, PUBLIC, load


@pytest.mark.parametrize(
    "name, kind", [("a.pdf", FileKind.PDF), ("b.c.XLSX", FileKind.XLSX), ("/x/y.Json", FileKind.JSON)]
)
def test_a_files_ending_says_what_to_make(name, kind):
    assert kind_of_file(name) is kind


@pytest.mark.parametrize("name", ["scorecard", "scorecard.docx", "pdf", ".pdf", "scorecard.pdf/", "x.csv.gz", ""])
def test_an_unknown_ending_is_refused_with_the_list(name):
    with pytest.raises(Refused, match=r"end it in \.pdf, \.xlsx, \.csv or \.json\.$"):
        kind_of_file(name)


def test_without_a_name_the_only_scorecard_is_taken(store):
    load(store, GOOD, is_confirmed=True, keep_catalogue=True)
    named = export_scorecard(store, OFFICER, "tests", FileKind.JSON)
    assert export_scorecard(store, OFFICER, None, FileKind.JSON) == named
    assert named.name == "tests-2023-03.json"


def test_without_a_name_and_with_several_they_are_listed(published):
    with pytest.raises(Refused, match=r"Say which scorecard to take away\. There are: indicators-of-success-2023, "):
        export_scorecard(published, OFFICER, None, FileKind.CSV)


def test_without_any_figures_there_is_nothing_to_take(store):
    with pytest.raises(NotFound, match="No figures have been loaded yet"):
        export_scorecard(store, OFFICER, None, FileKind.CSV)


def test_a_file_for_the_public_is_made_from_the_public_view(published):
    name = "quarterly-report-2022-23"
    made = export_scorecard(published, PUBLIC, name, FileKind.JSON).content
    assert b'"audience": "public"' in made
    assert made != export_scorecard(published, OFFICER, name, FileKind.JSON).content


def test_a_period_is_taken_when_one_is_named(published):
    name = "indicators-of-success-2023"
    assert b'"period": "2022-12"' in export_scorecard(published, OFFICER, name, FileKind.JSON, "2022-12").content


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "card.csv"
    path.write_bytes(b"old and longer")
    save_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_file_stays_a_link(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    save_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_where_it_cannot_be_written_nothing_is_left_and_the_old_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "card.csv"
    path.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kpis.operations.export.os.fsync", full)
    with pytest.raises(Refused, match=r"cannot be written: No space left on device\."):
        save_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_or_stands_in_the_way_is_named(tmp_path):
    (tmp_path / "card.csv").mkdir()
    for path, why in ((tmp_path / "card.csv", "Is a directory"), (tmp_path / "no" / "card.csv", "No such file")):
        with pytest.raises(Refused, match=f"cannot be written: {why}"):
            save_file(path, b"new")
