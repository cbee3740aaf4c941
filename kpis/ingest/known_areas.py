"""Finding an area by its code or its name, as files write them: 879, 879.0, E06000026, Plymouth, London (Inner)."""

from __future__ import annotations

import difflib

from kpis.model.catalogue import plain_name
from kpis.model.comparisons import Area

NEAR_ENOUGH = 0.75


class AreaFinder:
    """The known areas by code, and by every name that they are known under. The same text is looked up once."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        self._by_code = {area.code: area for area in areas}
        self._by_name = {plain_name(name): area for area in areas for name in (area.name, *area.aliases)}
        self._found: dict[tuple[str, str], Area | None] = {}

    def find(self, code: str, name: str) -> Area | None:
        """The area of a code, or else of a name; None where neither is known."""
        asked = (code, name)
        if asked not in self._found:
            self._found[asked] = self._by_code.get(code.removesuffix(".0")) or self._by_name.get(plain_name(name))
        return self._found[asked]

    def hint(self, name: str) -> str:
        """The name that reads most alike, as a question; nothing where none does."""
        near = difflib.get_close_matches(plain_name(name), list(self._by_name), 1, NEAR_ENOUGH)
        return f" Did you mean {self._by_name[near[0]].name}?" if near else ""
