"""What a node raises the alarm about, in words that say no more than was seen.

An alarm either carries a proof, which anybody checks with the log key alone
(`dipoli.record.proofs.verify_proof`), or says that no proof can be shown and names another way in.
What somebody other than the host could bring about alone (a lost file, a slow network, a changed
byte) bears no signature of the host: it is raised only once it has lasted, and never said of the
host as a fact.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

from dipoli.record.note import VerifierKey


class AlarmKind(enum.Enum):
    """What an alarm is about."""

    SPLIT_VIEW = "split-view"
    ROLLBACK = "rollback"
    BROKEN_RECEIPT = "broken-receipt"
    BAD_ENTRY = "bad-entry"
    OUT_OF_ORDER = "out-of-order"
    UNJUST_REFUSAL = "unjust-refusal"
    FALSE_HEAD = "false-head"
    """A refusal by a head that the record never had, or no longer had."""
    AFTER_MOVE = "after-move"
    """A head larger than the one that the host signed as its last."""
    OTHER_HISTORY = "other-history"
    """A head of another history, and no proof at hand: see ``SPLIT_VIEW``."""
    ENDED_KEY = "ended-key"
    """A head signed by a log key that does not sign that size, and no proof at hand."""
    WRONG_ORIGIN = "wrong-origin"
    NOT_SIGNED = "not-signed"
    BAD_NOTE = "bad-note"
    """The checkpoint cannot be read, or a known line under it does not hold."""
    UNTIMED = "untimed"
    FUTURE = "future"
    STALE = "stale"
    """The head was not timed anew within a period."""
    SMALLER = "smaller"
    """An old head, with an old time, where a larger one was shown before."""
    FILES = "files"
    """Files that are missing, too large, or do not give the root."""
    BODY_MISSING = "body-missing"
    BODY_OTHER = "body-other"
    UNCHECKED = "unchecked"
    """A signature of a kind that this machine cannot check."""
    BACK_DATED = "back-dated"
    """An act whose time was out of order at the door (R11) when it was entered."""
    NO_ANSWER = "no-answer"
    COSIGNATURE = "cosignature"
    """This node's own cosignature is left out."""
    NOT_OFFICIAL = "not-official"
    OWN_KEYS = "own-keys"
    OWN_ACT = "own-act"
    """An act under this node's own key that it did not write."""
    NO_RECEIPT = "no-receipt"
    """An act was sent, and no answer came within a period."""
    WRONG_RECEIPT = "wrong-receipt"
    PROMISE = "promise"
    """A promise is past its deadline, and no proof can be shown yet, or at all."""
    REFUSAL = "refusal"
    """A refusal that the rules do not bear out, and no proof at hand: see ``UNJUST_REFUSAL``."""


FOR_EVER = frozenset(
    {
        AlarmKind.SPLIT_VIEW,
        AlarmKind.ROLLBACK,
        AlarmKind.BROKEN_RECEIPT,
        AlarmKind.BAD_ENTRY,
        AlarmKind.OUT_OF_ORDER,
        AlarmKind.UNJUST_REFUSAL,
        AlarmKind.FALSE_HEAD,
        AlarmKind.AFTER_MOVE,
        AlarmKind.OTHER_HISTORY,
        AlarmKind.BACK_DATED,
        AlarmKind.OWN_ACT,
        AlarmKind.WRONG_RECEIPT,
        AlarmKind.REFUSAL,
    }
)
"""What was signed stays signed; the other alarms end when what they tell of ends."""

ASK_OTHERS = "ask the other delegations for their heads, and compare (dipoli node compare)"
ANOTHER_WAY = (
    f"{ASK_OTHERS}; read the record from another seat's mirror or from another host; send acts on "
    "paper"
)


@frozen(kw_only=True)
class Alarm:
    """One thing that is wrong.

    Args:
        kind: what it is about.
        subject: which thing, so that one thing is one alarm: a size, a number, a hash; may be
            empty.
        sentence: what was seen, in sentences.
        proof: a file that ``verify_proof`` accepts; None where none can be shown.
        other_way: where there is no proof, which way is left.
        papers: what was seen, kept as evidence: name of a file to bytes.
        log_key: the key with which the proof is checked; None without a proof.
        looks: how many looks on end it must be seen before it is an alarm.
        spell: what it is counted with over looks; by itself where empty.
        since: when it was first seen, as acts write times; empty until it is raised.
        is_new: it is raised for the first time now.
        place: where the proof lies; empty without one, or before it is raised.

    Raises:
        ValueError: it has neither proof nor other way, or a proof without a key.
    """

    kind: AlarmKind
    subject: str = ""
    sentence: str
    proof: bytes | None = field(default=None, repr=False)
    other_way: str | None = None
    papers: Mapping[str, bytes] = field(factory=dict, repr=False)
    log_key: VerifierKey | None = None
    looks: int = 1
    spell: str = ""
    since: str = ""
    is_new: bool = False
    place: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an alarm that leaves its reader without a way on."""
        if self.proof is None and self.other_way is None:
            message = "an alarm has a proof, or names another way"
            raise ValueError(message)
        if self.proof is not None and self.log_key is None:
            message = "a proof is checked with a log key"
            raise ValueError(message)

    @property
    def lasts(self) -> bool:
        """Whether it stands for ever."""
        return self.kind in FOR_EVER

    def __str__(self) -> str:
        if self.proof is not None:
            return f"{self.sentence} A proof is at hand."
        return f"{self.sentence} No proof can be shown of this. Another way: {self.other_way}."
