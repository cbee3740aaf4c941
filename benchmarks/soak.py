"""Thirty people at once for three minutes: python -m benchmarks.soak [SECONDS]

gunicorn with two workers, as it is shipped, on a store with the published figures and a publication. Each client signs
in with a real password, goes from page to page, asks for charts and files, and signs in anew now and then. Told are the
answers by status, how long they took, and how much each worker's memory grew once it had served a while.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from app import load_demonstration
from kpis.model.people import PEOPLE, Asker, Role, Way
from kpis.operations.accounts import add_person_with_password
from kpis.operations.door import Door
from kpis.store.engine import open_store

ROOT = Path(__file__).parents[1]
CLIENTS, SECONDS, WORKERS = 30, 180, 2
PASSWORD, SECRET = "lantern orchard kettle", "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"
PAGES = (
    "/", "/scorecard/indicators-of-success-2023", "/scorecard/missing-children-2023?rag=red", "/indicator/N12",
    "/indicator/N33", "/compare/N12", "/meetings", "/methods", "/account", "/session", "/api/v1/scorecards.json",
    "/api/v1/scorecards/missing-children-2023.csv", "/api/v1/scorecards/missing-children-2023.xlsx", "/healthz",
    "/readyz",
)  # fmt: skip
SIGN_IN_ANEW = 0.03
THINKS_SECONDS = 0.5


@dataclass
class Told:
    """What all clients saw."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    signing_in: list[float] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)


class Client:
    """One person with one connection and a jar of cookies."""

    def __init__(self, port: int, number: int, told: Told) -> None:
        self.port, self.number, self.told = port, number, told
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.chance = random.Random(number)

    def ask(self, path: str, body: str | None = None, kind: str = "") -> int:
        """One request; its status, nought where the connection broke."""
        headers = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if body is not None:
            headers |= {"Origin": f"http://localhost:{self.port}", "Content-Type": kind}
        began = time.monotonic()
        try:
            self.connection.request("GET" if body is None else "POST", path, body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as failure:
            self.told.broken[type(failure).__name__] += 1
            self.connection.close()
            return 0
        took = time.monotonic() - began
        (self.told.signing_in if path == "/sign-in" else self.told.seconds).append(took)
        self.told.statuses[answer.status] += 1
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status

    def sign_in(self) -> None:
        """A right password, in a form."""
        sent = {"name": f"Person {self.number}", "password": PASSWORD, "next": "/"}
        self.ask("/sign-in", urlencode(sent), "application/x-www-form-urlencoded")

    def chart(self) -> None:
        """The callback that draws a chart."""
        where = [("pathname", self.chance.choice(PAGES[3:6])), ("search", "")]
        inputs = [{"id": "chart-address", "property": name, "value": value} for name, value in where]
        outputs = {"id": "chart-place", "property": "children"}
        asked = {"output": "chart-place.children", "outputs": outputs, "inputs": inputs, "changedPropIds": []}
        self.ask("/_dash-update-component", json.dumps(asked), "application/json")

    def go(self, until: float) -> None:
        """Until a moment: a page or a chart, a thought, and now and then a new sign-in."""
        self.sign_in()
        while time.monotonic() < until:
            if self.chance.random() < SIGN_IN_ANEW:
                self.sign_in()
            elif self.chance.random() < 0.25:
                self.chart()
            else:
                self.ask(self.chance.choice(PAGES))
            time.sleep(self.chance.uniform(0, 2 * THINKS_SECONDS))


def prepare(address: str) -> None:
    """Published figures, and people: an administrator first."""
    store = open_store(address)
    load_demonstration(store)
    door = Door(store, SECRET.encode())
    here = Asker("the soak", role=Role.ADMINISTRATOR, way=Way.COMMAND_LINE)
    for number in range(CLIENTS):
        role = PEOPLE[number % len(PEOPLE)] if number else Role.ADMINISTRATOR
        add_person_with_password(door, here, f"Person {number}", role, PASSWORD)
    store.close()


def memory_of(workers: list[int]) -> list[float]:
    """The megabytes that each worker holds now."""
    page = os.sysconf("SC_PAGE_SIZE") / 1e6
    return [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page for pid in workers]


def workers_of(parent: int) -> list[int]:
    """The processes that gunicorn began."""
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def main(seconds: int) -> None:
    """Serves, asks, and tells."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/waymark.db"
        prepare(address)
        settings = {
            "WAYMARK_DATABASE": address,
            "WAYMARK_SECRET": SECRET,
            "WAYMARK_ADDRESS": f"http://localhost:{port}",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
        with Path(folder, "log").open("wb") as log:
            server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=log)
            try:
                told, memory = soak(port, server.pid, seconds)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(60)
        lines = Path(folder, "log").read_text().splitlines()
        errors = [line for line in lines if '"level": "error"' in line or "error arose" in line]
    tell(told, memory, errors, seconds)


def soak(port: int, parent: int, seconds: int) -> tuple[Told, list[list[float]]]:
    """All clients at once; what they saw, and the workers' memory six times on the way."""
    while socket.socket().connect_ex(("127.0.0.1", port)) != 0 or len(workers_of(parent)) < WORKERS:
        time.sleep(0.2)
    time.sleep(5)
    told, until = Told(), time.monotonic() + seconds
    people = [threading.Thread(target=Client(port, n, told).go, args=(until,)) for n in range(CLIENTS)]
    workers = workers_of(parent)
    memory = [memory_of(workers)]
    for person in people:
        person.start()
    for _ in range(6):
        time.sleep(seconds / 6)
        memory.append(memory_of(workers))
    for person in people:
        person.join()
    if workers_of(parent) != workers:
        told.broken["a worker ended"] += 1
    return told, memory


def tell(told: Told, memory: list[list[float]], errors: list[str], seconds: int) -> None:
    """The numbers, as docs/measurements.md has them."""
    say = sys.stdout.write
    say(f"{sum(told.statuses.values()):,} answers in {seconds} s: {dict(sorted(told.statuses.items()))}\n")
    say(f"broken connections: {dict(told.broken)}; lines of errors in the log: {len(errors)}\n")
    say("".join(f"{line}\n" for line in errors[:5]))
    for name, took in (("pages, charts, files", told.seconds), ("signing in", told.signing_in)):
        cuts = statistics.quantiles(took, n=100)
        say(f"{name}: median {cuts[49]:.2f} s, 95th {cuts[94]:.2f} s, longest {max(took):.2f} s ({len(took):,})\n")
    for number, held in enumerate(zip(*memory, strict=True), 1):
        say(f"worker {number}: {', '.join(f'{mb:.0f}' for mb in held)} MB\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
