"""The regions of England, by which councils are compared, under every name that headings and sentences give them.

Source: Office for National Statistics, Regions (December 2023) Names and Codes in England, and the codes of Inner and
Outer London. The names are as the Department for Education writes them in its files and as `areas.csv` has them: ONS
writes Yorkshire and The Humber, Inner London and Outer London.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OUR_REGION = "our region"
"""What a heading "Region", or a sentence on the regional average, names before it is known which region is ours."""


@dataclass(frozen=True)
class Region:
    """One region by its ONS code. `others` are more names that it goes by."""

    code: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.others)


REGIONS = (
    Region("E12000001", "North East"),
    Region("E12000002", "North West"),
    Region("E12000003", "Yorkshire and the Humber", ("Yorkshire and Humber", "Yorkshire and Humberside", "Yorkshire")),
    Region("E12000004", "East Midlands"),
    Region("E12000005", "West Midlands"),
    Region("E12000006", "East of England"),
    Region("E13000001", "London (Inner)", ("Inner London",)),
    Region("E13000002", "London (Outer)", ("Outer London",)),
    Region("E12000007", "London", ("Greater London",)),
    Region("E12000008", "South East"),
    Region("E12000009", "South West"),
)
_NAMES = frozenset(region.name for region in REGIONS)


def is_region(name: str) -> bool:
    """Whether a comparator of this name is a region's."""
    return name in _NAMES


def is_one_of(name: str, meant: Sequence[str]) -> bool:
    """Whether a comparator is one of the areas that a text means. Any region in its row may be the one that is ours."""
    return name in meant or (OUR_REGION in meant and is_region(name))
