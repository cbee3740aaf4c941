"""For gunicorn and waitress: the site, warmed up before the first request, from the settings of the environment.

gunicorn --config gunicorn.conf.py           on Linux
python wsgi.py [--host HOST] [--port PORT]    on Windows, with waitress
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Mapping
from contextlib import closing

from flask import Flask

from app import HOST, PORT, create_app, listening
from callbacks.request_log import log_to_standard_error
from kpis.model.errors import Refused, WaymarkError
from kpis.operations.access_settings import ADDRESS, AccessSettings, log_level_in, settings_in
from kpis.store.engine import database_address, open_store

CANNOT_START = 4
"""What gunicorn takes as: it would be no better if it tried again."""


def create(environment: Mapping[str, str] = os.environ) -> Flask:
    """The site, ready for its first request. Ends the process with one sentence where it cannot be made."""
    try:
        settings = served_settings(environment)
        log_to_standard_error(log_level_in(environment))
        app = create_app(open_store(database_address(environment)), settings, environment=environment)
    except WaymarkError as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise SystemExit(CANNOT_START) from None
    app.warm_up()
    server: Flask = app.server
    return server


def prepare(environment: Mapping[str, str] = os.environ) -> None:
    """Looks at the settings and brings the store up to date, once, before there are several processes.

    What takes long to load is loaded here as well, so that the processes that follow share it and start sooner.
    """
    importlib.import_module("pandas")
    try:
        served_settings(environment)
        with closing(open_store(database_address(environment))):
            pass
    except WaymarkError as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise SystemExit(CANNOT_START) from None


def served_settings(environment: Mapping[str, str]) -> AccessSettings:
    """The settings of a site that others reach: under an address and a secret, both given. Raises Refused."""
    settings = settings_in(environment)
    if not settings.address:
        raise Refused(f"Set {ADDRESS} to where people reach Waymark, such as https://scorecards.example.gov.uk.")
    return settings


def main(arguments: list[str] | None = None) -> int:
    """Serves the site with waitress, for machines that have no gunicorn; returns once it is stopped."""
    parser = argparse.ArgumentParser(prog="wsgi.py", description="Serves Waymark with waitress, behind a web server.")
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    chosen = parser.parse_args(arguments)
    listening(create(), host=chosen.host, port=chosen.port).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
