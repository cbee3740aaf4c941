"""The grammar of figures: cell text to a value, a marker or trouble.

Ours and not a library's: float() accepts Arabic digits, "1e400" and "nan", and pandas turns "n/a" into nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from kpis.ingest.cells import Cell, clean_text
from kpis.ingest.period_text import parse_period
from kpis.ingest.trouble import Trouble, confirm, reject, warn
from kpis.model.catalogue import Sign
from kpis.model.indicators import Unit
from kpis.model.observations import CellValue, Marker

LARGEST_NUMBER = 10**15
"""Beyond this a binary number no longer holds every whole number."""

COMMON_SIGNS = {
    "x": Marker.SUPPRESSED,
    "c": Marker.SUPPRESSED,
    "[c]": Marker.SUPPRESSED,
    "suppressed": Marker.SUPPRESSED,
    "withheld": Marker.SUPPRESSED,
    "[x]": Marker.NOT_AVAILABLE,
    "not available": Marker.NOT_AVAILABLE,
    "z": Marker.NOT_APPLICABLE,
    "[z]": Marker.NOT_APPLICABLE,
    "not applicable": Marker.NOT_APPLICABLE,
    "not reported": Marker.NOT_REPORTED,
    "low": Marker.SUPPRESSED,
    "[low]": Marker.SUPPRESSED,
    "not benchmarked": Marker.NOT_BENCHMARKED,
    "report development required": Marker.REPORT_IN_DEVELOPMENT,
    "report in development": Marker.REPORT_IN_DEVELOPMENT,
    "tbc": Marker.TO_BE_CONFIRMED,
    "to be confirmed": Marker.TO_BE_CONFIRMED,
}
ROUNDS_TO_NOUGHT = ("low", "[low]")
"""More than nought and too small to print: no number, and the word stays with the figure."""
UNCLEAR_SIGNS = (
    "-", "--", ".", "..", "...", "…", ":", "~", "?", "n/a", "na", "n.a.", "n.a", "n/k", "nk", "nil", "u", "[u]", "w",
    "[w]", "n/d", "[d]",
)  # fmt: skip
WITHHELD_IF_CONFIRMED = ("*", "**", "***", "#", "##", "###")
ATTACHED = {
    "b": "break in series", "e": "estimated", "er": "error corrected", "f": "forecast", "p": "provisional",
    "r": "revised", "u": "low reliability",
}  # fmt: skip
"""The shorthand of official statistics that stands beside a figure and never in its place."""
WITH_SHORTHAND = re.compile(rf"(?P<figure>.*[^\s\[]) ?\[(?P<sign>{'|'.join(ATTACHED)})\]", re.IGNORECASE)
EMPTY_SIGNS = ("null", "none", "nan", "(null)")
CELL_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE)
BELOW = re.compile(
    r"(<=?|≤|fewer than|less than|under|below|up to) ?[0-9]{1,2}"
    r"|[01] ?(-|–|to) ?[0-9]|[0-9]{1,2} or (fewer|less|below)",
    re.IGNORECASE,
)
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
FIGURE = re.compile(
    rf"(?P<minus>[-\u2212])?(?P<pound>£ ?)?(?P<number>{NUMBER})(?P<million> ?m)?"
    r" ?(?P<suffix>%|r|points?|days?|per ?cent)?",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(rf"\((?P<pound>£ ?)?(?P<number>{NUMBER})\)")
WITH_BRACKETS = re.compile(r"(?P<figure>.*[^\s(]) ?\((?P<inside>[^()]+)\)")
WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15}"
FRACTION = re.compile(rf"({WHOLE}) ?(?:/|of|out of|\((?:out )?of) ?({WHOLE})\)?", re.IGNORECASE)
SPACED_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
LONGEST_FIGURE = 80
MAY_BE_NEGATIVE = (Unit.POINTS, Unit.POUNDS, Unit.RATIO)
SUFFIX_UNITS = {"%": Unit.PERCENTAGE, "percent": Unit.PERCENTAGE, "point": Unit.POINTS, "day": Unit.DAYS}

Parsed = tuple[CellValue | None, Trouble | None]


def plain_sign(text: str) -> str:
    """A sign as it is looked up: case, spacing and the kind of dash do not count; brackets do."""
    return clean_text(text).casefold().replace("–", "-").replace("—", "-")


def parse_value(cell: Cell, unit: Unit, signs: dict[str, Sign]) -> Parsed:
    """What a cell says, in the indicator's unit, and what is odd about it.

    A blank cell gives (None, None). Trouble that rejects comes without a value; trouble to confirm comes with the value
    it will have if confirmed.
    """
    if cell.is_blank:
        return None, None
    match cell.content:
        case bool():
            return None, _not_a_number(cell.text)
        case datetime() | date() | time():
            return None, _not_a_number(
                _date_text(cell.content), "Excel has turned it into a date. Type it again as a number."
            )
        case int() | float():
            return _from_number(cell, unit)
    return _from_text(cell, unit, signs)


def as_written(cell: Cell) -> str:
    """The figure as a person sees it in Excel."""
    if isinstance(cell.content, int | float) and cell.is_percent:
        places = len(cell.number_format.partition("%")[0].partition(".")[2].strip("[]_ )"))
        return f"{Decimal(str(cell.content)) * 100:.{places}f}%"
    return cell.text


def _from_number(cell: Cell, unit: Unit) -> Parsed:
    """A number cell, to the 15 digits that Excel keeps: 0.5760000000000001 formatted as per cent is 57.6."""
    number = Decimal(f"{cell.content:.15g}") if isinstance(cell.content, float) else Decimal(str(cell.content))
    if not number.is_finite():
        return None, _not_a_number(cell.text)
    if abs(number) >= LARGEST_NUMBER:
        return None, _too_large(cell.text)
    if cell.is_percent:
        if unit is not Unit.PERCENTAGE:
            return None, _wrong_unit("a percentage", unit)
        number *= 100
    return _checked(float(number), unit, cell.text)


def _from_text(cell: Cell, unit: Unit, signs: dict[str, Sign]) -> Parsed:
    text = clean_text(str(cell.content)).lstrip("'")
    sign = plain_sign(text)
    if CELL_ERROR.fullmatch(text):
        return None, reject(
            "E_CELL_ERROR", f"the cell shows the error {text}.", "Mend the formula, or write [x] for not available."
        )
    own = signs.get(sign)
    if own is not None:
        return CellValue(marker=own.marker), None
    if sign in COMMON_SIGNS or BELOW.fullmatch(text):
        note = "low" if sign in ROUNDS_TO_NOUGHT else ""
        return CellValue(marker=COMMON_SIGNS.get(sign, Marker.SUPPRESSED), note=note), None
    if sign in WITHHELD_IF_CONFIRMED:
        return CellValue(marker=Marker.SUPPRESSED), confirm(
            "C_SYMBOL",
            f'"{text}" may mean withheld, missing, or too wide to show.',
            "Confirm that it means withheld, or write the figure, 0 or [x] for not available.",
        )
    if sign.strip("[]") in ATTACHED and sign.startswith("[") and sign not in UNCLEAR_SIGNS:
        meaning = ATTACHED[sign.strip("[]")]
        return None, reject(
            "E_SYMBOL", f'"{text}" means {meaning}, and no figure stands before it.', "Write the figure."
        )
    if sign in UNCLEAR_SIGNS:
        return CellValue(marker=Marker.NOT_AVAILABLE), confirm(
            "C_SYMBOL",
            f'"{text}" may mean nought, missing or withheld.',
            "Confirm that it means not available, or write 0, [x] for not available or [c] for withheld.",
        )
    if sign in EMPTY_SIGNS:
        return None, reject(
            "E_NUMBER" if sign == "nan" else "E_SYMBOL",
            f'"{text}" is not a number.',
            "Write the figure, or [x] for not available.",
        )
    return _figure(text, unit, cell)


def _figure(text: str, unit: Unit, cell: Cell) -> Parsed:
    fraction = FRACTION.fullmatch(text)
    if fraction:
        return _from_fraction(_whole(fraction[1]), _whole(fraction[2]), unit)
    marked = WITH_SHORTHAND.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if marked:
        value, trouble = _figure(marked["figure"].strip(), unit, cell)
        return (None if value is None else replace(value, note=ATTACHED[marked["sign"].casefold()])), trouble
    bracketed = WITH_BRACKETS.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if bracketed:
        value, trouble = _figure(bracketed["figure"].strip(), unit, cell)
        return (None, trouble) if value is None else (_with_brackets(value, bracketed["inside"].strip()), trouble)
    negative = IN_BRACKETS.fullmatch(text)
    if negative:
        if negative["pound"] and unit is not Unit.POUNDS:
            return None, _wrong_unit("in pounds", unit)
        return _checked(-float(negative["number"].replace(",", "")), unit, text)
    is_spaced = SPACED_THOUSANDS.fullmatch(text) is not None
    found = FIGURE.fullmatch(text.replace(" ", "") if is_spaced else text)
    if not found:
        return None, _not_a_number(text, _hint(text))
    value, trouble = _from_figure(found, unit, text)
    if value is not None and trouble is None and (is_spaced or _is_number_kept_as_text(text, cell)):
        trouble = warn("W_TEXT_NUMBER", f'"{text}" is a number stored as text.', "Nothing: it is read as the number.")
    return value, trouble


def _hint(text: str) -> str:
    if re.fullmatch(r"[0-9.]+,[0-9]{1,2} ?%?|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", text):
        return "Write a point before the decimals, and no points or spaces between thousands."
    if re.match(r"[~≈>+±]|c\.|ca\.|about |approx|circa ", text.casefold()):
        return "Write the exact figure, without a sign or a word before it."
    return "Write the figure, or [x] for not available."


def _is_number_kept_as_text(text: str, cell: Cell) -> bool:
    if cell.from_text_file:
        return str(cell.content).strip().startswith("'")
    return re.fullmatch(r"'?[0-9.]+", str(cell.content)) is not None and cell.number_format != "@"


def _from_figure(found: re.Match[str], unit: Unit, text: str) -> Parsed:
    number = Decimal(found["number"].replace(",", "")) * (1_000_000 if found["million"] else 1)
    suffix = (found["suffix"] or "").casefold().replace(" ", "")
    if suffix == "r":
        if unit is not Unit.RATE_PER_10000:
            return CellValue(value=float(number)), confirm(
                "C_SYMBOL",
                f'the "r" in "{text}" means revised in national statistics.',
                "Confirm the figure without it.",
            )
    elif suffix:
        named = SUFFIX_UNITS[suffix.rstrip("s")]
        if named is not unit:
            return None, _wrong_unit({Unit.PERCENTAGE: "a percentage"}.get(named, f"in {named.value}"), unit)
    if (found["pound"] or found["million"]) and unit is not Unit.POUNDS:
        return None, _wrong_unit("in pounds", unit)
    if abs(number) >= LARGEST_NUMBER:
        return None, _too_large(text)
    return _checked(float(-number if found["minus"] else number), unit, text)


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _from_fraction(numerator: int, denominator: int, unit: Unit) -> Parsed:
    if denominator == 0:
        return CellValue(marker=Marker.NOT_APPLICABLE, numerator=numerator, denominator=0), confirm(
            "C_DEN_ZERO", "the denominator is 0: there were no cases.", "Confirm that the figure is not applicable."
        )
    match unit:
        case Unit.COUNT:
            value = float(numerator)
        case Unit.PERCENTAGE:
            value = float(Decimal(numerator) * 100 / Decimal(denominator))
        case Unit.RATIO:
            value = float(Decimal(numerator) / Decimal(denominator))
        case _:
            return None, _wrong_unit("a fraction", unit)
    return CellValue(value=value, numerator=numerator, denominator=denominator), None


def _with_brackets(value: CellValue, inside: str) -> CellValue:
    """What stands in brackets after a figure: its count, its fraction, its period, or in words its source."""
    period, _ = parse_period(inside)
    if period is not None:
        return replace(value, period=period)
    fraction = FRACTION.fullmatch(inside)
    if fraction:
        return replace(value, numerator=float(_whole(fraction[1])), denominator=float(_whole(fraction[2])))
    if re.fullmatch(NUMBER, inside) and Decimal(inside.replace(",", "")) < LARGEST_NUMBER:
        return replace(value, numerator=float(inside.replace(",", "")))
    return replace(value, note=inside)


def _checked(number: float, unit: Unit, text: str) -> Parsed:
    if not math.isfinite(number) or abs(number) >= LARGEST_NUMBER:
        return None, _too_large(text)
    if number < 0 and unit not in MAY_BE_NEGATIVE:
        return None, reject("E_NEGATIVE", f'"{text}" is below nought.', "Check the sign.")
    if unit is Unit.COUNT and not number.is_integer():
        return None, reject("E_NOT_WHOLE", f'"{text}" is not a whole number, and this is a count.', "Check the figure.")
    return CellValue(value=number + 0.0 if number else 0.0), None


def _date_text(content: date | time) -> str:
    """A date as a person reads it in Excel, and not as machines write it."""
    return f"{content:%H:%M}" if isinstance(content, time) else f"{content:%d/%m/%Y}"


def _not_a_number(text: str, hint: str = "Write the figure, or [x] for not available.") -> Trouble:
    shortened = text if len(text) <= 60 else text[:57] + "…"
    return reject("E_NUMBER", f'"{shortened}" is not a number.', hint)


def _too_large(text: str) -> Trouble:
    return reject("E_NUMBER_RANGE", f'"{text}" is too large to be exact.', "Check the figure.")


def _wrong_unit(given: str, unit: Unit) -> Trouble:
    plural = {Unit.POUNDS: "in pounds", Unit.DAYS: "in days", Unit.POINTS: "in points"}
    words = plural.get(unit) or f"a {unit.value.replace('_', ' ')}"
    return reject("E_UNIT", f"the figure is {given}, and this indicator is {words}.", "Check the figure and its unit.")
