"""Bytes with their length before them, as two processes send them to each other through a pipe."""

from __future__ import annotations

import struct
from typing import IO

LENGTH = struct.Struct(">Q")
LARGEST_FRAME_BYTES = 100_000_000


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Sends some bytes at once."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next bytes; None where the other process has ended, or sends more than any answer is long."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > LARGEST_FRAME_BYTES:
        return None
    content = stream.read(length)
    return content if len(content) == length else None
