"""Who asks in a trial of the site, and what one sends so that something is done."""

from __future__ import annotations

import enum
import random
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from attrs import define, field, frozen
from tests.web.stage import stage

stage()
from django.test import Client  # noqa: E402 - Django is asked after its settings

SIGN = "f" * 32
"""Against forged forms: a program may choose it, it has only to be sent twice."""

EXERCISE = "exercise"
OFFICE = "SECRETARIAT"
PAPER = "XNU"
"""It has no key: nobody signs for it, and its letters are entered by the secretariat."""


class Kind(enum.Enum):
    """What sort of site it is."""

    DEMONSTRATION = "a demonstration"
    ACCOUNTS = "a site with accounts"
    NODE = "a node"


class Asking(Protocol):
    """Somebody with a browser."""

    client: Client

    def get(self, page: str) -> Any:  # noqa: ANN401 - an answer of Django
        """The answer to a page."""


@define(kw_only=True)
class Reader:
    """Who asks, and what the site told so far.

    Args:
        kind: of the site.
        visitor: with whose browser.
        name: by which trials call the reader.
        code: of the place; empty for who has none.
        hall: the forum of the place.
        reads: whether the person's role reads alone.
        known: words of addresses by the route that they lead to.
        kept: what is prepared once, such as keys.
    """

    kind: Kind
    visitor: Any
    name: str = ""
    code: str = ""
    hall: str = EXERCISE
    reads: bool = False
    known: dict[str, list[dict[str, Any]]] = field(factory=dict)
    kept: dict[str, Any] = field(factory=dict)

    @property
    def client(self) -> Client:
        """The browser."""
        client: Client = self.visitor.client
        return client

    @property
    def acts(self) -> bool:
        """Whether it may act where acts are entered."""
        here = self.hall == EXERCISE and self.kind is not Kind.NODE
        return bool(self.code) and here and not self.reads

    @property
    def signs(self) -> bool:
        """Whether it signs what it does with a key of its own."""
        return self.acts and self.code not in {OFFICE, PAPER}

    @property
    def is_office(self) -> bool:
        """Whether it is the secretariat, which signs by the key of the office."""
        return self.acts and self.code == OFFICE


@frozen(kw_only=True)
class Sent:
    """What is sent to an action.

    Args:
        body: as JSON.
        words: of the address.
        client: with whose session; the reader's own where there is none.
    """

    body: Mapping[str, Any] = field(factory=dict)
    words: Mapping[str, str] = field(factory=dict)
    client: Client | None = None


@frozen
class Write:
    """How something is done.

    Args:
        make: what is sent, so that it is.
        who: whether a reader may do it.
    """

    make: Callable[[Reader, random.Random], Sent]
    who: Callable[[Reader], bool]


def cookies(client: Client) -> dict[str, str]:
    """The session of a browser, and the sign against forged forms."""
    return {name: one.value for name, one in client.cookies.items()} | {"dipoli-form": SIGN}
