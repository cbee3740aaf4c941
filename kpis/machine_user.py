"""Who runs a command on the server itself, as the operating system knows them."""

from __future__ import annotations

import getpass
import os
import sys

from kpis.model.people import ON_THE_COMMAND_LINE, Asker, Role, Way


def asker_at_this_machine() -> Asker:
    """Whoever runs this command, as the audit trail names them: an administrator, for the store is open to them."""
    return Asker(f"{_user()} {ON_THE_COMMAND_LINE}", role=Role.ADMINISTRATOR, way=Way.COMMAND_LINE)


def _user() -> str:
    """The user's name. Where there is one by number it is not taken from variables, which anybody may set."""
    if sys.platform != "win32":
        import pwd

        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:  # a machine may run without names
            return f"user {os.getuid()}"
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
