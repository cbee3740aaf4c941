"""What was taken in: who, when, what, with the original file, the answers and what each figure became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.model.answers import KeptAnswer
from kpis.model.catalogue import Catalogue
from kpis.model.observations import KeptObservation
from kpis.model.people import Asker
from kpis.model.uploads import Upload, undo_that_counts
from kpis.operations.assembly import must_be_an_officer
from kpis.scorecard.uploads import UploadFigure, build_upload_figures
from kpis.store.answers import list_answers_of_upload
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.observations import list_added, list_figures_of
from kpis.store.upload_list import count_acts, get_upload, list_uploads
from kpis.store.uploads import get_original, list_undoes

UPLOADS_ON_A_PAGE = 50
FIGURES_ON_A_PAGE = 200


@dataclass(frozen=True)
class UploadList:
    """One page of the list, the newest first. `undone_by` names the undo of each upload that no longer counts."""

    uploads: tuple[Upload, ...]
    undone_by: Mapping[int, int]
    catalogue: Catalogue
    page: int
    pages: int


@dataclass(frozen=True)
class UploadDetail:
    """One upload with a page of its figures and all answers that were given for it."""

    upload: Upload
    title: str
    undone_by: Upload | None
    figures: tuple[UploadFigure, ...]
    answers: tuple[KeptAnswer, ...]
    page: int
    pages: int


def uploads_on_page(store: Store, asker: Asker, page: int = 1) -> UploadList:
    """A page of everything that was ever taken in or undone; the last page for a number beyond it."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        page, pages = _page_of(page, count_acts(connection), UPLOADS_ON_A_PAGE)
        found = list_uploads(connection, UPLOADS_ON_A_PAGE, (page - 1) * UPLOADS_ON_A_PAGE)
        undoes = list_undoes(connection)
        undone = {upload.number: undo_that_counts(upload.number, undoes) for upload in found}
        by = {number: undo for number, undo in undone.items() if undo is not None}
        return UploadList(tuple(found), by, list_catalogue(connection), page, pages)


def upload_detail(store: Store, asker: Asker, number: int, page: int = 1) -> UploadDetail:
    """One upload with a page of its figures; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        upload = get_upload(connection, number)
        undo = undo_that_counts(number, list_undoes(connection))
        figures = upload.new + upload.changed + upload.withdrawn
        page, pages = _page_of(page, figures, FIGURES_ON_A_PAGE)
        catalogue = list_catalogue(connection)
        shown = list_figures_of(connection, number, FIGURES_ON_A_PAGE, (page - 1) * FIGURES_ON_A_PAGE)
        ever: list[KeptObservation] = list_added(connection, sorted({k.observation.code for k in shown}))
        return UploadDetail(
            upload,
            catalogue.title_of(upload.scorecard).title,
            get_upload(connection, undo) if undo is not None else None,
            tuple(build_upload_figures(catalogue, number, shown, ever)),
            tuple(list_answers_of_upload(connection, number)),
            page,
            pages,
        )


def original_of(store: Store, asker: Asker, number: int) -> tuple[str, bytes]:
    """The name and the very bytes of an uploaded file, for officers alone; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return get_original(connection, number)


def _page_of(wanted: int, everything: int, on_a_page: int) -> tuple[int, int]:
    pages = max(1, -(-everything // on_a_page))
    return min(max(1, wanted), pages), pages
