"""A workbook sent in: read, shown, confirmed or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, redirect, request
from werkzeug.datastructures import FileStorage, MultiDict

from callbacks.wiring import Wiring, number_in
from kpis.model.answers import Reply
from kpis.model.errors import Refused
from kpis.model.problems import Outcome, Problem
from kpis.operations.catalogue import reading_catalogue
from kpis.operations.comparators import is_about_other_areas
from kpis.operations.upload import (
    Preview,
    Workbook,
    confirm_upload,
    drop_upload,
    preview_held,
    preview_upload,
    template,
)
from layouts import ids, routes, upload
from layouts.page import Page

OTHER_AREAS = 'These are figures of other areas. Send them on the page "Figures of other areas", linked below.'


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the upload page's form."""

    @server.get(routes.UPLOAD, endpoint="upload")
    def _form() -> Response:
        return wiring.draw(upload.page(signed_in_as=wiring.signed_in_as))

    @server.get(routes.TEMPLATE, endpoint="template")
    def _template() -> Response:
        headers = {"Content-Disposition": 'attachment; filename="waymark-template.csv"'}
        return Response(template(), mimetype="text/csv", headers=headers)

    @server.post(routes.UPLOAD, endpoint="receive")
    def _receive() -> Response:
        return wiring.draw(receive_workbook(wiring, request.files.get("workbook"), request.form.get("name", "")))

    @server.get(f"{routes.UPLOAD}/<token>", endpoint="waiting")
    def _waiting(token: str) -> Response:
        return wiring.draw(show_waiting(wiring, token))

    @server.post(f"{routes.UPLOAD}/<token>/confirm", endpoint="confirm")
    def _confirm(token: str) -> Response:
        return wiring.draw(take_in(wiring, token, request.form))

    @server.post(f"{routes.UPLOAD}/<token>/drop", endpoint="drop")
    def _drop(token: str) -> Response:
        drop_upload(wiring.store, wiring.asker(), token)
        return redirect(routes.UPLOAD, 303)  # type: ignore[return-value]


def receive_workbook(wiring: Wiring, sent: FileStorage | None, name: str) -> Page:
    """What the workbook would change, or the form again with what was missing."""
    if sent is None or not sent.filename:
        return upload.page("Choose a workbook to upload.", name, ids.Upload.FILE, wiring.signed_in_as)
    workbook = Workbook(sent.filename, sent.read())
    if is_about_other_areas(workbook.content, workbook.file_name):
        return upload.page(OTHER_AREAS, name, ids.Upload.FILE, wiring.signed_in_as)
    try:
        catalogue = reading_catalogue(wiring.store, None)
        preview = preview_upload(wiring.store, wiring.asker_named(name), workbook, catalogue)
    except Refused as refusal:
        return upload.page(str(refusal), name, signed_in_as=wiring.signed_in_as)
    return _preview_page(preview)


def show_waiting(wiring: Wiring, token: str) -> Page:
    """A workbook that still waits for its answer, read anew."""
    return _preview_page(preview_held(wiring.store, wiring.asker(), token, reading_catalogue(wiring.store, None)))


def take_in(wiring: Wiring, token: str, sent: MultiDict[str, str]) -> Page:
    """Takes in the workbook that waited, in the name of whoever presses; or shows again what stands in the way."""
    catalogue = reading_catalogue(wiring.store, None)
    asker = wiring.asker_named(sent.get("name") or wiring.asker().name)
    typed = _typed(sent)
    taken = confirm_upload(wiring.store, asker, token, catalogue, typed, number_in(sent.get("seen")))
    preview = taken.preview
    if not taken.is_kept:
        others = [(o.by, o.deed, o.figures) for o in taken.overtaken_by]
        return _preview_page(preview, typed, taken.unanswered, others)
    title = catalogue.title_of(preview.scorecard).title
    return upload.done_page(preview.file_name, preview.scorecard, title, preview.changes, taken.upload)


def _typed(sent: MultiDict[str, str]) -> Reply:
    """Which boxes were ticked, and each reason that was typed, by question or check."""
    reasons = {name.removeprefix("because-"): words for name, words in sent.items() if name.startswith("because-")}
    return Reply(frozenset(sent.getlist("yes")), reasons)


def _preview_page(
    preview: Preview,
    typed: Reply = upload.NOTHING_TYPED,
    unanswered: Sequence[Problem] = (),
    others: Sequence[tuple[str, str, int]] = (),
) -> Page:
    waiting = upload.Waiting(preview.token, preview.held_by, preview.seen, typed, unanswered, others)
    return upload.preview_page(
        preview.file_name,
        preview.scorecard,
        preview.outcome,
        preview.reading.problems,
        preview.changes,
        None if preview.outcome is Outcome.REJECT else waiting,
        preview.reading.check_runs,
    )
