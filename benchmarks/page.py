"""How fast the 67-row scorecard is seen and filtered, against a static file of the same table, in one run.

    python -m benchmarks.page [--runs 9]

The static page is the very HTML of the scorecard, saved to a file and served as it is, with a plain filter of its own
(every row's display set on each choice). Both are opened in the same browser, in turn, with an empty cache. Printed:
the time until the last row is painted, until a filter to few rows and back is painted, the bytes sent, and the ratios.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import waitress
from playwright.sync_api import Browser, sync_playwright

from app import create_app, load_published
from kpis.store.engine import open_store

ADDRESS = "/scorecard/indicators-of-success-2023"
ROWS = 67
FILTER = {"words": "supervision"}
MOST_TIMES_STATIC = 2.0
MOST_BYTES = 320_000

STATIC_FILTER = """
<script>
const form = document.getElementById("scorecard-filters");
form.elements.words.addEventListener("input", () => {
  const words = form.elements.words.value.toLowerCase().split(" ");
  for (const row of document.querySelectorAll(".scorecard tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.style.display = words.every((word) => text.includes(word)) ? "" : "none";
  }
});
</script>
"""

LAST_ROW_SEEN = """() => new Promise((done) => {
  const rows = document.querySelectorAll(".scorecard tbody tr");
  rows[rows.length - 1].scrollIntoView();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
})"""

FILTERED = """(words) => new Promise((done) => {
  const input = document.getElementById("scorecard-words");
  const begun = performance.now();
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun), 0));
})"""


@dataclass
class Timings:
    """What was measured of one page, in milliseconds, run by run."""

    last_row: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    bytes_sent: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


def measure(browser: Browser, url: str, into: Timings) -> None:
    """One visit with an empty cache."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    sent: list[int] = []
    page.on("response", lambda answer: sent.append(int(answer.headers.get("content-length", 0))))
    page.goto(url, wait_until="domcontentloaded")
    into.last_row.append(page.evaluate(LAST_ROW_SEEN))
    page.wait_for_load_state("load")
    into.filtered.append(page.evaluate(FILTERED, FILTER["words"]))
    into.back.append(page.evaluate(FILTERED, ""))
    into.bytes_sent.append(sum(sent))
    into.requests.append(len(sent))
    page.close()


def save_static(html: str, css: str, folder: Path) -> None:
    """The same page as a file, with a filter of its own instead of ours."""
    page = re.sub(r'<script src="[^"]*" defer></script>', "", html)
    page = re.sub(r'href="/assets/waymark.css[^"]*"', 'href="waymark.css"', page)
    page = re.sub(r'"/assets/waymark.svg[^"]*"', '"data:,"', page)
    (folder / "static.html").write_text(page.replace("</body>", STATIC_FILTER + "</body>"), encoding="utf-8")
    (folder / "waymark.css").write_text(css, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Says nothing: the numbers are what this prints."""


def run(runs: int) -> dict[str, Timings]:
    """Both pages, in turn, as often as asked."""
    store = open_store("sqlite://")
    load_published(store)
    server = create_app(store).server
    html = server.test_client().get(ADDRESS).get_data(as_text=True)
    timings = {"static": Timings(), "waymark": Timings()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save_static(html, Path("layouts/assets/waymark.css").read_text(encoding="utf-8"), folder)
        files = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: _Quiet(*args, directory=name))
        site = waitress.create_server(server, host="127.0.0.1", port=0, threads=8)
        for serve in (files.serve_forever, site.run):
            threading.Thread(target=serve, daemon=True).start()
        addresses = {
            "static": f"http://127.0.0.1:{files.server_address[1]}/static.html",
            "waymark": f"http://127.0.0.1:{site.effective_port}{ADDRESS}",
        }
        found = subprocess.run(["sh", "tests/browser/find_browser.sh"], capture_output=True, text=True, check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
            for _ in range(runs + 1):
                for which, url in addresses.items():
                    measure(browser, url, timings[which])
            browser.close()
        files.shutdown()
        site.close()
    return timings


def report(timings: dict[str, Timings]) -> str:
    """Medians (the first, cold visit left out) and the ratios to the static page."""
    lines = [f"{'':10} {'last row':>10} {'filter':>8} {'back':>8} {'kB':>7} {'requests':>9}"]
    medians = {}
    for which, timing in timings.items():
        values = [statistics.median(v[1:]) for v in (timing.last_row, timing.filtered, timing.back)]
        medians[which] = values
        kilobytes = max(timing.bytes_sent) / 1000
        times = f"{values[0]:8.0f}ms {values[1]:6.1f}ms {values[2]:6.1f}ms"
        lines.append(f"{which:10} {times} {kilobytes:7.1f} {max(timing.requests):9}")
    ratios = [ours / theirs for ours, theirs in zip(medians["waymark"], medians["static"], strict=True)]
    lines.append(f"{'ratio':10} {ratios[0]:10.2f} {ratios[1]:8.2f} {ratios[2]:8.2f}")
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Times the 67-row scorecard against a static file of it.")
    parser.add_argument("--runs", type=int, default=9)
    print(report(run(parser.parse_args().runs)))


if __name__ == "__main__":
    main()
