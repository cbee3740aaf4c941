"""What every page is handed: the store, who is asking, and how a page becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flask import Response, request

from callbacks.memory import Memory
from callbacks.turns import Turns
from kpis.model.people import Asker
from kpis.operations import Store
from kpis.operations.edition import edition_of
from kpis.operations.export import ScorecardFile, csv_bytes, json_bytes, plain_file_name
from layouts.native import render
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
    files: Memory[ScorecardFile] = field(default_factory=lambda: Memory(MOST_FILES))
    turns: Turns = field(default_factory=Turns)
    memory: Memory[Page] = field(default_factory=Memory)

    def draw(self, page: Page) -> Response:
        """A page as an answer."""
        return answer(*self.document(page))

    def draw_remembered(self, build: Callable[[], Page]) -> Response:
        """A page that only changes when figures do, made once for each kind of reader, address and edition.

        What is remembered is what stands in <main>, the same for all who have the same eyes. The frame around it
        names the reader, and is never remembered.
        """
        key = (self.asker().eyes, request.full_path, edition_of(self.store))
        return self.draw(self.memory.recall(key, lambda: _rendered(build())))

    def send_remembered(self, make: Callable[[], ScorecardFile]) -> Response:
        """A file that takes long to make, made once as pages are drawn once, and in turn with others."""
        key = (self.asker().eyes, request.full_path, edition_of(self.store))

        def make_in_turn() -> ScorecardFile:
            with self.turns.taken():
                return make()

        return sent_file(self.files.recall(key, make_in_turn))

    @property
    def signed_in_as(self) -> str:
        """The name of whoever signed in; empty where a form must ask for one."""
        asker = self.asker()
        return asker.name if asker.is_signed_in else ""

    def asker_named(self, typed: str) -> Asker:
        """Who asks, for what is kept with a name: that of their account, or the name typed where nobody signs in."""
        asker = self.asker()
        return asker if asker.is_signed_in else replace(asker, name=typed)


def _rendered(page: Page) -> Page:
    return replace(page, content=render(page.content))


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
