"""How many false sentences of the published papers the check of words finds, and how many true ones it doubts.

python -m benchmarks.words. The sentences are in tests/golden/words, each with its verdict and the sum that shows it.
True sentences are then spoilt on purpose, in one of four ways; chance is seeded, so the numbers can be had again.
"""

from __future__ import annotations

import csv
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import load_published
from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for
from kpis.scorecard.quoted.check import check_words
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.store.engine import open_store

SENTENCES = Path(__file__).parents[1] / "tests" / "golden" / "words" / "published_words.csv"
WRITTEN = SENTENCES.with_name("written_words.csv")
SEED = 2026
FLIPS = {
    "reduced": "increased", "increased": "reduced", "improved": "worsened", "higher": "lower", "lower": "higher",
    "above": "below", "below": "above", "decreased": "increased", "more": "fewer", "less": "more", "decline": "rise",
    "increase": "decrease", "reduction": "increase", "reducing": "increasing", "down": "up", "lowest": "highest",
    "better": "worse", "improvement": "deterioration", "improvements": "deteriorations",
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A published sentence, what it follows, and what is known of it."""

    scorecard: str
    period: str
    codes: tuple[str, ...]
    context: str
    words: str
    verdict: str
    is_provable: bool
    quoted: str

    @property
    def text(self) -> str:
        return f"{self.context}\n{self.words}" if self.context else self.words

    @property
    def begins(self) -> int:
        """Where the sentence itself begins in the text."""
        return len(self.text) - len(self.words)


def published_sentences() -> list[Sentence]:
    """Every collected sentence."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [
            Sentence(
                row["scorecard"], row["period"], tuple(row["codes"].split()), row["context"], row["words"],
                row["verdict"], row["provable"] == "yes", row["quoted"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def written_sentences() -> list[Sentence]:
    """Sentences of our own about the published figures, true and false, each written before the check had read it."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        return [
            Sentence(
                row["scorecard"], row["period"], (), row["context"], row["words"],
                row["verdict"], row["verdict"] == "false", row["quoted"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def published_scorecards(sentences: Sequence[Sentence]) -> dict[tuple[str, str], Scorecard]:
    """The scorecard of each sentence, from a store of its own with the published workbooks."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/words.db")
        load_published(store)
        for key in {(s.scorecard, s.period) for s in sentences if s.scorecard}:
            found[key] = scorecard_for(store, Asker("a benchmark"), *key)
        store.close()
    return found


def findings(sentence: Sentence, scorecards: Mapping[tuple[str, str], Scorecard], text: str = "") -> list[Finding]:
    """What is found in the sentence itself, its context left out; of another text where one is given."""
    card = scorecards[sentence.scorecard, sentence.period]
    return [f for f in check_words(text or sentence.text, tuple(card.rows), card.period) if f.start >= sentence.begins]


def is_found(sentence: Sentence, scorecards: Mapping[tuple[str, str], Scorecard]) -> bool:
    """Whether the very thing that is false in it is doubted."""
    return any(f.is_doubt and sentence.quoted in (f.quoted, f.quoted + "s") for f in findings(sentence, scorecards))


@dataclass(frozen=True)
class Fault:
    """One true thing of a sentence made false: the text with it, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


Maker = Callable[[random.Random, str, Finding, ScorecardRow], str | None]


def another_digit(chance: random.Random, text: str, finding: Finding, row: ScorecardRow) -> str | None:
    """The figure with one digit changed."""
    digits = [m.start() for m in re.finditer(r"[0-9]", finding.quoted)]
    if not digits:
        return None
    place = chance.choice(digits)
    others = [d for d in "123456789" if d != finding.quoted[place]]
    return finding.quoted[:place] + chance.choice(others) + finding.quoted[place + 1 :]


def from_elsewhere(chance: random.Random, text: str, finding: Finding, row: ScorecardRow) -> str | None:
    """England's figure, or the neighbours', for ours."""
    shown = [c.shown for c in row.comparators if c.value is not None and c.value != row.value]
    return chance.choice(shown) if shown and finding.quoted == row.shown else None


def another_period(chance: random.Random, text: str, finding: Finding, row: ScorecardRow) -> str | None:
    """The same row's figure of another period, that the sentence does not quote."""
    shown = sorted({p.shown for p in row.history if p.value is not None and p.shown not in text})
    ours = {p.shown for p in row.history}
    return chance.choice(shown) if shown and finding.quoted in ours else None


FIGURE_FAULTS: dict[str, Maker] = {
    "one digit changed": another_digit,
    "England's or the neighbours' figure for ours": from_elsewhere,
    "another period's figure": another_period,
}
FLIPPED = "the direction turned round"


def faults(
    chance: random.Random, sentence: Sentence, scorecards: Mapping[tuple[str, str], Scorecard]
) -> Iterator[Fault]:
    """Each checked figure of a true sentence spoilt in each way that it can be, and each direction turned round."""
    card = scorecards[sentence.scorecard, sentence.period]
    rows = {row.indicator.code: row for row in card.rows}
    text = sentence.text
    for finding in findings(sentence, scorecards):
        if finding.outcome is not Outcome.AGREES or not re.search(r"[0-9]", finding.quoted):
            continue
        for kind, make in FIGURE_FAULTS.items():
            other = make(chance, text, finding, rows[finding.codes[0]]) if finding.codes else None
            if other is not None and other != finding.quoted:
                changed = text[: finding.start] + other + text[finding.end :]
                yield Fault(kind, changed, finding.start, finding.start + len(other))
    for word in re.finditer(r"[a-z]+", text[sentence.begins :]):
        flipped = FLIPS.get(word[0])
        if flipped and sentence.codes:
            start = sentence.begins + word.start()
            yield Fault(FLIPPED, text[:start] + flipped + text[start + len(word[0]) :], start, start + len(flipped))


def is_fault_found(fault: Fault, sentence: Sentence, scorecards: Mapping[tuple[str, str], Scorecard]) -> bool:
    """Whether something is doubted where the fault is; of a direction, anywhere in the sentence."""
    doubts = [f for f in findings(sentence, scorecards, fault.text) if f.is_doubt]
    if fault.kind == FLIPPED:
        return bool(doubts)
    return any(f.start < fault.end and fault.start < f.end for f in doubts)


@dataclass(frozen=True)
class Rates:
    """What the check does on the published sentences and on the seeded faults."""

    false_found: int
    false_provable: int
    true_doubted: int
    true_in_all: int
    faults_found: Mapping[str, tuple[int, int]]


def measure(sentences: Sequence[Sentence], scorecards: Mapping[tuple[str, str], Scorecard]) -> Rates:
    """Recall on what the loaded data can prove false, false alarms on what is true, and recall on seeded faults."""
    provable = [s for s in sentences if s.is_provable]
    true = [s for s in sentences if s.verdict == "true" and s.scorecard]
    chance = random.Random(SEED)
    tried: dict[str, list[bool]] = {}
    for sentence in true:
        for fault in faults(chance, sentence, scorecards):
            tried.setdefault(fault.kind, []).append(is_fault_found(fault, sentence, scorecards))
    return Rates(
        sum(is_found(s, scorecards) for s in provable),
        len(provable),
        sum(any(f.is_doubt for f in findings(s, scorecards)) for s in true),
        len(true),
        {kind: (sum(found), len(found)) for kind, found in tried.items()},
    )


def main() -> None:
    """Prints recall and false alarms, what was missed, and the seeded faults as a table."""
    sentences = published_sentences()
    own = written_sentences()
    scorecards = published_scorecards([*sentences, *own])
    rates = measure(sentences, scorecards)
    print(f"False sentences that the loaded data can prove: {rates.false_found} of {rates.false_provable} found")
    print(f"True sentences doubted: {rates.true_doubted} of {rates.true_in_all}")
    for sentence in sentences:
        if sentence.is_provable and not is_found(sentence, scorecards):
            print(f"  missed: {sentence.words}")
        if sentence.verdict == "true" and sentence.scorecard:
            for finding in findings(sentence, scorecards):
                if finding.is_doubt:
                    print(f"  doubted: {finding.quoted!r} in {sentence.words!r}: {finding.says}")
    doubted = [s for s in own if any(f.is_doubt for f in findings(s, scorecards))]
    false = sum(s.is_provable for s in own)
    found = sum(s.is_provable for s in doubted)
    print(f"Of our own: {found} of {false} false found, {len(doubted) - found} of {len(own) - false} true doubted")
    print("\n| fault | tried | found | share found |\n|---|---|---|---|")
    for kind, (found, tried) in rates.faults_found.items():
        print(f"| {kind} | {tried} | {found} | {100 * found / tried:.0f}% |")


if __name__ == "__main__":
    main()
