"""Numbers for a watchman, as Prometheus reads them: how much is asked, how long it takes, what is refused.

Nothing in them is about a child, a person or a file. With several processes, which gunicorn.conf.py gives a folder of
their own, each writes its numbers there and whichever is asked adds up those of all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from callbacks.request_log import Answered
from callbacks.wiring import Wiring
from kpis.model.errors import WaymarkError
from kpis.operations.scorecard import is_ready

ADDRESS = "/metrics"
FOLDER_OF_ALL = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)
READS = frozenset({"receive", "receive-comparators"})
SIGN_INS = frozenset({"sign-in-sent", "sign-in-again-sent", "link-sent", "council-sign-in-back"})
EXPORTS = frozenset(
    {
        "scorecards-json",
        "scorecard-file",
        "indicator-file",
        "compare-file",
        "published-file",
        "published-history-file",
    }
)
FILES = {
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
DONE, REFUSED = "done", "refused"


@dataclass(frozen=True)
class Metrics:
    """The counters of one application."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    reads: Counter = field(init=False)
    refusals: Counter = field(init=False)
    exports: Counter = field(init=False)
    sign_ins: Counter = field(init=False)

    def __post_init__(self) -> None:
        def counter(name: str, words: str, *labels: str) -> Counter:
            return Counter(f"waymark_{name}", words, labels, registry=self.registry)

        made = {
            "requests": counter("requests", "Requests answered", "method", "endpoint", "status"),
            "reads": counter("uploads_read", "Workbooks read", "outcome"),
            "refusals": counter("refusals", "Requests refused", "kind"),
            "exports": counter("exports", "Files given out", "format"),
            "sign_ins": counter("sign_ins", "Tries to sign in", "outcome"),
        }
        histogram = Histogram(
            "waymark_request_seconds", "How long answers took", ["endpoint"], buckets=SECONDS, registry=self.registry
        )
        for name, metric in {**made, "seconds": histogram}.items():
            object.__setattr__(self, name, metric)

    def count(self, answered: Answered) -> None:
        """Counts one request in all that it was."""
        self.requests.labels(answered.method, answered.endpoint, str(answered.status)).inc()
        self.seconds.labels(answered.endpoint).observe(answered.seconds)
        if answered.refusal:
            self.refusals.labels(answered.refusal).inc()
        if answered.endpoint in READS:
            self.reads.labels(DONE if answered.status == 200 and not answered.refusal else REFUSED).inc()
        if answered.endpoint in SIGN_INS:
            self.sign_ins.labels(DONE if answered.status == 303 else REFUSED).inc()
        if answered.endpoint in EXPORTS and answered.status == 200:
            self.exports.labels(FILES.get(answered.kind_of_content, "other")).inc()


@dataclass(frozen=True)
class _StoreAnswers(Collector):
    """Asks the store at the moment that somebody asks for the numbers."""

    wiring: Wiring

    def collect(self) -> Iterator[GaugeMetricFamily]:
        began = time.perf_counter()
        try:
            is_ready(self.wiring.store)
            answers = 1
        except WaymarkError:
            answers = 0
        yield GaugeMetricFamily("waymark_store_answers", "Whether the store answers: 1 or 0", value=answers)
        took = time.perf_counter() - began
        yield GaugeMetricFamily("waymark_store_seconds", "How long the store took to say so", value=took)


def register(server: Flask, wiring: Wiring, metrics: Metrics) -> None:
    """Answers /metrics; the guard lets in only this machine, and whoever has the token."""

    @server.get(ADDRESS, endpoint="metrics")
    def _metrics() -> Response:
        return Response(exposed(metrics, wiring), content_type=CONTENT_TYPE_LATEST)


def exposed(metrics: Metrics, wiring: Wiring) -> bytes:
    """Every number in Prometheus's text: of this process, or added up over all where there are several."""
    counted = metrics.registry
    if os.environ.get(FOLDER_OF_ALL):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    asked = CollectorRegistry()
    asked.register(_StoreAnswers(wiring))
    return generate_latest(counted) + generate_latest(asked)
