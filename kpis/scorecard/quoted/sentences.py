"""A text cut into sentences and clauses, each with its place in the text as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 700
"""Characters. The longest sentence of the published papers has under 500."""
_SAME_LENGTH = str.maketrans({
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\r": " ", "‘": "'", "’": "'", "“": '"', "”": '"',
    "–": "-", "—": "-", "−": "-", "‑": "-", "•": "-", "·": "-", "‐": "-",
})  # fmt: skip
_MARKS = re.compile(r"\{\{[^{}\n]*\}\}|\*+|__|`+|^[ >]*#+|\]\([^)\n]*\)", re.MULTILINE)
_BLOCK_BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d{1,2}[.)]|[a-z][.)])\s)|\n(?=\s*#)")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9£])|(?<=[a-z]{3})[.!?](?=[A-Z0-9])")
_CLAUSE_END = re.compile(r"[;:](?=\s)|,?\s(?:but|however|whereas|while|whilst|although|though)\s|\s-\s")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|vs|no|approx|cf|para|ref|dr|mr|mrs|st)\.$", re.IGNORECASE)
_LINE_END = re.compile(r"\n")
_BULLET = re.compile(r"\s*(?:[-+]|\(?(?:\d{1,2}|[a-z])[.)])\s+")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `start` is where it begins in the text; `block` counts paragraphs and bullets from 0."""

    text: str
    start: int
    block: int
    is_heading: bool = False


def plain(text: str) -> str:
    """The text with typists' quotes, dashes, spaces and Markdown marks made plain; every character keeps its place."""
    text = text.translate(_SAME_LENGTH)
    return _MARKS.sub(lambda mark: " " * len(mark[0]), text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order and made plain. A short line without a full stop is a heading."""
    flat = plain(text)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_pieces(flat, 0, len(flat), _BLOCK_BREAK)):
        bullet = _BULLET.match(flat, start, end)
        begin = bullet.end() if bullet else start
        lines = _pieces(flat, begin, end, _LINE_END)
        after = flat[slice(*lines[1])] if len(lines) > 1 else ""
        if text[begin:end].lstrip().startswith("#") or _is_heading(flat[slice(*lines[0])], after):
            found.append(Sentence(flat[slice(*lines[0])], lines[0][0], number, True))
            begin = lines[0][1]
        for first, last in _pieces(flat, begin, end, _SENTENCE_END):
            for start_of, end_of in _bounded(flat, first, last):
                piece = flat[start_of:end_of].replace("\n", " ")
                if piece.strip():
                    alone = start_of == begin and end_of == end and bullet is None
                    found.append(Sentence(piece, start_of, number, alone and _is_heading(piece, "A")))
    return tuple(found)


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The stretches of a sentence that can be about one thing each."""
    return list(_pieces(sentence, 0, len(sentence), _CLAUSE_END))


def _pieces(text: str, start: int, end: int, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    found, begin = [], start
    for mark in breaks.finditer(text, start, end):
        if breaks is _SENTENCE_END and _ABBREVIATION.search(text[max(0, mark.start() - 8) : mark.start() + 1]):
            continue
        found.append((begin, mark.end()))
        begin = mark.end()
    found.append((begin, end))
    return found


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or pieces of one that is longer than people write, so that reading takes a bounded time."""
    found = []
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        middle = cut + 1 if cut > 0 else start + LONGEST_SENTENCE
        found.append((start, middle))
        start = middle
    return [*found, (start, end)]


def _is_heading(line: str, after: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 14 and not line.rstrip().endswith((".", ",", ";", ":")) and after.lstrip()[:1].isupper()


def sentence_around(text: str, place: int) -> str:
    """The sentence that a place in a text stands in, as it was typed, on one line."""
    before = [s for s in sentences(text) if s.start <= place]
    typed = text[before[-1].start :][: len(before[-1].text)] if before else text
    return " ".join(typed.split())
