"""The list of uploads, each upload with its original file, and undo."""

from __future__ import annotations

from io import BytesIO

from flask import Flask, Response, redirect, request, send_file

from callbacks.wiring import Wiring, number_in
from kpis.model.errors import BadWithdrawal
from kpis.operations.undo import NAME, REASON, Superseded, preview_undo, undo_upload
from kpis.operations.uploads import original_of, upload_detail, uploads_on_page
from layouts import ids, routes, uploads
from layouts.page import Page

UNNAMED = "workbook"
FIELDS = {NAME: ids.Uploads.NAME, REASON: ids.Uploads.REASON}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of uploads."""

    @server.get(routes.UPLOADS, endpoint="uploads")
    def _list() -> Response:
        return wiring.draw_remembered(lambda: show_uploads(wiring, _page_asked()))

    @server.get(f"{routes.UPLOADS}/<int:number>", endpoint="upload-detail")
    def _detail(number: int) -> Response:
        return wiring.draw(show_upload(wiring, number, _page_asked()))

    @server.get(f"{routes.UPLOADS}/<int:number>/file", endpoint="original-file")
    def _file(number: int) -> Response:
        return download_original(wiring, number)

    @server.get(f"{routes.UPLOADS}/<int:number>/undo", endpoint="undo-form")
    def _form(number: int) -> Response:
        return wiring.draw(show_undo(wiring, number))

    @server.post(f"{routes.UPLOADS}/<int:number>/undo", endpoint="undo")
    def _undo(number: int) -> Response:
        sent = request.form
        name = wiring.signed_in_as or sent.get("name", "")
        again = undo(wiring, number, name, sent.get("reason", ""), number_in(sent.get("seen")))
        return wiring.draw(again) if isinstance(again, Page) else redirect(again, 303)  # type: ignore[return-value]


def show_uploads(wiring: Wiring, page: int) -> Page:
    """A page of the list."""
    found = uploads_on_page(wiring.store, wiring.asker(), page)
    return uploads.list_page(found.uploads, found.undone_by, found.catalogue, found.page, found.pages)


def show_upload(wiring: Wiring, number: int, page: int) -> Page:
    """One upload with a page of its figures."""
    found = upload_detail(wiring.store, wiring.asker(), number, page)
    return uploads.detail_page(
        found.upload, found.title, found.undone_by, found.figures, found.answers, found.page, found.pages
    )


def download_original(wiring: Wiring, number: int) -> Response:
    """The very bytes that were sent, as a file that no browser opens by itself."""
    name, content = original_of(wiring.store, wiring.asker(), number)
    return send_file(BytesIO(content), "application/octet-stream", as_attachment=True, download_name=safe_name(name))


def safe_name(name: str) -> str:
    """The last part of a file's name, without anything that is no letter, digit or plain sign."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    return kept or UNNAMED


def show_undo(wiring: Wiring, number: int) -> Page:
    """What undoing an upload would change, with its form."""
    found = preview_undo(wiring.store, wiring.asker(), number)
    left, who = _left(found.superseded), wiring.signed_in_as
    return uploads.undo_page(found.upload, found.changes, found.comparators, left, found.seen, signed_in_as=who)


def undo(wiring: Wiring, number: int, name: str, reason: str, seen: int | None) -> Page | str:
    """Undoes an upload and says where the undo is to be seen; or the form again with what stands in the way."""
    mistakes: list[tuple[str, str]] = []
    others: list[tuple[str, str, int]] = []
    try:
        undone = undo_upload(wiring.store, wiring.asker_named(name), number, reason, seen)
    except BadWithdrawal as refusal:
        mistakes = [(words, FIELDS[part]) for part, words in refusal.mistakes]
    else:
        if undone.number is not None:
            return routes.upload(undone.number)
        others = [(o.by, o.deed, o.figures) for o in undone.overtaken_by]
    found = preview_undo(wiring.store, wiring.asker(), number)
    return uploads.undo_page(
        found.upload,
        found.changes,
        found.comparators,
        _left(found.superseded),
        found.seen,
        name,
        reason,
        mistakes,
        others,
        wiring.signed_in_as,
    )


def _left(superseded: tuple[Superseded, ...]) -> list[str]:
    return [f"{s.figures:,} by {s.by}’s {s.name} (upload {s.number})" for s in superseded]


def _page_asked() -> int:
    return number_in(request.args.get("page")) or 1
