"""What each alarm of a node is about, in a sentence that can be translated.

An alarm itself is kept in English, as it was raised, beside its proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dipoli.node.alarm import AlarmKind
from dipoli.told import Told, tell

ALARMS: Mapping[AlarmKind, Told] = MappingProxyType(
    {
        AlarmKind.SPLIT_VIEW: tell("the host signed two histories of one record."),
        AlarmKind.ROLLBACK: tell("the host signed a smaller head after a larger one."),
        AlarmKind.BROKEN_RECEIPT: tell("the host promised to enter an act, and did not."),
        AlarmKind.BAD_ENTRY: tell("the host entered what is no act."),
        AlarmKind.OUT_OF_ORDER: tell("the host entered an act that is out of order."),
        AlarmKind.UNJUST_REFUSAL: tell("the host refused an act that was in order."),
        AlarmKind.FALSE_HEAD: tell("the host refused an act by a head that the record never had."),
        AlarmKind.AFTER_MOVE: tell("the host signed a head after the one that it called its last."),
        AlarmKind.OTHER_HISTORY: tell("a head is of another history than this copy."),
        AlarmKind.ENDED_KEY: tell("a head is signed by a key that does not sign it."),
        AlarmKind.WRONG_ORIGIN: tell("a head of another record is served."),
        AlarmKind.NOT_SIGNED: tell("a head is not signed by the host."),
        AlarmKind.BAD_NOTE: tell("a head cannot be read, or a line under it does not hold."),
        AlarmKind.UNTIMED: tell("a head says nothing of its time."),
        AlarmKind.FUTURE: tell("a head bears a time that is still to come."),
        AlarmKind.STALE: tell("the newest head was not timed anew for long."),
        AlarmKind.SMALLER: tell("an older head is served than was shown before."),
        AlarmKind.FILES: tell("files of the record are missing, or do not give its head."),
        AlarmKind.BODY_MISSING: tell("the text of an act is missing."),
        AlarmKind.BODY_OTHER: tell("the text of an act is not the one that was entered."),
        AlarmKind.UNCHECKED: tell("a signature is of a kind that this machine cannot check."),
        AlarmKind.BACK_DATED: tell("an act bears a time at which it was not entered."),
        AlarmKind.NO_ANSWER: tell("the circle could not be looked at."),
        AlarmKind.COSIGNATURE: tell("the cosignature of this node is left out."),
        AlarmKind.NOT_OFFICIAL: tell("no official head covers an act that has waited for it."),
        AlarmKind.OWN_KEYS: tell("the circle lists other keys of this delegation than its own."),
        AlarmKind.OWN_ACT: tell("an act bears a key of this node, which did not write it."),
        AlarmKind.NO_RECEIPT: tell("an act was sent, and no answer came."),
        AlarmKind.WRONG_RECEIPT: tell("a receipt promises another act than the one that was sent."),
        AlarmKind.PROMISE: tell("a promise is past its deadline."),
        AlarmKind.REFUSAL: tell("the rules do not bear out a refusal."),
    }
)
"""A row for each kind."""
