"""A load in a process of its own that kills itself at a named point: the product has no hooks for it, so it is patched.

python tests/store/dying_load.py POINT load FILE --by NAME ...
"""

import os
import signal
import sys

from kpis import cli, intake_commands
from kpis.operations import upload


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def after(function):
    """The function, and death as soon as it has done its work."""

    def dying(*args, **kwargs):
        function(*args, **kwargs)
        die()

    return dying


def halfway(save):
    def dying(connection, number, added):
        save(connection, number, added[: len(added) // 2])
        die()

    return dying


POINTS = {
    "before the transaction": (upload, "read_and_check", after),
    "after the upload's own row": (upload, "save_upload", after),
    "in the middle of the figures": (upload, "save_observations", halfway),
    "before the commit": (upload, "record", after),
    "after the commit": (intake_commands, "_load_status", after),
}

if __name__ == "__main__":
    point = sys.argv[1]
    if point in POINTS:
        module, name, patch = POINTS[point]
        setattr(module, name, patch(getattr(module, name)))
    sys.exit(cli.main(sys.argv[2:]))
