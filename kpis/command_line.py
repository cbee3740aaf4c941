"""What each command of the command line has in common: how it is added, who asks, which store, and how it answers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kpis.model.people import Asker, Audience
from kpis.store.engine import Store, open_store

DONE, DONE_WITH_PROBLEMS, REFUSED = 0, 1, 2
NewCommand = Callable[..., argparse.ArgumentParser]
"""Adds a command: the commands, its name, what runs it, and what it is for in words."""


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Lets a command answer in one of several forms; in text unless said."""
    parser.add_argument("--format", choices=formats, default="text")


def add_audience(parser: argparse.ArgumentParser) -> None:
    """Lets a command answer as for the public; as for officers unless said."""
    parser.add_argument("--audience", choices=[a.value for a in Audience], default=Audience.OFFICERS.value)


def asker_of(parsed: argparse.Namespace) -> Asker:
    """Who asks: the name given, or the command line itself, with the audience given."""
    return Asker(getattr(parsed, "by", "command line"), Audience(getattr(parsed, "audience", Audience.OFFICERS)))


@contextmanager
def opened(parsed: argparse.Namespace) -> Iterator[Store]:
    """The store that the command was given, closed afterwards. Raises StoreError where it does not answer."""
    store = open_store(parsed.database)
    try:
        yield store
    finally:
        store.close()


def say(sentence: str) -> None:
    """Says on standard error why something was not done."""
    sys.stderr.write(sentence + "\n")


def print_text(text: str) -> None:
    """Prints an answer, with one line end after it."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def json_text(answer: object) -> str:
    """An answer as JSON that people can read too; a number that JSON does not have is an error."""
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)


def print_json(answer: object) -> None:
    """Prints an answer as JSON."""
    print_text(json_text(answer))
