"""What every page is handed: the store, who is asking, and how a page becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Response, request

from callbacks.memory import Memory
from callbacks.turns import Turns
from kpis.model.people import Asker
from kpis.operations import Store
from kpis.operations.edition import edition_of
from kpis.operations.export import ScorecardFile, csv_bytes, json_bytes, plain_file_name
from layouts.page import Page

MOST_FILES = 8
LONGEST_NUMBER = 10
Draw = Callable[[Page], tuple[str, int]]


@dataclass(frozen=True)
class Wiring:
    """What a page needs besides its own operation."""

    store: Store
    asker: Callable[[], Asker]
    document: Draw
    memory: Memory[tuple[str, int]] = field(default_factory=Memory)
    files: Memory[ScorecardFile] = field(default_factory=lambda: Memory(MOST_FILES))
    turns: Turns = field(default_factory=Turns)

    def draw(self, page: Page) -> Response:
        """A page as an answer."""
        return answer(*self.document(page))

    def draw_remembered(self, build: Callable[[], Page]) -> Response:
        """A page that only changes when figures do, drawn once for each audience, address and edition of the store."""
        key = (self.asker().audience, request.full_path, edition_of(self.store))
        return answer(*self.memory.recall(key, lambda: self.document(build())))

    def send_remembered(self, make: Callable[[], ScorecardFile]) -> Response:
        """A file that takes long to make, made once as pages are drawn once, and in turn with others."""
        key = (self.asker().audience, request.full_path, edition_of(self.store))

        def make_in_turn() -> ScorecardFile:
            with self.turns.taken():
                return make()

        return sent_file(self.files.recall(key, make_in_turn))


def number_in(text: str | None) -> int | None:
    """A whole number that a form or an address names; None where it names none that could be one of ours."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else None


def json_file(content: object) -> Response:
    """An answer of the API as JSON; never a NaN, which is no JSON."""
    return Response(json_bytes(content), mimetype="application/json")


def sent_file(file: ScorecardFile) -> Response:
    """A file that the browser keeps under its name."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, mimetype=file.media_type, headers=headers)


def csv_file(text: str, name: str) -> Response:
    """A csv that Excel reads in the right letters and the browser keeps under a plain name."""
    headers = {"Content-Disposition": f'attachment; filename="{plain_file_name(name, "csv")}"'}
    return Response(csv_bytes(text), mimetype="text/csv", headers=headers)


def answer(html: str, status: int) -> Response:
    """A document as the browser gets it."""
    return Response(html, status, mimetype="text/html")
