"""What the log is told of each request: that it came, how it ended and how long it took; never what was in it.

One JSON object a line, on standard error. No figure, name, file name, cell, address or query is ever in it: a request
is told by its endpoint, and has an id that stands on the page of an error too, so that the two can be brought together.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, Response, g, has_request_context, request

log = logging.getLogger("waymark")
LETTERS = "bcdfghjklmnpqrstvwxz"
LENGTH = 12
HEADER = "X-Request-Id"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REFUSING = frozenset({400, 401, 403, 405, 411, 413, 415, 422, 429, 503})
NOWHERE, OTHER = "none", "other"
FRAMES = 12


@dataclass(frozen=True)
class Answered:
    """A request as it may be told. `refusal` is the kind of refusal it met, empty where it met none."""

    method: str
    endpoint: str
    status: int
    seconds: float
    kind_of_content: str
    refusal: str


def register(server: Flask, count: Callable[[Answered], None]) -> None:
    """Looks at each request before everything else and at each answer after everything else. Called first."""
    log.addFilter(_with_reference)

    @server.before_request
    def _begin() -> None:
        g.request_id = new_id()
        g.began = time.perf_counter()

    @server.after_request
    def _end(response: Response) -> Response:
        response.headers[HEADER] = reference()
        answered = _answered(response)
        count(answered)
        if answered.refusal:
            why = {"why": g.refused_why} if g.get("refused_why") else {}
            log.warning("refusal", extra={"told": {"kind": answered.refusal, "endpoint": answered.endpoint, **why}})
        told = {
            "method": answered.method,
            "endpoint": answered.endpoint,
            "status": answered.status,
            "milliseconds": round(answered.seconds * 1000, 1),
        }
        log.info("request", extra={"told": told})
        return response


def new_id() -> str:
    """An id without a digit or a vowel, so that it can be mistaken neither for a figure nor for a word."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def reference() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return g.get("request_id", "") if has_request_context() else ""


def note_refusal(kind: object, why: str = "") -> None:
    """Notes what kind of refusal a request met, for its line in the log; `why` must quote nothing that was sent."""
    g.refusal, g.refused_why = kind if isinstance(kind, str) else type(kind).__name__, why


def log_failure(failure: BaseException) -> None:
    """One line for an error that nobody foresaw: its kind. Where it arose is told at debug; its words, never."""
    told = {"kind": type(failure).__name__, "endpoint": request.endpoint or NOWHERE}
    log.error("error", extra={"told": told})
    if log.isEnabledFor(logging.DEBUG):
        frames = traceback.extract_tb(failure.__traceback__)[-FRAMES:]
        where = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
        log.debug("error arose", extra={"told": {"where": where}})


def log_to_standard_error(level: str) -> None:
    """Sends the log to standard error. A second call only changes the level."""
    log.setLevel(logging.DEBUG if level == "debug" else logging.INFO)
    if not any(isinstance(handler, _ToStandardError) for handler in log.handlers):
        log.addHandler(_ToStandardError())


class _ToStandardError(logging.Handler):
    """Writes to whatever standard error is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(as_line(record) + "\n")
        sys.stderr.flush()


def _with_reference(record: logging.LogRecord) -> bool:
    """Gives a record the id of the request that it is about."""
    record.request_id = reference()
    return True


def as_line(record: logging.LogRecord) -> str:
    """A record as one line of JSON. What an exception says is left out: it may quote what somebody sent."""
    told: dict[str, object] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
    }
    request_id = getattr(record, "request_id", "")
    if request_id:
        told["request"] = request_id
    return json.dumps({**told, **getattr(record, "told", {})}, ensure_ascii=True)


def _answered(response: Response) -> Answered:
    status = response.status_code
    refusal = g.get("refusal", "") or (f"http_{status}" if status in REFUSING else "")
    return Answered(
        request.method if request.method in METHODS else OTHER,
        request.endpoint or NOWHERE,
        status,
        time.perf_counter() - g.get("began", time.perf_counter()),
        response.mimetype or "",
        refusal,
    )
