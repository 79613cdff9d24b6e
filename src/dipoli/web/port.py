"""Where the pages listen: the port that was asked for, or the first free one."""

from __future__ import annotations

import contextlib
import socket

FIRST_PORT, PORTS = 8400, 100


def free_port(asked: int | None) -> int:
    """The port that was asked for, or the first free one.

    Raises:
        OSError: it is taken, or all are.
    """
    for port in [asked] if asked else range(FIRST_PORT, FIRST_PORT + PORTS):
        with contextlib.closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = "That port is taken by another program. Choose one with PORT=8500 make run."
    raise OSError(message)
