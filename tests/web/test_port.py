"""A port that another program has is told by its number, with what to do."""

from __future__ import annotations

import socket

import pytest

from dipoli.web.port import free_port


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OSError, match=rf"Port {port} is taken .* with --port"):
            free_port(port)
