"""The files in docs/deployment.md fit the program: its port, its limits, its settings and its commands."""

import re
import runpy
import shutil
from pathlib import Path

import pytest

from app import LARGEST_BODY_BYTES, PORT
from callbacks.metrics import FOLDER_OF_ALL
from kpis.cli import _parser
from kpis.ingest.confined import START_SECONDS, WAIT_SECONDS
from kpis.ingest.container import LARGEST_FILE_BYTES
from kpis.ingest.limits import allowance_for
from kpis.ingest.part_text import MOST_CELLS
from kpis.model.settings import PREFIX, SETTINGS
from kpis.operations.access_settings import settings_in
from kpis.operations.settings import settings_found
from layouts import routes

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"ake\s+`(/[^`]+)`[^`]*:\Z")
SERVICE, BACKUP = "/etc/systemd/system/waymark.service", "/etc/systemd/system/waymark-backup.service"
SOCKET = "/etc/systemd/system/waymark.socket"
SITE, COMMAND = "/etc/nginx/sites-available/waymark", "/usr/local/sbin/waymark"
IN_BYTES = {"k": 1024, "m": 1024**2}


def blocks():
    """Each block of the page: the file that it is, None for commands to type, and its text."""
    for found in FENCED.finditer(PAGE):
        named = NAMED.search(PAGE[: found.start()].rstrip())
        yield (named[1] if named else None), found[2]


FILES = {path: text for path, text in blocks() if path}
TYPED = "\n".join(text for path, text in blocks() if path is None)


@pytest.fixture(scope="module")
def gunicorn():
    """What gunicorn.conf.py sets; the variable that it sets for its own process is taken back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_OF_ALL, "")
        found = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    shutil.rmtree(found["METRICS"])
    return found


def of_unit(path, key):
    return re.findall(rf"^{key}=(.*)$", FILES[path], re.MULTILINE)


def of_nginx(name):
    return re.search(rf"^\s*{name} ([^;]+);", FILES[SITE], re.MULTILINE)[1]


def settings_file():
    return re.search(r"waymark\.env <<END\n(.*?)\nEND\n", TYPED, re.DOTALL)[1].splitlines()


def test_the_page_holds_each_file():
    timer = BACKUP.replace("service", "timer")
    assert set(FILES) == {SERVICE, SOCKET, BACKUP, timer, SITE, COMMAND}


def test_every_variable_on_the_page_is_a_setting():
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", PAGE))
    assert named - {setting.name for setting in SETTINGS} == set()


def test_each_setting_is_written_so_that_systemd_and_a_shell_read_the_same():
    for line in settings_file():
        name, _, value = line.partition("=")
        assert name in {setting.name for setting in SETTINGS}
        made = value.startswith("$(")  # the shell puts a secret here when the file is written
        assert made or re.fullmatch(r"'[^']*'|[\w.:/=,-]+", value), line


def test_the_settings_of_the_page_are_right():
    told = dict(line.split("=", 1) for line in settings_file())
    environment = {name: value.strip("'") for name, value in told.items()}
    environment["WAYMARK_SECRET"] = "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"
    found = settings_in(environment)
    assert (found.proxies, found.host) == (1, of_nginx("server_name"))
    faults = settings_found(environment, "sqlite:////nowhere/at/all.db").faults
    assert faults == ()


def test_nginx_asks_where_systemd_holds_the_port_for_gunicorn(gunicorn):
    assert of_unit(SOCKET, "ListenStream") == [f"127.0.0.1:{PORT}"] == [gunicorn["bind"]] == [of_nginx("server")]
    assert f"http://127.0.0.1:{PORT}/readyz" in TYPED


def test_the_service_has_its_port_from_the_socket_and_no_other():
    assert of_unit(SERVICE, "Requires") == [SOCKET.rpartition("/")[2]]
    assert "--bind" not in of_unit(SERVICE, "ExecStart")[0]
    for address in ("IPAddressDeny", "IPAddressAllow"):
        assert of_unit(SOCKET, address) == of_unit(SERVICE, address)


def test_whoever_stops_the_service_for_long_lets_the_port_go_too():
    """A socket that is left alone would start the service again with the first request."""
    for deed in ("stop", "start", "enable --now"):
        named = re.findall(rf"systemctl {deed} (waymark\b(?!-).*?)(?:`|$)", PAGE, re.MULTILINE)
        assert set(named) == {"waymark.socket waymark.service"}, deed


def test_nginx_closes_a_connection_before_gunicorn_does(gunicorn):
    upstream = FILES[SITE].partition("}")[0]
    kept = int(re.search(r"keepalive_timeout (\d+)s;", upstream)[1])
    assert kept + 10 <= gunicorn["keepalive"]
    assert 'proxy_http_version 1.1;\n    proxy_set_header Connection "";' in FILES[SITE]


def test_a_body_that_waymark_takes_gets_through_nginx_and_not_much_more():
    size = of_nginx("client_max_body_size")
    most = int(size[:-1]) * IN_BYTES[size[-1]]
    assert LARGEST_FILE_BYTES < LARGEST_BODY_BYTES <= most < LARGEST_BODY_BYTES * 1.1


def test_both_say_how_large_a_file_may_be():
    assert f"{LARGEST_FILE_BYTES // 1_000_000} MB at most" in FILES[SITE]


def test_nginx_waits_for_the_workbook_that_takes_longest():
    reading = allowance_for(0).clock_seconds + allowance_for(MOST_CELLS).clock_seconds
    for path in (routes.UPLOAD, routes.COMPARATORS):
        waits = re.search(rf"location ~ \^/\S*{path.strip('/')}\S* {{\s+proxy_read_timeout (\d+)s;", FILES[SITE])
        assert int(waits[1]) > WAIT_SECONDS + START_SECONDS + reading, path


def test_what_is_forwarded_is_set_and_never_added_to():
    for name in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded"):
        assert re.search(rf'proxy_set_header {name} (\$remote_addr|\$scheme|"");', FILES[SITE]), name
    assert "$proxy_add_x_forwarded_for" not in PAGE


def test_the_numbers_stay_inside_and_no_log_holds_an_address_of_a_page():
    assert re.search(r"location ~ \^/\(metrics\|readyz\)\$ \{\s+return 404;", FILES[SITE])
    shape = re.search(r"log_format (.*?);", FILES[SITE], re.DOTALL)[1]
    assert not {"$request", "$request_uri", "$uri", "$args", "$http_referer"} & set(re.findall(r"\$\w+", shape))


def test_the_service_stops_after_the_workbook_that_is_being_read(gunicorn):
    assert int(of_unit(SERVICE, "TimeoutStopSec")[0]) > gunicorn["graceful_timeout"]
    assert of_unit(SERVICE, "KillMode") == ["mixed"]


def test_the_service_has_the_memory_that_its_readers_may_take(gunicorn):
    reader = allowance_for(MOST_CELLS).memory_bytes
    gigabytes = int(of_unit(SERVICE, "MemoryMax")[0].removesuffix("G"))
    assert gigabytes * 1024**3 > 2 * gunicorn["workers"] * reader


@pytest.mark.parametrize("path", [SERVICE, BACKUP])
def test_a_unit_runs_as_nobody_special_and_may_write_only_where_it_must(path):
    assert of_unit(path, "User") == ["waymark"]
    assert of_unit(path, "EnvironmentFile") == ["/etc/waymark/waymark.env"]
    for key, value in [("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"), ("PrivateTmp", "yes")]:
        assert of_unit(path, key) == [value]
    assert of_unit(path, "CapabilityBoundingSet") == [""]
    assert of_unit(path, "ReadWritePaths") == ([] if path == SERVICE else ["/var/backups/waymark"])


def test_the_process_that_reads_workbooks_may_set_limits_on_itself():
    filters = of_unit(SERVICE, "SystemCallFilter")
    assert filters[0] == "@system-service"
    assert not [f for f in filters if "~" in f and "@resources" in f]


def test_every_command_on_the_page_is_one():
    commands = set(_parser()._subparsers._group_actions[0].choices)
    called = set(re.findall(r"^waymark(?:-owner)? (\w+)", TYPED, re.MULTILINE))
    called |= set(re.findall(r"-m kpis (\w+)", FILES[BACKUP]))
    assert called == {"audit", "settings", "users", "backup", "restore"}
    assert called <= commands


def test_every_file_that_is_started_is_in_the_program():
    assert of_unit(SERVICE, "ExecStart")[0].endswith("gunicorn --config gunicorn.conf.py")
    assert "--require-hashes -r /opt/waymark/1/requirements.txt" in TYPED
    for folder in re.findall(r"/opt/waymark/1/(\w+)(?= |\n)", TYPED):
        assert (ROOT / folder).is_dir(), folder
