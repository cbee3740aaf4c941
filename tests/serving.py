"""A site that listens on a port of this machine while a test asks it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress import wasyncore

JOIN_SECONDS = 10


@contextmanager
def serving(server: Any) -> Iterator[int]:
    """Runs a waitress server until the block ends, and gives its port.

    It is stopped from inside its own loop. Closing its sockets from another thread while the loop waits on them fails
    now and then, in whichever test comes next.
    """
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(_close_all_of(server))
        thread.join(JOIN_SECONDS)
        assert not thread.is_alive(), "The server of a test did not stop"


def _close_all_of(server: Any) -> Callable[[], None]:
    """What closes the port and each connection that a browser would have kept; the loop ends when it has none left.

    A connection is closed as the loop itself would: `close` alone leaves open the file that holds the rest of a long
    answer, and whichever test comes next is told of it.
    """

    def close_all() -> None:
        for connection in list(server.active_channels.values()):
            connection.handle_close()
        wasyncore.close_all(server._map)

    return close_all
