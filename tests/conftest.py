"""What tests of pages share: a store with the published figures, the application on it, and its client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import Waymark, create_app, load_published
from kpis.store.engine import Store, open_store


class Browser(FlaskClient):
    """Says with a form where it comes from, as every browser does. `open` sends what it is told and no more."""

    def post(self, *where, headers=None, **what):
        return super().post(*where, headers={"Origin": "http://localhost", **(headers or {})}, **what)


Flask.test_client_class = Browser


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the four published workbooks; tests that write take one of their own."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('published') / 'waymark.db'}")
    load_published(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def app(published: Store) -> Waymark:
    return create_app(published)


@pytest.fixture
def client(app: Waymark):
    return app.server.test_client()


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator:
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    yield create_app(store).server.test_client()
    store.close()


@pytest.fixture
def own_client(tmp_path: Path) -> Iterator:
    """A client on a store of its own with the published figures, for tests that change them."""
    store = open_store(f"sqlite:///{tmp_path / 'own.db'}")
    load_published(store)
    yield create_app(store).server.test_client()
    store.close()


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it, not even a person."""
    store = open_store(f"sqlite:///{tmp_path / 'nothing.db'}")
    yield store
    store.close()
