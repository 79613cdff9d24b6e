"""Messages between two programs over a pipe: of each its length, then its bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

_SIZE = struct.Struct(">I")


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write one message.

    Raises:
        OSError: nobody reads any more.
    """
    pipe.write(_SIZE.pack(len(data)) + data)
    pipe.flush()


def received(pipe: IO[bytes]) -> Iterator[bytes]:
    """Messages, until the pipe closes; one that was cut off is none.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> send(pipe, b"one"), send(pipe, b""), send(pipe, b"cut off")
    (None, None, None)
    >>> list(received(io.BytesIO(pipe.getvalue()[:-1])))
    [b'one', b'']
    """
    while len(head := pipe.read(_SIZE.size)) == _SIZE.size:
        (size,) = _SIZE.unpack(head)
        data = pipe.read(size)
        if len(data) < size:
            return
        yield data
