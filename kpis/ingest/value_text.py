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
from kpis.ingest.printed_words import printed_words
from kpis.ingest.signs import ATTACHED, DASHES, Parsed, plain_sign, read_sign
from kpis.ingest.trouble import Trouble, confirm, reject, warn
from kpis.model.catalogue import Sign
from kpis.model.indicators import Unit
from kpis.model.observations import CellValue, Marker
from kpis.model.problems import Severity

LARGEST_NUMBER = 10**15
"""Beyond this a binary number no longer holds every whole number."""

WITH_SHORTHAND = re.compile(rf"(?P<figure>.*[^\s\[]) ?\[(?P<sign>{'|'.join(ATTACHED)})\]", re.IGNORECASE)
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
FIGURE = re.compile(
    rf"(?P<minus>[{DASHES}] ?)?(?P<pound>£ ?)?(?P<number>{NUMBER})(?P<million> ?m)?"
    r" ?(?P<suffix>%|r|points?|days?|per ?cent)?",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(rf"\((?P<pound>£ ?)?(?P<number>{NUMBER})(?P<percent> ?%)?\)")
WITH_BRACKETS = re.compile(r"(?P<figure>.*[^\s(]) ?\((?P<inside>[^()]+)\)")
WITH_FOOTNOTE = re.compile(
    r"(?P<figure>.*[0-9%)]) ?(?:\[(?P<note>note [0-9]{1,2})\]|(?P<mark>[*†‡§#¹²³⁰⁴-⁹]+|[pefb]|\[[0-9]{1,2}\]))",
    re.IGNORECASE,
)
"""A figure and the mark of a note to it. Official statistics write [note 1]; the other marks say several things."""
WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15}"
FRACTION = re.compile(rf"({WHOLE}) ?(?:/|of|out of|\((?:out )?of) ?({WHOLE})\)?", re.IGNORECASE)
CONTINENTAL = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+ ?%?")
POINTS_FOR_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
SPACED_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
LONGEST_FIGURE = 80
PLAIN_FORMATS = ("General", "0", "@", "0.0", "0.00", "0%", "0.0%", "#,##0")
AS_MONEY = re.compile(r"[£€]|\[\$[^\]-]")
PRINTED_FOR_NOUGHT = ("", "-", "--", "nil", "none", "zero")
MAY_BE_NEGATIVE = (Unit.POINTS, Unit.POUNDS, Unit.RATIO)
SUFFIX_UNITS = {"%": Unit.PERCENTAGE, "percent": Unit.PERCENTAGE, "point": Unit.POINTS, "day": Unit.DAYS}


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
            return _from_number(cell, unit) if _printed_over(cell) is None else _from_printed(cell, unit, signs)
    return _from_text(cell, unit, signs)


def as_written(cell: Cell) -> str:
    """The figure as a person sees it in Excel."""
    printed = _printed_over(cell)
    if printed is not None:
        return printed
    if isinstance(cell.content, int | float) and cell.is_percent:
        places = len(cell.number_format.partition("%")[0].partition(".")[2].strip("[]_ )"))
        return f"{Decimal(str(cell.content)) * 100:.{places}f}%"
    return cell.text


def _printed_over(cell: Cell) -> str | None:
    """The words that a cell prints in place of its number; None where it prints the number, or a dash for nought."""
    number = cell.content
    if isinstance(number, bool) or not isinstance(number, int | float) or cell.number_format in PLAIN_FORMATS:
        return None
    words = printed_words(number, cell.number_format)
    return None if number == 0 and words is not None and plain_sign(words) in PRINTED_FOR_NOUGHT else words


def _from_printed(cell: Cell, unit: Unit, signs: dict[str, Sign]) -> Parsed:
    """A number that its format hides. Words for withheld count before it, and then no message names it."""
    words = _printed_over(cell) or ""
    said = read_sign(words, signs) if words else None
    if said is not None and said[0] is not None and said[0].marker is Marker.SUPPRESSED:
        return said[0], confirm(
            "C_SYMBOL",
            f'the cell prints "{words}" over a number.',
            "Confirm that the figure is withheld, or give the cell a plain number format.",
        )
    value, trouble = _from_number(cell, unit)
    if value is None:
        return None, trouble
    prints = f'prints "{words}"' if words else "prints nothing"
    return value, confirm(
        "C_SYMBOL", f"the cell {prints} and holds {cell.text}.", f"Confirm {cell.text}, or write what is meant."
    )


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
    if unit is not Unit.POUNDS and AS_MONEY.search(cell.number_format):
        return None, _wrong_unit("in pounds", unit)
    return _checked(float(number), unit, cell.text)


def _from_text(cell: Cell, unit: Unit, signs: dict[str, Sign]) -> Parsed:
    text = clean_text(str(cell.content)).lstrip("'")
    return read_sign(text, signs) or _figure(text, unit, cell)


def _figure(text: str, unit: Unit, cell: Cell) -> Parsed:
    fraction = FRACTION.fullmatch(text)
    if fraction:
        return _from_fraction(_whole(fraction[1]), _whole(fraction[2]), unit)
    marked = WITH_SHORTHAND.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if marked:
        value, trouble = _figure(marked["figure"].strip(), unit, cell)
        return (None if value is None else replace(value, note=ATTACHED[marked["sign"].casefold()])), trouble
    footnote = WITH_FOOTNOTE.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if footnote:
        return _with_footnote(footnote, text, unit, cell)
    bracketed = WITH_BRACKETS.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if bracketed:
        value, trouble = _figure(bracketed["figure"].strip(), unit, cell)
        if value is None:
            return None, trouble
        inside = bracketed["inside"].strip()
        if unit is Unit.COUNT and re.fullmatch(r"[0-9]+", inside) and parse_period(inside)[0] is None:
            return value, trouble or _mark_asked_about(f"({inside})", text)
        return _with_brackets(value, inside), trouble
    negative = IN_BRACKETS.fullmatch(text)
    if negative:
        if negative["pound"] and unit is not Unit.POUNDS:
            return None, _wrong_unit("in pounds", unit)
        if negative["percent"] and unit is not Unit.PERCENTAGE:
            return None, _wrong_unit("a percentage", unit)
        return _checked(-float(negative["number"].replace(",", "")), unit, text)
    is_spaced = SPACED_THOUSANDS.fullmatch(text) is not None
    found = FIGURE.fullmatch(text.replace(" ", "") if is_spaced else text)
    if not found and text.startswith("="):
        return None, _not_worked_out(text)
    if not found:
        return None, _not_a_number(text, _hint(text, unit))
    value, trouble = _from_figure(found, unit, text)
    if value is not None and trouble is None and (is_spaced or _is_number_kept_as_text(text, cell)):
        trouble = warn("W_TEXT_NUMBER", f'"{text}" is a number stored as text.', "Nothing: it is read as the number.")
    return value, trouble


def _with_footnote(found: re.Match[str], text: str, unit: Unit, cell: Cell) -> Parsed:
    """The figure before the mark of a note. Only [note 1] can be nothing else: a star may mean rounded or withheld."""
    value, trouble = _figure(found["figure"].strip(), unit, cell)
    if value is None:
        is_number = trouble is not None and trouble.code != "E_NUMBER"
        return None, trouble if is_number else _not_a_number(text, _hint(text, unit))
    if found["note"]:
        return replace(value, note=" ".join(filter(None, (value.note, found["note"].casefold())))), trouble
    return value, trouble if trouble and trouble.severity is not Severity.WARN else _mark_asked_about(
        found["mark"], text
    )


def _mark_asked_about(mark: str, text: str) -> Trouble:
    return confirm(
        "C_SYMBOL", f'the "{mark}" in "{text}" may be a footnote, or say more.', "Confirm the figure without it."
    )


def _not_worked_out(text: str) -> Trouble:
    shortened = text if len(text) <= 60 else text[:57] + "…"
    return reject(
        "E_FORMULA_NO_VALUE", f'"{shortened}" is a formula, and not the figure that it gives.', "Write the figure."
    )


def _hint(text: str, unit: Unit) -> str:
    if CONTINENTAL.fullmatch(text) and unit is Unit.COUNT:
        return "Write the whole number, with nothing or a comma between thousands, such as 1,512."
    if CONTINENTAL.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
        return f"Write {plain}, with a point before the decimals and none between thousands."
    if POINTS_FOR_THOUSANDS.fullmatch(text):
        return f"Write {text.replace('.', '')}, without points between thousands."
    if re.match(r"[~≈>+±]|c\.|ca\.|about |approx|circa ", text.casefold()):
        return "Write the exact figure, without a sign or a word before it."
    return "Write the figure, or [x] for not available."


def _is_number_kept_as_text(text: str, cell: Cell) -> bool:
    if cell.from_text_file:
        return str(cell.content).strip().startswith("'")
    return re.fullmatch(r"'*[0-9.]+", str(cell.content)) is not None and cell.number_format != "@"


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
        is_thousands = re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text)
        plain = text.replace(".", "")
        what_to_do = f"Write {plain}, if the point stands between thousands." if is_thousands else "Check the figure."
        return None, reject("E_NOT_WHOLE", f'"{text}" is not a whole number, and this is a count.', what_to_do)
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
