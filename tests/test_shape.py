"""The shape of the code base. Each test is named for the rule it keeps."""

import ast
import inspect
import json
import re
import subprocess
from pathlib import Path

import pytest

from layouts import ids

ROOT = Path(__file__).parents[1]
PAGES_WITHOUT_A_SCREEN = {
    "__init__",
    "wiring",
    "memory",
    "turns",
    "health",
    "visit",
    "guard",
    "dash_requests",
    "request_log",
    "metrics",
}
CALLBACK_PAGES = [p.stem for p in (ROOT / "callbacks").glob("*.py") if p.stem not in PAGES_WITHOUT_A_SCREEN]
WEB_FILES = sorted([*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py")])
OUR_FILES = sorted([*WEB_FILES, *(ROOT / "kpis").rglob("*.py"), ROOT / "app.py"])


def plain(component_id):
    """A pattern id stands for its type: {"type": "commentary-save", ...} -> "commentary-save"."""
    if isinstance(component_id, str) and component_id.startswith("{"):
        component_id = json.loads(component_id)
    return component_id["type"] if isinstance(component_id, dict) else component_id


def ids_on_pages(app):
    everything = [app.layout, *app.layout._traverse()]
    return {plain(c.id) for c in everything if getattr(c, "id", None)}


def ids_wired(app):
    wired = set()
    for outputs, spec in app.callback_map.items():
        wired |= {plain(d["id"]) for d in [*spec["inputs"], *spec["state"]]}
        wired |= {plain(o.rsplit(".", 1)[0]) for o in outputs.strip(".").split("...")}
    return wired


def test_no_two_ids_share_a_value():
    named = [v for _, page in inspect.getmembers(ids, inspect.isclass) for k, v in vars(page).items() if k.isupper()]
    assert sorted(named) == sorted(set(named))


def test_every_wired_id_is_on_a_page(app):
    app._setup_server()
    assert ids_wired(app)
    assert ids_wired(app) - ids_on_pages(app) == set()


@pytest.mark.parametrize("page", CALLBACK_PAGES)
def test_callbacks_have_a_layout_of_the_same_name(page):
    assert (ROOT / "layouts" / f"{page}.py").exists()


@pytest.mark.parametrize("path", WEB_FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_ids_are_named_never_spelt(path):
    spelt = []
    for call in (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        first = call.args[0] if call.args else None
        if name in {"Input", "Output", "State"} and isinstance(first, ast.Constant | ast.Dict):
            spelt.append(ast.unparse(first))
        given = [k for k in call.keywords if k.arg == "id" and isinstance(k.value, ast.Constant | ast.Dict)]
        spelt += [ast.unparse(k.value) for k in given]
    assert spelt == []


@pytest.mark.parametrize("script", ["scorecard.js", "upload.js", "alive.js", "commentary.js"])
def test_scripts_name_only_ids_that_pages_have(script):
    named = {v for _, page in inspect.getmembers(ids, inspect.isclass) for k, v in vars(page).items() if k.isupper()}
    text = (ROOT / "layouts" / "assets" / script).read_text()
    assert set(re.findall(r'getElementById\("([^"]+)"\)', text)) <= named


def test_nothing_imports_app():
    for path in [*WEB_FILES, *(ROOT / "kpis").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            modules = []
            if isinstance(node, ast.Import):
                modules = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            assert "app" not in [m.split(".")[0] for m in modules], f"{path.name} imports app"


def test_no_callback_is_registered_on_import():
    """Dash's global @callback is lost to a second app in one process."""
    for path in WEB_FILES:
        assert "from dash import callback" not in path.read_text()


def test_no_page_holds_html_that_a_person_wrote():
    for path in WEB_FILES:
        text = path.read_text()
        assert "dangerously" not in text.casefold(), path.name
        assert "srcDoc" not in text, path.name


def test_every_module_says_what_it_is_for():
    assert [p.name for p in OUR_FILES if not ast.get_docstring(ast.parse(p.read_text()))] == []


def test_everything_public_is_documented():
    missing = []
    for path in OUR_FILES:
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text()).body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node):
                missing.append(f"{path.name}: {node.name}")
    assert missing == []


def test_the_stylesheet_is_under_20_kb_and_the_only_one():
    sheets = list(ROOT.glob("layouts/**/*.css"))
    assert [s.name for s in sheets] == ["waymark.css"]
    assert sheets[0].stat().st_size < 20_000


def test_nothing_is_fetched_from_elsewhere():
    """No content network: every address in pages, scripts and styles is our own."""
    for path in [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "layouts" / "assets").iterdir()]:
        found = re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))
        assert [a for a in found if not a.startswith("http://www.w3.org/")] == [], path.name


def test_the_top_level_holds_only_what_is_agreed():
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    agreed = {
        "app.py", "kpis", "data", "layouts", "callbacks", "tests", "requirements.txt", "README.md", "Makefile",
        "pyproject.toml", "requirements-dev.txt", ".ci", "CHANGELOG.md", "LICENSE", ".gitignore", "docs", "benchmarks",
        "requirements.in", "requirements-dev.in", "wsgi.py", "gunicorn.conf.py",
    }  # fmt: skip
    assert {Path(name).parts[0] for name in kept if name} <= agreed
