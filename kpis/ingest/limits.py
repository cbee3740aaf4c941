"""How much memory and time reading a workbook may take: a little for any, and more for the cells that it holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

MEMORY_BYTES, MEMORY_BYTES_PER_CELL = 90_000_000, 1_000
CPU_SECONDS, CPU_SECONDS_PER_CELL = 2, 1 / 25_000
CLOCK_SECONDS, CLOCK_SECONDS_PER_CELL = 3.5, 1 / 12_500
PROCESS_BYTES = 300_000_000
"""Address space of the process itself, where it cannot be asked."""


@dataclass(frozen=True)
class Allowance:
    """What one reading may take."""

    memory_bytes: int
    cpu_seconds: int
    clock_seconds: float


def allowance_for(cells: int) -> Allowance:
    """For a workbook of so many cells; 0 while nobody has counted them."""
    return Allowance(
        MEMORY_BYTES + MEMORY_BYTES_PER_CELL * cells,
        CPU_SECONDS + round(CPU_SECONDS_PER_CELL * cells),
        CLOCK_SECONDS + CLOCK_SECONDS_PER_CELL * cells,
    )


def limit_this_process(allowance: Allowance) -> None:
    """Holds this process to memory and CPU time; it writes no file, starts no other process and leaves no core.

    Does nothing on Windows, which has no such limits: there the clock of the process that asked is all. macOS takes the
    limit of memory and does not hold to it.
    """
    if sys.platform == "win32":
        return
    import resource

    memory = _address_space() + allowance.memory_bytes
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, allowance.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))


def _address_space() -> int:
    """Of this process now. Linux alone tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return PROCESS_BYTES
    import resource

    return int(pages) * resource.getpagesize()
