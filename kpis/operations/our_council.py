"""Which council is ours: seeing it, and setting it with a reason. Earlier settings are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.comparisons import Area, AreaKind, Council, CouncilSetting
from kpis.model.errors import BadCouncil, Refused
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.elsewhere import council_in_force, neighbours_missing, shipped_comparisons
from kpis.operations.keeping import Mistakes, mistakes_of_name, reason_typed
from kpis.store.audit import record
from kpis.store.engine import Store
from kpis.store.neighbours import list_models
from kpis.store.our_council import list_councils, save_council

AUTHORITY, MODEL, NAME, REASON = "authority", "model", "name", "reason"
"""The parts of the setting that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class OurCouncil:
    """The council in force with its names, every setting before, and what else could be chosen.

    `notes` say what is missing for it: a model of neighbours that was not loaded, or that does not list it.
    """

    council: Council
    name: str
    region: str
    settings: Sequence[CouncilSetting]
    authorities: Sequence[Area]
    models: Sequence[int]
    notes: tuple[str, ...]

    def named(self, code: str) -> str:
        """An authority by its code."""
        return next((area.name for area in self.authorities if area.code == code), code)


def our_council(store: Store, asker: Asker) -> OurCouncil:
    """The council that figures are compared as, for whoever may change it."""
    must_be_an_officer(asker)
    areas = shipped_comparisons().areas
    names = {area.code: area.name for area in areas}
    with store.reading() as connection:
        council = council_in_force(connection)
        loaded = list_models(connection)
        notes = neighbours_missing(connection)
        settings = list_councils(connection)
    name = names.get(council.authority, council.authority)
    authorities = sorted((a for a in areas if a.kind is AreaKind.AUTHORITY), key=lambda a: a.name)
    models = sorted({*loaded, council.model}, reverse=True)
    return OurCouncil(council, name, names.get(council.region, ""), settings, authorities, models, notes)


def set_our_council(store: Store, asker: Asker, authority: str, model: str, reason: str) -> CouncilSetting:
    """Sets which council is ours and the model of its neighbours from now on; raises BadCouncil, with all mistakes."""
    must_be_an_officer(asker)
    mistakes: Mistakes = []
    areas = shipped_comparisons().areas
    ours = next((a for a in areas if a.code == authority and a.kind is AreaKind.AUTHORITY), None)
    if ours is None:
        mistakes.append((AUTHORITY, f'"{authority}" is no authority that Waymark knows. Choose one of the list.'))
    with store.writing() as connection:
        standing = council_in_force(connection)
        year = _model_typed(model, {*list_models(connection), standing.model}, mistakes)
        mistakes += mistakes_of_name(asker, NAME)
        why = reason_typed(reason, REASON, "it is set so", mistakes)
        council = Council(ours.code, _region_of(ours, areas), year) if ours and year else None
        if ours and council == standing:
            mistakes.append((AUTHORITY, f"{ours.name} with the {model} model is what is set already."))
        if mistakes or ours is None or council is None:
            raise BadCouncil(tuple(mistakes))
        by = name_of(asker)
        setting = CouncilSetting(council, why, by, datetime.now(UTC))
        save_council(connection, setting)
        told = f"{ours.name}, {model} model of statistical neighbours. {why}"
        record(connection, by, Deed.SET_COUNCIL, told, setting.at)
    return setting


def _model_typed(model: str, known: Collection[int], mistakes: Mistakes) -> int | None:
    """The year of a model that is known; None, with what is wrong added to the mistakes, for any other."""
    if model.isdecimal() and model.isascii() and int(model) in known:
        return int(model)
    listed = ", ".join(str(year) for year in sorted(known))
    mistakes.append((MODEL, f'There is no model of statistical neighbours called "{model}". There are: {listed}.'))
    return None


def _region_of(ours: Area, areas: Sequence[Area]) -> str:
    """The code of an authority's region; raises Refused where the list of areas has none such."""
    for area in areas:
        if area.kind is AreaKind.REGION and ours.region.casefold() in area.names:
            return area.code
    raise Refused(f'{ours.name} has no region in the list of areas: "{ours.region}". Put areas.csv right.')
