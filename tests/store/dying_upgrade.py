"""Opens a store in a process of its own that kills itself after so many changes to the schema.

python tests/store/dying_upgrade.py ADDRESS COUNT
"""

import os
import signal
import sys

import sqlalchemy as sa

from kpis.store.engine import open_store

CHANGES = ("CREATE ", "ALTER ", "DROP ")


def after_changes(count, what):
    """Calls something once so many statements that change the schema have run; returns how to stop listening."""
    seen = []

    def listen(_connection, _cursor, statement, *_):
        if statement.lstrip().upper().startswith(CHANGES):
            seen.append(statement)
            if len(seen) == count:
                what()

    sa.event.listen(sa.Engine, "after_cursor_execute", listen)
    return lambda: sa.event.remove(sa.Engine, "after_cursor_execute", listen)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    after_changes(int(sys.argv[2]), die)
    open_store(sys.argv[1]).close()
