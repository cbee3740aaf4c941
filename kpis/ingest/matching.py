"""Which indicator a row is for: by name and ref, in the scorecard that the workbook is about."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kpis.ingest.trouble import Trouble, confirm, reject, warn
from kpis.model.catalogue import Catalogue, plain_name
from kpis.model.indicators import Indicator

SAME_WORDS_BUT_FOR_TYPING = 0.85
"""Names this alike, out of 1, are offered as the same indicator and a person confirms."""

SAME_INDICATOR_RENAMED = 0.6
"""With the right ref, a name this alike is taken as the indicator, with a warning."""

NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
NOTES = re.compile(r"[(\[](?:note )?[0-9]{1,2}[)\]]$|\b(?:19|20)[0-9]{2}(?:[/-][0-9]{2,4})?\b")
"""Numbers that are no part of a name: that of a footnote, and a year."""
LONGEST_NAME = 300
"""Of a longer text only the beginning is compared with names."""

MOST_HINTS = 40
"""For so many unknown names the nearest is looked up, which takes long: of more, nobody reads every hint."""
MOST_LOOKED_UP = 200
"""So many different names are compared with the whole catalogue at all, those that are almost right among them."""
MOST_RENAMED = 2_000
"""So many different names are compared with the name of their ref."""


@dataclass(frozen=True, slots=True)
class RowLabel:
    """What a row says of itself."""

    name: str
    ref: str = ""
    section: str = ""


def _plain_ref(ref: str) -> str:
    return "".join(ref.split()).casefold().rstrip(".")


class Matcher:
    """Finds the indicator of each row, in the scorecard that most rows of the workbook belong to."""

    def __init__(self, catalogue: Catalogue, labels: Mapping[RowLabel, int]) -> None:
        """`labels` says of how many rows each is, in the order in which they first stand."""
        self._by_name: dict[str, list[Indicator]] = {}
        self._by_ref: dict[str, list[Indicator]] = {}
        for indicator in catalogue.indicators:
            for name in (indicator.name, *indicator.aliases):
                self._by_name.setdefault(plain_name(name), []).append(indicator)
            for ref in {_plain_ref(indicator.ref), _plain_ref(indicator.code)} - {""}:
                self._by_ref.setdefault(ref, []).append(indicator)
        self._catalogue = catalogue
        self.scorecard = self._vote(labels)
        self.sections = frozenset(plain_name(i.section) for i in catalogue.of_scorecard(self.scorecard))
        self._indicators = catalogue.of_scorecard(self.scorecard)
        self._matches: dict[RowLabel, tuple[Indicator | None, Trouble | None]] = {}
        self._unknown = self._looked_up = self._renamed = 0

    def _vote(self, labels: Mapping[RowLabel, int]) -> str:
        """The scorecard with the most rows; a row whose name and ref both fit counts for more than one alone."""
        votes: Counter[str] = Counter()
        for label, rows in labels.items():
            named = {i.code: i for i in self._by_name.get(plain_name(label.name), ())}
            reffed = {i.code: i for i in self._by_ref.get(self._ref_in(label), ())}
            for code, indicator in (named | reffed).items():
                votes[indicator.scorecard] += rows * (1 + 2 * (code in named) + (code in named and code in reffed))
        return votes.most_common(1)[0][0] if votes else ""

    def knows_name(self, text: str) -> bool:
        """Whether some indicator of any scorecard has this very name."""
        return plain_name(text) in self._by_name

    def knows(self, label: RowLabel) -> bool:
        """Whether a row's name or ref is that of some indicator of any scorecard."""
        return plain_name(label.name) in self._by_name or self._ref_in(label) in self._by_ref

    def knows_ref(self, text: str) -> bool:
        """Whether some indicator of any scorecard has this ref or code."""
        return _plain_ref(text) in self._by_ref

    def _ref_in(self, label: RowLabel) -> str:
        """The ref that a row gives: where it has none, a name that nothing is called by may be one."""
        is_alone = not label.ref and plain_name(label.name) not in self._by_name
        return _plain_ref(label.name if is_alone else label.ref)

    def match(self, label: RowLabel) -> tuple[Indicator | None, Trouble | None]:
        """The indicator of a row and what is odd about the match. Worked out once for rows that say the same."""
        if label not in self._matches:
            self._matches[label] = self._match(label)
        return self._matches[label]

    def _match(self, label: RowLabel) -> tuple[Indicator | None, Trouble | None]:
        here = [i for i in self._by_name.get(plain_name(label.name), ()) if i.scorecard == self.scorecard]
        reffed = [i for i in self._by_ref.get(self._ref_in(label), ()) if i.scorecard == self.scorecard]
        if label.name and here:
            return self._among(here, label, reffed)
        if reffed and not (label.ref and label.name):
            return self._of_ref_alone(reffed, label)
        if reffed and self._renamed < MOST_RENAMED:
            self._renamed += 1
            likest = max(reffed, key=lambda i: _likeness(label.name, i))
            if _likeness(label.name, likest) >= SAME_INDICATOR_RENAMED or _looks_like_markup(label.name):
                if _has_another_number(label.name, likest):
                    return likest, confirm(
                        "C_INDICATOR_MATCH",
                        f'the name {_quoted(label.name)} has another number than the catalogue\'s "{likest.name}".',
                        "Confirm that it is the same indicator, or put the ref or the name right.",
                    )
                return likest, warn(
                    "W_INDICATOR_NAME",
                    f'the name {_quoted(label.name)} is not the catalogue\'s "{likest.name}".',
                    "Nothing, if it is the same indicator: the catalogue's name is shown.",
                )
        if reffed:
            return None, reject(
                "E_INDICATOR_UNKNOWN",
                f'the ref {label.ref} is that of "{reffed[0].name}", and the row is called {_quoted(label.name)}.',
                "Put the ref or the name right.",
            )
        return self._near(label)

    def _of_ref_alone(self, reffed: list[Indicator], label: RowLabel) -> tuple[Indicator | None, Trouble | None]:
        """The indicator of a ref without a name; of several that share the ref the one of the row's section."""
        of_section = [i for i in reffed if plain_name(i.section) == plain_name(label.section)] or reffed
        if len(of_section) == 1:
            return of_section[0], None
        names = " and ".join(f'"{i.name}"' for i in of_section)
        return None, reject(
            "E_INDICATOR_UNKNOWN",
            f"the ref {label.ref or label.name} is that of {names}, and the row has no name.",
            "Write the name beside the ref.",
        )

    def _among(
        self, named: list[Indicator], label: RowLabel, reffed: list[Indicator]
    ) -> tuple[Indicator | None, Trouble | None]:
        agreeing = [i for i in named if i in reffed] or [
            i for i in named if plain_name(i.section) == plain_name(label.section)
        ]
        if label.ref and (named[0].ref or reffed) and not any(i in reffed for i in named):
            wanted = named[0]
            return None, reject(
                "E_INDICATOR_UNKNOWN",
                f"the ref {label.ref} and the name {_quoted(label.name)} do not belong together: "
                f"that indicator's ref is {wanted.ref or wanted.code}.",
                "Put the ref or the name right.",
            )
        return (agreeing or named)[0], None

    def _near(self, label: RowLabel) -> tuple[Indicator | None, Trouble | None]:
        """A name that is almost right is asked about, and any other refused, with a hint for the first of them."""
        is_looked_up = self._unknown < MOST_HINTS and self._looked_up < MOST_LOOKED_UP
        self._looked_up += 1
        near = None
        if is_looked_up and label.name:
            near = self._catalogue.nearest_by_name(label.name[:LONGEST_NAME], self._indicators or None)
        if near and not label.ref and _likeness(label.name, near) >= SAME_WORDS_BUT_FOR_TYPING:
            return near, confirm(
                "C_INDICATOR_MATCH",
                f'{_quoted(label.name)} is not in the catalogue; the nearest is {near.code} "{near.name}".',
                "Confirm that it is the same indicator, or put the name right.",
            )
        hint = f' The nearest is {near.code} "{near.name}".' if near else ""
        self._unknown += 1
        if not near and label.ref and is_looked_up:
            hint = self._catalogue.did_you_mean(label.ref[:LONGEST_NAME])
        called = _quoted(label.name) if label.name else label.ref[:LONGEST_NAME]
        if label.ref and label.name:
            called += f" (ref {label.ref[:LONGEST_NAME]})"
        return None, reject(
            "E_INDICATOR_UNKNOWN",
            f"no indicator in the catalogue is called {called}.{hint}",
            "Put the name right, or add the indicator to the catalogue first.",
        )


def _likeness(name: str, indicator: Indicator) -> float:
    wanted = plain_name(name[:LONGEST_NAME])
    return max(
        difflib.SequenceMatcher(None, wanted, plain_name(known)).ratio()
        for known in (indicator.name, *indicator.aliases)
    )


def _has_another_number(name: str, indicator: Indicator) -> bool:
    """Whether a name says a number that the indicator's do not: within 35 days is not within 45."""
    known = NUMBERS.findall(" ".join((indicator.name, *indicator.aliases)))
    return not _looks_like_markup(name) and not set(NUMBERS.findall(NOTES.sub("", name[:LONGEST_NAME]))) <= set(known)


def _looks_like_markup(name: str) -> bool:
    return "<" in name and ">" in name


def _quoted(name: str) -> str:
    """The name as it stands in the workbook, whole; of a text that is no name, how it begins."""
    if len(name) <= LONGEST_NAME:
        return f'"{name}"'
    return f'"{name[:80].rstrip()}" (the first 80 of {len(name):,} letters)'
