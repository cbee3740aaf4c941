"""How gunicorn serves Waymark: gunicorn --config gunicorn.conf.py. Its command line may set any of it otherwise."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from gunicorn.glogging import Logger

# Each worker process writes its numbers to a folder that is new at each start; /metrics adds them up. The library looks
# at this variable when it is imported, so it stands before everything else.
METRICS = tempfile.mkdtemp(prefix="waymark-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS

wsgi_app = "wsgi:create()"
chdir = str(Path(__file__).resolve().parent)
bind = "127.0.0.1:8050"  # never an address of other machines: a web server stands in front and encrypts the line
worker_class = "gthread"
workers = 2
threads = 8
preload_app = False  # each worker makes and warms a site of its own, with its own connections to the store
timeout = 60
graceful_timeout = 60  # a workbook that is being read is finished first
keepalive = 75  # longer than the 60 seconds for which nginx keeps a connection, so that nginx is the one to close it
forwarded_allow_ips = "127.0.0.1,::1"
secure_scheme_headers: dict[str, str] = {}  # WAYMARK_PROXIES alone says which forwarded headers are believed
forwarder_headers = ""
control_socket_disable = True
accesslog = None  # Waymark writes a line for each request itself: this one would hold addresses and queries
errorlog = "-"
loglevel = "warning"
umask = 0o007
if Path("/dev/shm").is_dir():  # noqa: S108 - for the files by which workers show that they live
    worker_tmp_dir = "/dev/shm"  # noqa: S108


class NothingThatWasSent(Logger):
    """gunicorn's own log, without the lines of requests that it would quote: they may hold a link that signs in."""

    def warning(self, msg, *args, **kwargs):
        """A request that is none is told as that, and by nothing of it."""
        garbled = str(msg).startswith("Invalid request")
        super().warning("A request was garbled, and refused." if garbled else msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        """An error while a request was answered is told by its kind."""
        if "request" in str(msg):
            super().error("A request met an error: %s", type(sys.exc_info()[1]).__name__)
        else:
            super().exception(msg, *args, **kwargs)


logger_class = NothingThatWasSent


def on_starting(server):
    """Looks at the settings and brings the store up to date before any worker is there."""
    from wsgi import prepare

    try:
        prepare()
    except SystemExit:
        on_exit(server)
        raise


def child_exit(server, worker):
    """A worker that ended counts in no gauge any longer."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(server):
    """Takes the folder of the numbers away."""
    shutil.rmtree(METRICS, ignore_errors=True)
