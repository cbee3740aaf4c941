"""A real browser against a real server."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app, load_demonstration
from kpis.store.engine import open_store
from tests.serving import serving

FIND = Path(__file__).with_name("find_browser.sh")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = subprocess.run(["sh", str(FIND)], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the published figures, and those of other areas beside them."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('site') / 'waymark.db'}")
    load_demonstration(store)
    with serving(waitress.create_server(create_app(store).server, host="127.0.0.1", port=0, threads=8)) as port:
        yield f"http://127.0.0.1:{port}"
    store.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when the browser reports an error."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert errors == []
