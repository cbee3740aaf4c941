"""The catalogue that workbooks are read with: a given file, or what is kept and what Waymark ships."""

from __future__ import annotations

from pathlib import Path

from kpis.ingest.catalogue_sheet import read_catalogue
from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound
from kpis.operations.elsewhere import is_a_councils_own
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store

SHIPPED = Path(__file__).parents[2] / "data"


def catalogue_in(path: Path) -> Catalogue:
    """The catalogue in a file; raises NotFound or BadCatalogue."""
    if not path.is_file():
        raise NotFound(f"There is no catalogue called {path}.")
    return read_catalogue(path)


def shipped_catalogue() -> Catalogue:
    """The catalogue of the published scorecards, in data/."""
    return read_catalogue(SHIPPED / "catalogue.csv")


def shipped_workbooks() -> list[Path]:
    """The workbooks of the published figures, in data/workbooks."""
    return sorted((SHIPPED / "workbooks").glob("*.xlsx"))


def reading_catalogue(store: Store | None, given: Path | None) -> Catalogue:
    """A given catalogue alone counts; otherwise what is kept, with the shipped one behind it.

    Once an indicator of a council's own is kept, the shipped ones, their signs and their population are another's.
    """
    if given is not None:
        return catalogue_in(given)
    kept = Catalogue()
    if store is not None:
        with store.reading() as connection:
            kept = list_catalogue(connection)
    has_its_own = any(map(is_a_councils_own, kept.indicators))
    return kept if has_its_own else kept.joined_with(shipped_catalogue())
