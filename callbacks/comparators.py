"""A file about other areas sent in: read, shown, confirmed or dropped; and what is loaded."""

from __future__ import annotations

from flask import Flask, Response, redirect, request
from werkzeug.datastructures import FileStorage

from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.operations.comparators import (
    ComparatorPreview,
    Workbook,
    comparator_files,
    confirm_comparators,
    drop_comparators,
    preview_comparators,
)
from kpis.operations.our_council import our_council
from layouts import comparators, ids, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the page of other areas and its form."""

    @server.get(routes.COMPARATORS, endpoint="comparators")
    def _list() -> Response:
        return wiring.draw(show_files(wiring))

    @server.post(routes.COMPARATORS, endpoint="receive-comparators")
    def _receive() -> Response:
        form = request.form
        sent = request.files.get("workbook")
        return wiring.draw(receive_file(wiring, sent, form.get("name", ""), form.get("publication", "")))

    @server.post(f"{routes.COMPARATORS}/<token>/confirm", endpoint="confirm-comparators")
    def _confirm(token: str) -> Response:
        form = request.form
        return wiring.draw(take_in(wiring, token, form.get("name", ""), form.get("publication", "")))

    @server.post(f"{routes.COMPARATORS}/<token>/drop", endpoint="drop-comparators")
    def _drop(token: str) -> Response:
        drop_comparators(wiring.store, wiring.asker(), token)
        return redirect(routes.COMPARATORS, 303)  # type: ignore[return-value]


def show_files(wiring: Wiring, mistake: str = "", name: str = "", field: str = "") -> Page:
    """What is loaded, with the form; a mistake in what was sent stands above it."""
    files = [
        comparators.LoadedFile(
            f.upload,
            f.file,
            f.publication.name,
            ", ".join(
                f"{count:,} {what}"
                for count, what in ((f.figures, "figures"), (f.neighbours, "neighbours"), (f.links, "links"))
                if count
            ),
            f"{f.first_year} to {f.last_year}" if f.first_year else "",
            f.by,
            f.at,
        )
        for f in comparator_files(wiring.store, wiring.asker())
    ]
    found = our_council(wiring.store, wiring.asker())
    ours = comparators.Ours(found.name, found.region, found.council.model, found.notes)
    return comparators.list_page(files, ours, mistake, name, field, wiring.signed_in_as)


def receive_file(wiring: Wiring, sent: FileStorage | None, name: str, publication: str) -> Page:
    """What the file would change, or the form again with what was missing."""
    if sent is None or not sent.filename:
        return show_files(wiring, "Choose a file to upload.", name)
    workbook = Workbook(sent.filename, sent.read())
    try:
        asker = wiring.asker_named(name)
        return _preview_page(preview_comparators(wiring.store, asker, workbook, publication))
    except Refused as refusal:
        return show_files(wiring, str(refusal), name, ids.Comparators.NAME)


def take_in(wiring: Wiring, token: str, name: str, publication: str) -> Page:
    """Takes in the file that waited, in the name of whoever presses."""
    asker = wiring.asker_named(name)
    taken = confirm_comparators(wiring.store, asker, token, publication)
    return comparators.done_page(taken.file_name, _counts(taken), taken.upload)


def _preview_page(preview: ComparatorPreview) -> Page:
    changes = [[c.measure, c.area, c.period, c.before, c.after, c.reason] for c in preview.changes.shown]
    return comparators.preview_page(
        preview.file_name,
        preview.publication,
        preview.held_by,
        preview.outcome,
        _counts(preview),
        changes,
        preview.reading.problems,
        preview.token,
    )


def _counts(preview: ComparatorPreview) -> comparators.Counts:
    changes = preview.changes
    return comparators.Counts(changes.new, changes.changed, changes.unchanged)
