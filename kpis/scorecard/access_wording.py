"""Roles and deeds in plain words."""

from __future__ import annotations

from kpis.model.audit import Deed
from kpis.model.people import Role
from kpis.model.settings import Origin

ROLE_WORDS = {
    Role.READER: "Reader",
    Role.MEMBER: "Member",
    Role.ADVISOR: "Advisor",
    Role.ADMINISTRATOR: "Administrator",
}
ROLE_MEANS = {
    Role.READER: "reads what is public, without signing in",
    Role.MEMBER: "reads what members of the committee are given",
    Role.ADVISOR: "also sees drafts and small numbers, and takes workbooks in",
    Role.ADMINISTRATOR: "also gives people access and keeps the settings",
}
ORIGIN_WORDS = {
    Origin.ENVIRONMENT: "The machine’s environment",
    Origin.COMMAND_LINE: "The command that started it",
    Origin.STORE: "An administrator here",
    Origin.DEFAULT: "Nobody: usual value",
}
DEED_WORDS = {
    Deed.TOOK_IN: "Took in a workbook",
    Deed.UNDID: "Undid an upload",
    Deed.WROTE_WORDS: "Wrote commentary",
    Deed.ADDED_PERSON: "Added a person",
    Deed.CHANGED_ROLE: "Changed a role",
    Deed.REMOVED_PERSON: "Removed a person",
    Deed.MADE_LINK: "Made a link to choose a password",
    Deed.CHOSE_PASSWORD: "Chose a password",
    Deed.SET_PASSWORD: "Set a password",
    Deed.SIGNED_IN: "Signed in",
    Deed.SIGNED_OUT: "Signed out",
    Deed.OPENED_PUBLIC_VIEW: "Opened the public view",
    Deed.CLOSED_PUBLIC_VIEW: "Closed the public view",
    Deed.ADDED_MEETING: "Added a meeting",
    Deed.PUBLISHED: "Published a scorecard",
    Deed.WITHDREW_PUBLICATION: "Withdrew a publication",
    Deed.SAID_WHY_REVISED: "Said why a figure was revised",
    Deed.RECORDED_EVENT: "Recorded an event",
    Deed.WITHDREW_EVENT: "Withdrew an event",
    Deed.SET_SMALL_NUMBERS: "Set what is withheld",
    Deed.SET_TARGET: "Set a target",
    Deed.WITHDREW_TARGET: "Withdrew a target",
    Deed.ADDED_POPULATION: "Added a population",
    Deed.SET_COUNCIL: "Set which council is ours",
    Deed.LOADED_COMPARATORS: "Took in figures of other areas",
    Deed.KEPT_CATALOGUE: "Changed the catalogue",
    Deed.BEGAN_BACKUP: "Began a backup",
    Deed.RESTORED: "Restored a backup",
}


def deed_words(deed: str) -> str:
    """A deed in words; one that this version does not know is shown as it was written."""
    return DEED_WORDS[Deed(deed)] if deed in list(Deed) else deed.replace("_", " ").capitalize()
