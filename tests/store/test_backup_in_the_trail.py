"""Copies of the whole store, and restores, are deeds that the trail tells of."""

import getpass

import pytest

from kpis.cli import main
from kpis.model.audit import Deed
from kpis.model.errors import Refused, StoreUnavailable
from kpis.operations.audit import trail_on_page, verify_trail
from kpis.operations.backup import back_up_store, restore_store
from kpis.operations.events import record_event
from kpis.store.backup import back_up, restore
from kpis.store.engine import open_store
from tests.access import COMMAND_LINE
from tests.operations.builders import GOOD, OFFICER, load
from tests.operations.test_deeds import VISIT, told


@pytest.fixture
def backed_up(store, tmp_path):
    """A store with figures, and the path of its backup."""
    load(store, GOOD)
    back_up_store(store, COMMAND_LINE, tmp_path / "backup.db")
    return store, tmp_path / "backup.db"


def opened(path):
    return open_store(f"sqlite:///{path}")


def ends_of(store):
    """The number and the digest of the newest row of a trail that holds."""
    found = verify_trail(store, COMMAND_LINE)
    assert found.holds
    return found.rows, found.newest


def test_a_backup_stands_in_the_trail_and_in_its_own_copy_of_it(backed_up):
    store, path = backed_up
    assert told(store, Deed.BEGAN_BACKUP) == [(Deed.BEGAN_BACKUP, "the command line", str(path))]
    copy = opened(path)
    assert ends_of(copy) == ends_of(store)
    copy.close()


def test_a_backup_that_is_refused_leaves_no_row(backed_up):
    store, path = backed_up
    before = ends_of(store)
    for refused in (path, path.parent / "no such folder" / "backup.db"):
        with pytest.raises(Refused):
            back_up_store(store, COMMAND_LINE, refused)
    assert ends_of(store) == before


def test_nothing_is_copied_that_the_trail_could_not_be_told_of(store, tmp_path):
    def refuses(_path):
        raise StoreUnavailable("The database cannot be used: permission denied for table audit.")

    load(store, GOOD)
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(StoreUnavailable):
        back_up(store, folder / "backup.db", refuses)
    assert list(folder.iterdir()) == []


def test_a_restored_trail_holds_and_says_from_what_and_what_stood_there(backed_up):
    store, path = backed_up
    begun, digest = ends_of(store)
    record_event(store, OFFICER, VISIT)
    _, aside = restore_store(store, COMMAND_LINE, path)
    set_aside = opened(aside)
    stood, stood_digest = ends_of(set_aside)
    newest = told(store)[-1]
    set_aside.close()
    assert verify_trail(store, COMMAND_LINE, seen=digest).holds
    assert (ends_of(store)[0], newest[:2]) == (begun + 1, (Deed.RESTORED, "the command line"))
    at = trail_on_page(store, COMMAND_LINE).entries[1].at.isoformat(timespec="seconds")
    assert newest[2] == (
        f"{path}, whose trail ends with row {begun} of {at}, {digest}. What stood here is in {aside}, "
        + newest[2].rpartition(f"{aside}, ")[2]
    )
    assert f"row {stood} of " in newest[2]
    assert newest[2].endswith(stood_digest)


def test_what_a_restore_sets_aside_is_a_copy_that_the_trail_tells_of_too(backed_up):
    store, path = backed_up
    _, aside = restore_store(store, COMMAND_LINE, path)
    copy = opened(aside)
    assert told(copy, Deed.BEGAN_BACKUP)[-1][2] == str(aside)
    copy.close()


def test_a_restore_into_a_store_that_held_nothing_says_from_what(backed_up, tmp_path):
    _, path = backed_up
    other = opened(tmp_path / "other.db")
    assert restore_store(other, COMMAND_LINE, path)[1] is None
    assert ends_of(other)[0] == 3
    assert "What stood here" not in told(other)[-1][2]
    other.close()


def test_a_restore_that_fails_changes_nothing(backed_up):
    store, path = backed_up
    before = ends_of(store)
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(Refused):
        restore_store(store, COMMAND_LINE, path)
    assert ends_of(store) == before


def test_a_restore_is_refused_where_something_was_added_that_was_not_set_aside(backed_up):
    store, path = backed_up

    def meanwhile(_restored, _replaced):
        record_event(store, OFFICER, VISIT)

    with pytest.raises(Refused, match="Stop the site"):
        restore(store, path, note=meanwhile)
    assert told(store)[-1][0] == Deed.RECORDED_EVENT


def test_the_commands_are_told_under_the_name_of_the_machines_own_user(tmp_path, monkeypatch, capsys):
    """Not under the name that a variable gives, which anybody may set."""
    user = getpass.getuser()
    monkeypatch.setenv("LOGNAME", "somebody else")
    database = f"sqlite:///{tmp_path / 'waymark.db'}"
    assert main(["backup", str(tmp_path / "backup.db"), "--database", database]) == 0
    assert main(["restore", str(tmp_path / "backup.db"), "--database", database]) == 0
    assert main(["audit", "--database", database]) == 0
    assert "The audit trail holds: 2 rows" in capsys.readouterr().out
    store = opened(tmp_path / "waymark.db")
    assert [(deed, by) for deed, by, _ in told(store)] == [
        (Deed.BEGAN_BACKUP, f"{user} on the command line"),
        (Deed.RESTORED, f"{user} on the command line"),
    ]
    store.close()
