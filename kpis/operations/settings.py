"""Every setting with the value in force and where it came from; secrets are never among the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kpis.model import settings
from kpis.model.errors import Refused, WaymarkError
from kpis.model.people import Asker, Audience
from kpis.model.settings import PREFIX, SETTINGS, Origin, Setting, SettingShown
from kpis.operations.access_settings import log_level_in, settings_in
from kpis.operations.keeping import must_keep_settings
from kpis.operations.public_view import CLOSED, OPEN, is_public_view_open
from kpis.store.engine import Store, address_shown, database_address, open_store

SET, NOT_SET, NOTHING = "set, and not shown", "not set", "none"
NEAR = 0.6


@dataclass(frozen=True)
class SettingsFound:
    """What the settings are, and what is wrong with them, each in one sentence."""

    shown: tuple[SettingShown, ...]
    faults: tuple[str, ...]


def settings_found(environment: Mapping[str, str], database: str) -> SettingsFound:
    """Every setting, those that the store decides among them, with what is wrong with any."""
    faults = _faults(environment)
    shown = []
    for setting in SETTINGS:
        if setting is settings.PUBLIC_VIEW and not environment.get(setting.name):
            try:
                shown.append(_public_view(database))
            except WaymarkError as refusal:
                faults.append(str(refusal))
                shown.append(SettingShown(setting, "not known", Origin.STORE))
        else:
            shown.append(_shown(setting, environment, database))
    return SettingsFound(tuple(shown), tuple(faults))


def settings_served(store: Store, asker: Asker, environment: Mapping[str, str], seen_as: Audience) -> SettingsFound:
    """The same of a site that is running, for administrators. `seen_as` is whose pages it was told to serve."""
    must_keep_settings(asker)
    shown = []
    for setting in SETTINGS:
        one = _shown(setting, environment, database_address(environment))
        if setting is settings.PUBLIC_VIEW and one.origin is Origin.DEFAULT:
            one = _kept_public_view(store)
        elif setting is settings.DATABASE and one.value != store.address:
            one = SettingShown(setting, store.address, Origin.COMMAND_LINE)
        elif setting is settings.AUDIENCE and one.value != seen_as:
            one = SettingShown(setting, seen_as, Origin.COMMAND_LINE)
        shown.append(one)
    return SettingsFound(tuple(shown), tuple(_faults(environment)))


def _faults(environment: Mapping[str, str]) -> list[str]:
    faults = [_unknown(name) for name in sorted(environment) if name.startswith(PREFIX) and name not in _names()]
    try:
        log_level_in(environment)
        settings_in(environment, None if environment.get(settings.SECRET.name) else b"this machine's own")
    except Refused as refusal:
        faults.append(str(refusal))
    return faults


def settings_as_json(found: SettingsFound) -> dict[str, object]:
    """The settings for a program: secrets are told as set or not, never as they are."""
    listed = [{"name": s.setting.name, "value": s.value, "from": s.origin.value} for s in found.shown]
    return {"settings": listed, "faults": list(found.faults)}


def settings_as_text(found: SettingsFound) -> str:
    """One line for each setting, and one under it that says what it is."""
    lines: list[str] = []
    for shown in found.shown:
        lines += [
            f"{shown.setting.name} = {shown.value} ({shown.origin.value.replace('_', ' ')})",
            f"    {shown.setting.means}",
        ]
    return "\n".join([*lines, *found.faults])


def _shown(setting: Setting, environment: Mapping[str, str], database: str) -> SettingShown:
    given = environment.get(setting.name, "")
    origin = Origin.ENVIRONMENT if given else Origin.DEFAULT
    if setting is settings.DATABASE:
        is_asked = database != database_address(environment)
        return SettingShown(setting, address_shown(database), Origin.COMMAND_LINE if is_asked else origin)
    if setting.is_secret:
        unset = NOT_SET if setting.default == NOTHING else f"{NOT_SET}: {setting.default}"
        return SettingShown(setting, SET if given else unset, origin)
    return SettingShown(setting, given or setting.default, origin)


def _public_view(database: str) -> SettingShown:
    path = database.removeprefix("sqlite:///")
    if path != database and not Path(path).exists():
        return SettingShown(settings.PUBLIC_VIEW, CLOSED, Origin.DEFAULT)  # no store is made only to look into it
    store = open_store(database)
    try:
        return _kept_public_view(store)
    finally:
        store.close()


def _kept_public_view(store: Store) -> SettingShown:
    is_open = is_public_view_open(store, None)
    return SettingShown(settings.PUBLIC_VIEW, OPEN if is_open else CLOSED, Origin.STORE if is_open else Origin.DEFAULT)


def _names() -> Sequence[str]:
    return [setting.name for setting in SETTINGS]


def _unknown(name: str) -> str:
    near = get_close_matches(name, _names(), 1, NEAR)
    return f"There is no setting called {name}: it changes nothing." + (f" Did you mean {near[0]}?" if near else "")
