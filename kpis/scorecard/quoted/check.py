"""The words of the officers checked against the figures: every figure and every direction in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpis.model.indicators import Unit
from kpis.model.periods import Period
from kpis.scorecard.quoted.figures import Figure, Kind, figures
from kpis.scorecard.quoted.given import NEUTRAL_UNITS, counts_children
from kpis.scorecard.quoted.judged import Beside, in_range, is_ever, judge
from kpis.scorecard.quoted.movements import check_movements
from kpis.scorecard.quoted.outcomes import Finding, NotChecked, Outcome
from kpis.scorecard.quoted.own_sums import check_own_sum
from kpis.scorecard.quoted.roles import Part, Role, part_of
from kpis.scorecard.quoted.sentences import Sentence, clauses, sentences
from kpis.scorecard.quoted.settled import Held, settled
from kpis.scorecard.quoted.subjects import Subject, Subjects, related
from kpis.scorecard.quoted.together import added_together
from kpis.scorecard.quoted.verdicts import Verdict
from kpis.scorecard.quoted.vocabulary import tokens, words
from kpis.scorecard.quoted.when import When, periods_named
from kpis.scorecard.rows import ScorecardRow

_FROM_TO = re.compile(r"\bfrom\b[^.;]*\bto $", re.IGNORECASE)
NOUN = 48
"""So many letters after a count can name what is counted."""
EVENTS = frozenset(
    ("episode", "referral", "contact", "admission", "discharge", "assessment", "enquiry", "conference", "interview")
)
"""What happens to a child, and can happen twice: a count of children is not a count of these."""
MOST_FIGURES, MOST_IN_TEXT = 30, 400
"""Figures of one sentence, and of one text, that are looked at: a table typed as a sentence is no sentence."""
TOO_MANY = "There are too many figures in one sentence to tell what each is about."
NO_ROW = "No row of the scorecard is plainly what this is about."
_NOUN_ENDS = re.compile(
    r"[.;:,()]|\b(?:at|by|to|on|than|compared|with|from|and|which|that|in(?! (?:[Cc]are|[Nn]eed)))\b"
)
_RANGE = re.compile(r"\s*(?:to|-)\s*")
_BETWEEN = re.compile(r"\bbetween(?: around| about)?$")
_RANGED = re.compile(r"\b(?:rang(?:ed|es|ing)|var(?:ied|ies|ying)|fluctuat(?:ed|es|ing)|mov(?:ed|es|ing)) from$")
_ALWAYS_PARTS = frozenset({"unvalidated", "provisional"})
_POINTS_BACK = re.compile(r"^\W*(?:this|it|these|they|performance|which)\b", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|it|(?:a|the) (?:rate|figure))\b", re.IGNORECASE)
_OF_THESE = re.compile(r"^\W*(?:of (?:these|them|whom|which|those(?! in\b| who\b| with\b))|others?\b)", re.IGNORECASE)


@dataclass(frozen=True)
class _Place:
    """Where in the text the reading stands: the sentence, its periods, and the rows it is about or inherits.

    `agreed` are the codes that a figure before in the sentence agrees with.
    """

    sentence: Sentence
    whens: tuple[When, ...]
    own: tuple[Subject, ...]
    inherited: tuple[Subject, ...]
    paragraph: str
    earlier: tuple[When, ...] = ()
    earlier_text: str = ""
    agreed: frozenset[str] = frozenset()

    @property
    def points_back(self) -> bool:
        """Whether it begins with "this" or "it": with what the sentence before was about."""
        return bool(_POINTS_BACK.search(self.sentence.text))


def check_words(
    text: str, rows: Sequence[ScorecardRow], period: Period, about: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Every figure and direction quoted in a text, in order, with what the data say of it.

    `rows` are the scorecard's as the audience has them; `about` are the codes that the text is written under, where it
    is one indicator's commentary. A text of any kind is read without an error; what is not understood is not checked.
    """
    subjects = Subjects(rows)
    under = tuple(Subject(row, 1.0, 1.0) for row in rows if row.indicator.code in about)
    found: list[Finding] = []
    for place in _places(text, subjects, period, under):
        of_figures = list(_figures_of(place, subjects, 0 if len(found) > MOST_IN_TEXT else MOST_FIGURES))
        agreed = frozenset(c for h in of_figures if h.finding.outcome is Outcome.AGREES for c in h.finding.codes)
        moved = check_movements(place.sentence, place.whens, place.own, place.inherited, subjects, agreed)
        found += settled(of_figures, moved, subjects, place.sentence.text)
    ordered = sorted(found, key=lambda f: (f.start, f.end))
    return tuple(replace(f, quoted=text[f.start : f.end]) for f in ordered)


def _places(text: str, subjects: Subjects, period: Period, under: tuple[Subject, ...]) -> Iterator[_Place]:
    """Each sentence with what it inherits: from its paragraph, the heading over it, or the row it is written under."""
    all_of_it = sentences(text)
    paragraphs: dict[int, str] = {}
    for one in all_of_it:
        paragraphs[one.block] = paragraphs.get(one.block, "") + " " + one.text
    before: tuple[Subject, ...] = under
    earlier: tuple[When, ...] = ()
    said = ""
    for one in all_of_it:
        own = subjects.of(one.text)
        if one.is_heading:
            before = own or under
        whens = periods_named(one.text, period)
        place = _Place(one, whens, own, before, paragraphs[one.block], earlier, said)
        yield place
        if not (place.points_back and before):
            before = own or before
        earlier, said = whens or earlier, one.text if own else said


def _figures_of(place: _Place, subjects: Subjects, most: int) -> Iterator[Held]:
    text = place.sentence.text
    quoted = figures(text, [(w.start, w.end) for w in place.whens])
    agreed: set[str] = set()
    for number, figure in enumerate(quoted):
        if figure.kind is Kind.DAYS and not any(r.indicator.unit is Unit.DAYS for r in subjects.rows):
            continue
        if number >= most:
            at = (place.sentence.start + figure.start, place.sentence.start + figure.end)
            too_many = Finding("", *at, Outcome.NOT_CHECKED, TOO_MANY, (), NotChecked.TOO_MANY)
            yield Held(figure, Part(Role.VALUE), too_many)
            continue
        part = part_of(figure, quoted, place.whens, text)
        if part.role is Role.VALUE and number + 1 < len(quoted) and _is_range(figure, quoted[number + 1], text):
            part = part_of(quoted[number + 1], quoted, place.whens, text)
        verdict = _judged(
            figure, part, replace(place, agreed=frozenset(agreed)), subjects, _range_of(figure, quoted, text)
        )
        agreed |= {verdict.code} if verdict.outcome is Outcome.AGREES else set()
        start, end = place.sentence.start + figure.start, place.sentence.start + figure.end
        codes = (verdict.code,) if verdict.code else ()
        finding = Finding("", start, end, verdict.outcome, verdict.says, codes, verdict.reason)
        yield Held(figure, part, finding)


def _is_range(first: Figure, second: Figure, text: str) -> bool:
    """Whether two figures are the ends of a range: "15 to 20", "between 15 and 20", "ranged from 15 to 20"."""
    before, joined = text[: first.start].rstrip().casefold(), text[first.end : second.start]
    if first.value >= second.value:
        return False
    if _BETWEEN.search(before) and joined == " and ":
        return True
    return bool(_RANGE.fullmatch(joined)) and (not before.endswith(("from", "by")) or bool(_RANGED.search(before)))


def _range_of(figure: Figure, quoted: Sequence[Figure], text: str) -> tuple[Figure, Figure] | None:
    place = quoted.index(figure)
    for first, second in ((place, place + 1), (place - 1, place)):
        if first >= 0 and second < len(quoted) and _is_range(quoted[first], quoted[second], text):
            return quoted[first], quoted[second]
    return None


def _judged(
    figure: Figure, part: Part, place: _Place, subjects: Subjects, ends: tuple[Figure, Figure] | None
) -> Verdict:
    """The verdict of the rows that it may be about: agreement with any of them, or the doubt of the likeliest."""
    likeliest: list[Verdict] = []
    for chosen, is_inherited, is_far in _chosen(figure, place, subjects):
        earlier, said = place.earlier if is_inherited else (), tokens(place.sentence.text)
        beside = Beside(subjects.rows, is_inherited, is_far, earlier, said)
        fitting = [row for row in chosen if _can_be(figure, part, row)]
        verdicts = [judge(figure, part, row, beside) for row in fitting]
        added = added_together(chosen) if figure.kind is Kind.COUNT else None
        if added is not None:
            verdicts += [v for v in (judge(figure, part, added, beside),) if v.outcome is Outcome.AGREES]
        if ends is not None and part.role is Role.VALUE:
            verdicts += _within(figure, ends, part, fitting)
        agreed = next((v for v in verdicts if v.outcome is Outcome.AGREES), None)
        if agreed is not None:
            return agreed
        if verdicts and not likeliest:
            likeliest = [_if_certain(v, figure, part, place, subjects, is_inherited) for v in verdicts]
    own_sum = check_own_sum(figure, place.sentence.text, place.paragraph)
    if own_sum is not None and not any(v.is_doubt for v in likeliest):
        return own_sum
    return _worst(likeliest, figure) or Verdict("", Outcome.NOT_CHECKED, NO_ROW, NotChecked.NO_INDICATOR)


def _worst(verdicts: Sequence[Verdict], figure: Figure) -> Verdict | None:
    """Whose figure it is says most; then the row that counts what a count counts; then the likeliest row."""
    whose = (Outcome.ANOTHER_ROW, Outcome.ANOTHER_PERIOD)
    found = next((v for v in verdicts if v.outcome in whose), None)
    if found is None and figure.kind is Kind.COUNT:
        found = next((v for v in verdicts if v.is_doubt), None)
    lacking = (NotChecked.NO_COMPARATOR, NotChecked.NO_TARGET)
    return found or next((v for v in verdicts if v.reason not in lacking), next(iter(verdicts), None))


def _chosen(figure: Figure, place: _Place, subjects: Subjects) -> Iterator[tuple[list[ScorecardRow], bool, bool]]:
    """Rows to try, in groups: of the clause, the sentence and what it inherits; each with what they are made of."""
    text = place.sentence.text
    clause = next((text[a:b] for a, b in clauses(text) if a <= figure.start < b), text)
    nearest = _nearest(figure, text)
    named = [(subjects.of(nearest), False), (subjects.of(clause), False), (place.own, False), (place.inherited, True)]
    if place.points_back and place.inherited:
        named.insert(0, named.pop())
    if not place.own and figure.kind is Kind.COUNT:
        named.insert(0, (subjects.of(f"{place.earlier_text} {_after(figure, text)}"), True))
    near = (subjects.of(nearest), subjects.of(clause))
    for group, is_inherited in named:
        rows = [subject.row for subject in group]
        if rows:
            is_far = group not in near
            yield rows, is_inherited, is_far
            yield list(related(subjects.rows, rows)), is_inherited, is_far


def _can_be(figure: Figure, part: Part, row: ScorecardRow) -> bool:
    """Whether a figure of its kind can be of a row of its unit, in the part it plays."""
    unit = row.indicator.unit
    if part.role is Role.DIFFERENCE:
        match figure.kind:
            case Kind.POINTS | Kind.SCORE:
                return unit in (Unit.PERCENTAGE, Unit.POINTS)
            case Kind.COUNT:
                return unit is not Unit.PERCENTAGE or part.is_beside_target or bool(part.areas)
            case Kind.NUMBER:
                return unit is not Unit.COUNT
            case _:
                return True
    has_counts = figure.kind is Kind.COUNT and unit is Unit.PERCENTAGE and part.role is Role.VALUE
    return unit in NEUTRAL_UNITS[figure.kind] or has_counts


def _within(figure: Figure, ends: tuple[Figure, Figure], part: Part, rows: Sequence[ScorecardRow]) -> list[Verdict]:
    """The rows whose figure lies in a range; an end that is written with decimals must be a figure of the row too."""
    found = []
    for row in rows:
        if figure.decimals and not is_ever(figure, row):
            continue
        given = in_range(ends, part, row)
        if given is not None:
            found.append(Verdict(row.indicator.code, Outcome.AGREES, f"The data give {given.shown} {given.what}."))
    return found


def _if_certain(
    verdict: Verdict, figure: Figure, part: Part, place: _Place, subjects: Subjects, is_inherited: bool
) -> Verdict:
    """A doubt, unless the figure is of a part of the row, or counts something else."""
    if not verdict.is_doubt:
        return verdict
    row = next(r for r in subjects.rows if r.indicator.code == verdict.code)
    text = place.sentence.text
    clause = next((text[a:b] for a, b in clauses(text) if a <= figure.start < b), text)
    named_anew = figure.kind is Kind.COUNT and tokens(_counted(figure, text)) & tokens(row.indicator.name)
    goes_on = row.indicator.code in place.agreed or _may_inherit(figure, place)
    if is_inherited and not named_anew and not goes_on:
        return Verdict("", Outcome.NOT_CHECKED, NO_ROW, NotChecked.NO_INDICATOR)
    near = _after(figure, text) if figure.kind is Kind.COUNT else clause
    narrowed = subjects.narrowed_by(row, tokens(near) | (tokens(text) & _ALWAYS_PARTS))
    if narrowed or _OF_THESE.match(text[figure.end :]):
        words = "It seems to be about a part of this row, which the data do not hold."
        return Verdict(verdict.code, Outcome.NOT_CHECKED, words, NotChecked.PART_OF_ROW)
    if figure.kind is Kind.COUNT and part.role is not Role.DIFFERENCE and not _is_counted(figure, text, row, subjects):
        return Verdict("", Outcome.NOT_CHECKED, NO_ROW, NotChecked.NO_INDICATOR)
    return verdict


def _nearest(figure: Figure, text: str) -> str:
    """What a figure is likeliest of: what follows "of", else what stands before it in its clause."""
    begin, end = next(((a, b) for a, b in clauses(text) if a <= figure.start < b), (0, len(text)))
    if re.match(r"\)? (?:(?:of|for) (?!this|these|that|which)|(?:are|were|live|lived|have|had)\b)", text[figure.end :]):
        return re.split(r"[0-9,]", text[figure.end : end])[0]
    return text[begin : figure.start]


def _counted(figure: Figure, text: str) -> str:
    """The words right after a count, which name what is counted."""
    return _NOUN_ENDS.split(text[figure.end : figure.end + NOUN])[0]


def _tokens_counted(figure: Figure, text: str) -> frozenset[str]:
    """What those words name; a phrase of the field that begins in them is taken whole, "admitted to care"."""
    end = len(_counted(figure, text))
    return frozenset(w.token for w in words(text[figure.end : figure.end + NOUN]) if w.start < end)


def _may_inherit(figure: Figure, place: _Place) -> bool:
    """Whether a sentence goes on about what was before: it points back, or names nothing of its own first."""
    text = place.sentence.text
    for when in place.whens:
        text = text[: when.start] + " " * (when.end - when.start) + text[when.end :]
    return place.points_back or bool(_THIS.search(text[: figure.start])) or not tokens(text[: figure.start])


def _after(figure: Figure, text: str) -> str:
    """What follows a figure, up to the next one."""
    rest = text[figure.end :]
    return re.split(r"[0-9]", rest, maxsplit=1)[0]


def _is_counted(figure: Figure, text: str, row: ScorecardRow, subjects: Subjects) -> bool:
    """Whether the words after a count name what the row counts."""
    after = _counted(figure, text)
    named = _tokens_counted(figure, text)
    own = tokens(row.indicator.name)
    if own & EVENTS and not named & EVENTS and after.strip():
        return False
    if named:
        point = row.point(row.period)
        has_counts = row.indicator.unit is Unit.PERCENTAGE and point is not None and point.numerator is not None
        return bool(named & own) and (row.indicator.unit is Unit.COUNT or has_counts)
    if re.search(r"\b(?:child|children|people|pupils|leavers)\b", after, re.IGNORECASE):
        return counts_children(row.indicator) and row.indicator.unit is Unit.COUNT
    is_end = _FROM_TO.search(text[: figure.start]) is not None
    return row.indicator.unit is Unit.COUNT and (not figure.in_words or is_end)
