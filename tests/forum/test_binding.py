"""By which keys a party binds itself: full powers, two persons, or a letter."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.forum.test_proceedings import Bench
from tests.record.acts import grant, proven, signing

from dipoli.forum.binding import BINDING, is_bound_by
from dipoli.forum.procedure import KINDS
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse
from dipoli.record.ruling import InOrder, OutOfOrder

DAILY = signing("XAL", "browser")
OTHER = signing("XAL", "another browser")
NODE = signing("XAL", "sign")


def bench(*, powers: bool) -> Bench:
    """A forum in which one party has certified two keys for daily work."""
    made = Bench()
    if powers:
        grant(made.desk, "XAL")
    for words in ("browser", "another browser"):
        key: Json = {"key": proven(KeyUse.SIGN, "XAL", "XAL", words), "officers": []}
        made.desk.do(forms.ENROL_KEY, "XAL", key)
    return made


def asked(made: Bench, name: str, about: str, said: Json, *keys: Ed25519PrivateKey) -> object:
    """The ruling on an act signed with some keys."""
    written = made.desk.write(f"{name}/1", "XAL", said, object=about, signers=keys)
    return made.ask(written)


@pytest.mark.parametrize(
    ("keys", "bound"),
    [((NODE,), 1), ((DAILY,), 0), ((DAILY, OTHER), 1), ((DAILY, NODE), 1)],
)
def test_a_notice_of_withdrawal_takes_full_powers_or_two_keys(
    keys: tuple[Ed25519PrivateKey, ...], bound: int
) -> None:
    ruling = asked(bench(powers=True), "member.notify", "XAL", {"words": None}, *keys)
    assert isinstance(ruling, InOrder) == bound
    if isinstance(ruling, OutOfOrder):
        assert ruling.clause == "R19"
        assert "no full powers" in ruling.why


def test_a_party_that_never_granted_powers_is_bound_by_each_of_its_keys() -> None:
    ruling = asked(bench(powers=False), "member.notify", "XAL", {"words": None}, DAILY)
    assert isinstance(ruling, InOrder)


def test_daily_work_needs_no_powers() -> None:
    made = bench(powers=True)
    ruling = asked(made, "member.attend", "XAL", {"words": None}, DAILY)
    assert isinstance(ruling, InOrder)


def test_one_key_twice_is_not_two_persons() -> None:
    standing = bench(powers=True).desk.standing
    keys = frozenset(key.id for key in standing.keys_of("XAL", KeyUse.SIGN))
    daily = sorted(keys - set(standing.powers))
    time = "2030-03-01T12:00:00Z"
    assert not is_bound_by(standing, "matter.reserve/1", "XAL", frozenset(daily[:1]), time)
    assert is_bound_by(standing, "matter.reserve/1", "XAL", frozenset(daily[:2]), time)
    others = {key.id for key in standing.keys_of("XBE", KeyUse.SIGN)}
    mixed = frozenset({daily[0], *others})
    assert not is_bound_by(standing, "matter.reserve/1", "XAL", mixed, time)


def test_every_act_that_binds_is_one_of_the_forum() -> None:
    assert KINDS.keys() >= BINDING
