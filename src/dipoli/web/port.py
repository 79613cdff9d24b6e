"""Where pages listen on one's own machine, and how its owner is told of it."""

from __future__ import annotations

import contextlib
import socket
from typing import TextIO

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
    taken = f"All ports from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} are taken"
    if asked:
        taken = f"Port {asked} is taken by another program, or kept by the system"
    message = f"{taken}. Name a free one with --port."
    raise OSError(message)


def tell_address(page: str, told: str, out: TextIO) -> None:
    """Print the address with its key; whenever it was spent, a fresh one for another browser.

    Args:
        page: address of the page at which it begins.
        told: stands before it.
        out: where it is printed.
    """
    from dipoli.web.local_key import KEYS  # noqa: PLC0415 - once Django knows its surroundings

    def again(address: str) -> None:
        out.write(f"That address is spent. For another browser: {address}\n")
        out.flush()

    KEYS.tell = again
    out.write(f"{told}{KEYS.begin(page)}\n")
    out.flush()
