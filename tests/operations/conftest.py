"""An empty store for each test."""

import pytest

from kpis.store.engine import open_store


@pytest.fixture
def store():
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def store_on_disk(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    yield opened
    opened.close()
