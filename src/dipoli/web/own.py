"""The node whose pages these are, where the site is served by a delegation's own node.

The box was opened on the console at the start, and no page asks for a passphrase. Django may answer
several pages at once; a node is one program's, so that whoever asks it takes the lock first. Who
reads a circle holds that circle and then comes here for its acts: so whoever holds the lock must
not ask for a circle, or the two wait for each other for ever.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path

from attrs import define, field, frozen

from dipoli.forum.proceedings import Open
from dipoli.node.box import KeyBox
from dipoli.node.drawer import check_free, keep_act
from dipoli.node.node import Node
from dipoli.node.opening import opener_of, proceedings
from dipoli.node.write import Draft, draft, sign
from dipoli.record.act import Envelope, signed_bytes
from dipoli.record.custody import Head, Stored
from dipoli.record.drafting import Wish
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing

_MOST_SHOWN = 20


@define(eq=False, kw_only=True)
class Own:
    """A delegation's node, open for the pages of its own machine.

    Args:
        node: with a verified copy of each circle that it has joined.
        box: its keys.
    """

    node: Node = field(repr=False)
    box: KeyBox = field(repr=False)
    lock: threading.RLock = field(init=False, factory=threading.RLock, repr=False)
    _shown: dict[str, Draft] = field(init=False, factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        """Of the node."""
        return self.node.folder

    @property
    def code(self) -> str:
        """Of the delegation."""
        return self.box.code

    # ------------------------------------------------------------ signing

    def draft(self, circle: str, wish: Wish) -> Draft | OutOfOrder:
        """Draft an act on the node's own copy; what is to be shown is remembered for its signing.

        Args:
            circle: name or origin.
            wish: what is to be done.

        Raises:
            DipoliError: an act of the same number waits in the outbox, or no key could sign.
        """
        with self.lock:
            slug = self.node.find(circle)
            standing = self.node.standing(slug)
            check_free(self.folder, slug, _next(standing, self.code), again=False)
            rules = proceedings(self.node, slug, self.box).rule
            made = draft(standing, self.box, wish, secrets.token_bytes, forum_rule=rules)
            if isinstance(made, Draft):
                self._shown[digest_of(made.envelope)] = made
                for old in list(self._shown)[:-_MOST_SHOWN]:
                    del self._shown[old]
            return made

    def sign(self, circle: str, digest: str) -> Path | OutOfOrder | None:
        """Sign a draft that was shown, and lay the act in the outbox.

        Args:
            circle: name or origin.
            digest: of what is signed (`digest_of`).

        Returns:
            Where the act lies; None where no such draft was shown by this program.

        Raises:
            DipoliError: an act of the same number was signed meanwhile.
        """
        with self.lock:
            slug, made = self.node.find(circle), self._shown.get(digest)
            if made is None or made.envelope.origin != self.node.circle(slug).origin:
                return None
            check_free(self.folder, slug, made.envelope.seq, again=False)
            rules = proceedings(self.node, slug, self.box).rule
            parcel = sign(made, forum_rule=rules)
            if isinstance(parcel, OutOfOrder):
                return parcel
            # Crash now: nothing was handed out, and the act may be written again.
            path = keep_act(self.folder, slug, made.envelope.seq, parcel)
            del self._shown[digest]
            return path


def digest_of(envelope: Envelope) -> str:
    """SHA-256 of what is signed, as the display shows it."""
    return hashlib.sha256(signed_bytes(envelope)).hexdigest()


def _next(standing: Standing, code: str) -> int:
    author = standing.authors.get(code)
    return author.acts if author else 0


@frozen(kw_only=True)
class OwnCopy:
    """The node's own copy of one circle, as a record is read.

    Args:
        own: the node.
        circle: name of the circle in it.
    """

    own: Own = field(repr=False)
    circle: str

    def head(self) -> Head:
        """The newest head that the copy holds."""
        with self.own.lock:
            return self.own.node.head(self.circle)

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts of a span."""
        with self.own.lock:
            return self.own.node.acts(self.circle, start, end)

    def official(self) -> int:
        """How many acts the newest official head covers; 0 before the first."""
        with self.own.lock:
            return self.own.node.official_size(self.circle)

    def opens(self, _standing: Standing) -> Open:
        """What opens the bodies of the circle: the keys of the box, and what was opened to it."""
        with self.own.lock:
            return opener_of(self.own.node, self.circle, self.own.box)
