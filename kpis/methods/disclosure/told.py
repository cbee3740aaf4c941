"""A puzzle as the solver reads it: SMT-LIB text, taken in six times as fast as one expression after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kpis.methods.disclosure.puzzle import Puzzle, Statement, Unknown


@dataclass(frozen=True)
class Told:
    """The text, with what each count is called in it, a number where it is shown, and each choice left open."""

    text: str
    counts: Mapping[str, str]
    choices: Mapping[str, str]


def tell(puzzle: Puzzle, withheld: frozenset[str]) -> Told:
    """What a reader knows once these are withheld."""
    counts = _names(u for u in puzzle.unknowns if u.is_hidden(withheld)) | {
        u.key: _number(u.shown) for u in puzzle.unknowns if u.shown is not None and not u.is_hidden(withheld)
    }
    said = [*_declared(counts, [u for u in puzzle.unknowns if u.is_hidden(withheld)])]
    for statement in puzzle.statements:
        if not statement.unless & withheld:
            said += [f"(assert {claim})" for claim in _claims(statement, counts)]
    return Told("\n".join(said), counts, {})


def tell_open(puzzle: Puzzle) -> Told:
    """The same before anything is chosen: each choice is a question, and what it would take away hangs on it."""
    choices = {choice.key: f"gone{number}" for number, choice in enumerate(puzzle.choices)}
    unsure = [u for u in puzzle.unknowns if u.shown is None or u.choice is not None]
    counts = _names(unsure) | {
        u.key: _number(u.shown) for u in puzzle.unknowns if u.shown is not None and u.choice is None
    }
    said = [f"(declare-const {name} Bool)" for name in choices.values()]
    said += _declared(counts, unsure)
    for unknown in unsure:
        if unknown.choice is not None and unknown.shown is not None:
            shown = f"(= {counts[unknown.key]} {_number(unknown.shown)})"
            said.append(f"(assert (or {choices[unknown.choice]} {shown}))")
    for statement in puzzle.statements:
        gone = " ".join(choices[key] for key in sorted(statement.unless))
        said += [
            f"(assert (or {gone} {claim}))" if gone else f"(assert {claim})" for claim in _claims(statement, counts)
        ]
    return Told("\n".join(said), counts, choices)


def _names(unknowns: Iterable[Unknown]) -> dict[str, str]:
    return {unknown.key: f"count{number}" for number, unknown in enumerate(unknowns)}


def _declared(counts: Mapping[str, str], unknowns: Iterable[Unknown]) -> Iterator[str]:
    for unknown in unknowns:
        name = counts[unknown.key]
        yield f"(declare-const {name} Int)(assert (>= {name} {_number(unknown.least)}))"


def _claims(statement: Statement, counts: Mapping[str, str]) -> Iterator[str]:
    terms = [counts[key] if times == 1 else f"(* {_number(times)} {counts[key]})" for key, times in statement.terms]
    total = f"(+ {' '.join(terms)})" if len(terms) > 1 else terms[0]
    if statement.at_least is not None and statement.at_least == statement.at_most:
        yield f"(= {total} {_number(statement.at_least)})"
        return
    if statement.at_least is not None:
        yield f"(>= {total} {_number(statement.at_least)})"
    if statement.at_most is not None:
        yield f"(<= {total} {_number(statement.at_most)})"


def _number(value: int) -> str:
    return str(value) if value >= 0 else f"(- {-value})"
