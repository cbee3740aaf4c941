"""Starting the site: what is refused before anything listens."""

import socket

import pytest

from app import audience_in, is_loopback, is_own_store, main
from kpis.model.people import Audience


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "example.org", "::", "127.0.0.1.example.org"])
def test_an_address_beyond_this_machine_is_refused_until_there_is_sign_in(host, capsys, tmp_path):
    assert main(["--host", host, "--database", f"sqlite:///{tmp_path / 'a.db'}"], {}) == 2
    assert (
        capsys.readouterr().err == f"Waymark answers on this machine alone until there is sign-in: {host} is refused.\n"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machines_own_addresses_are_its_own(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "database, environment, is_own",
    [
        (None, {}, True),
        ("sqlite:///x.db", {}, False),
        (None, {"WAYMARK_DATABASE": "postgresql://host/council"}, False),
    ],
)
def test_the_published_figures_go_unasked_only_into_the_file_beside_the_program(database, environment, is_own):
    assert is_own_store(database, environment) is is_own


def test_a_port_in_use_is_refused_in_a_sentence(capsys, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["--port", port, "--database", f"sqlite:///{tmp_path / 'a.db'}"], {}) == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_a_port_that_does_not_exist_is_refused_in_a_sentence(capsys, tmp_path):
    assert main(["--port", "99999", "--database", f"sqlite:///{tmp_path / 'a.db'}"], {}) == 2
    assert "There is no port 99999" in capsys.readouterr().err


def test_a_database_that_does_not_open_is_refused_in_a_sentence(capsys):
    assert main(["--database", "sqlite:////nowhere/at/all.db"], {}) == 2
    assert "The database does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--port", "soon"], ["--colour"]])
def test_a_wrong_option_is_one_sentence(option, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(option, {})
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "chosen, environment, audience",
    [
        (None, {}, Audience.OFFICERS),
        (None, {"WAYMARK_AUDIENCE": "public"}, Audience.PUBLIC),
        ("officers", {"WAYMARK_AUDIENCE": "public"}, Audience.OFFICERS),
        ("public", {}, Audience.PUBLIC),
    ],
)
def test_the_site_is_the_officers_unless_it_is_said_to_be_the_publics(chosen, environment, audience):
    assert audience_in(chosen, environment) is audience


def test_an_audience_that_there_is_not_is_refused_in_a_sentence(capsys, tmp_path):
    assert main(["--database", f"sqlite:///{tmp_path / 'a.db'}"], {"WAYMARK_AUDIENCE": "everybody"}) == 2
    assert capsys.readouterr().err == 'WAYMARK_AUDIENCE is "everybody". Set it to public or officers.\n'
