"""Starting the site: what is refused before anything listens."""

import base64
import hashlib
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app import is_loopback, is_own_store, main, secret_file, site_settings
from kpis.model.errors import Refused
from kpis.model.people import Audience
from kpis.operations.access_settings import audience_in
from kpis.store.engine import open_store
from tests.access import add_people


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
    assert audience_in(environment, chosen) is audience


def test_an_audience_that_there_is_not_is_refused_in_a_sentence(capsys, tmp_path):
    assert main(["--database", f"sqlite:///{tmp_path / 'a.db'}"], {"WAYMARK_AUDIENCE": "everybody"}) == 2
    assert capsys.readouterr().err == 'WAYMARK_AUDIENCE is "everybody". Set it to public or officers.\n'


def test_elsewhere_it_starts_with_somebody_to_sign_in_a_good_secret_and_an_address(capsys, tmp_path):
    database = f"sqlite:///{tmp_path / 'a.db'}"
    store = open_store(database)
    add_people(store)
    secret = {"WAYMARK_SECRET": "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"}
    for environment, word in (
        ({}, "Set WAYMARK_SECRET"),
        ({"WAYMARK_SECRET": "short"}, "too short"),
        (secret, "WAYMARK_ADDRESS"),
    ):
        assert main(["--host", "0.0.0.0", "--database", database], environment) == 2
        told = capsys.readouterr().err
        assert word in told
        assert told.count("\n") == 1
    assert (
        site_settings({**secret, "WAYMARK_ADDRESS": "https://cards.example"}, "0.0.0.0", database, store).host
        == "cards.example"
    )
    store.close()


def test_an_address_of_its_own_needs_somebody_to_sign_in_even_behind_a_server_on_this_machine(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    environment = {"WAYMARK_SECRET": "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u", "WAYMARK_ADDRESS": "https://cards.example"}
    with pytest.raises(Refused, match="until there is sign-in"):
        site_settings(environment, "127.0.0.1", "sqlite://", store)
    store.close()


@pytest.mark.parametrize("secret", ["short", "changemechangemechangemechangeme"])
def test_a_poor_secret_is_refused_on_ones_own_machine_too(secret, capsys, tmp_path):
    assert main(["--database", f"sqlite:///{tmp_path / 'a.db'}"], {"WAYMARK_SECRET": secret}) == 2
    assert "WAYMARK_SECRET is" in capsys.readouterr().err


def test_this_machines_secret_is_kept_beside_its_figures(tmp_path):
    database = f"sqlite:///{tmp_path / 'a.db'}"
    store = open_store(database)
    first = site_settings({}, "127.0.0.1", database, store)
    assert site_settings({}, "127.0.0.1", database, store).secret == first.secret
    assert secret_file(database) == tmp_path / "a.db.secret"
    assert secret_file(database).exists()
    store.close()


@pytest.mark.parametrize("database", ["sqlite://", "sqlite:///:memory:", "postgresql://host/council"])
def test_without_a_file_the_secret_is_beside_the_program(database):
    assert secret_file(database).name == "waymark.secret"


def test_a_page_may_run_our_own_files_and_dashs_one_line_and_nothing_else(client):
    for path in ("/", "/indicator/N12", "/nowhere"):
        answer = client.get(path)
        html, policy = answer.get_data(as_text=True), answer.headers["Content-Security-Policy"]
        scripts = policy.partition("script-src ")[2].partition(";")[0].split()
        inline = [
            s for kind, s in re.findall(r"<script(?![^>]*src=)([^>]*)>(.*?)</script>", html, re.S) if "json" not in kind
        ]
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline]
        assert set(hashes) <= set(scripts)
        assert len(scripts) == 2
        assert scripts[0] == "'self'"
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"\son\w+=", html)
        assert "javascript:" not in html
    assert inline == []


def test_dash_offers_no_server_for_models(app):
    app._setup_server()
    assert not [rule.rule for rule in app.server.url_map.iter_rules() if "mcp" in rule.rule]


def test_the_solver_is_not_loaded_before_it_is_needed():
    """It takes longer to load than all else together, and a store without small numbers never needs it."""
    script = "import sys, app, kpis.operations.explanation; print('z3' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_site_that_is_warm_has_loaded_what_a_chart_would_find_half_loaded():
    """A chart that is drawn while another request loads pandas, for a workbook, once failed: the soak found it."""
    asked = "import sys; from app import create_app; from kpis.store.engine import open_store; "
    asked += "app = create_app(open_store('sqlite://')); app.warm_up(); print('pandas.core.series' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True"
