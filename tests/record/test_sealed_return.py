"""Sealed returns: enough shares open them, fewer do not, and whoever deals falsely is found."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

import pytest
from attrs import evolve
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dipoli.faults import CredentialError, RefusedError, SealedError
from dipoli.record import sealed_return
from dipoli.record.field256 import values_at
from dipoli.record.sealed_return import (
    RETURN_BYTES,
    SEALED_SHARE_BYTES,
    Passing,
    Place,
    SealedReturn,
    check_of,
    give_shares,
    open_return,
    open_share,
    seal_return,
    take_shares,
)

HOLDERS = ("XBE", "XCO", "XDE", "XEL")
TEXT = b"Four patrol ships, in two harbours."
SEED = hashlib.sha256(b"seed").digest()


def private(code: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hashlib.sha256(code.encode()).digest())


def public(code: str) -> bytes:
    return private(code).public_key().public_bytes_raw()


KEYS = {code: public(code) for code in HOLDERS}
PLACE = Place(
    origin="lake.example/talks/plenary",
    round_="X1",
    announced=bytes(32),
    seat="XAL",
    holders=HOLDERS,
    needed=3,
    reader=public("XAL"),
)
MADE = seal_return(TEXT, PLACE, KEYS, SEED)
PASSING = Passing(origin=PLACE.origin, round_="X1", announced=bytes(32), holder="XBE", reader="XCO")


def shares(*codes: str, of: SealedReturn = MADE, place: Place = PLACE) -> dict[str, bytes]:
    return {code: open_share(of, place, code, private(code)) for code in codes}


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize("codes", list(itertools.combinations(HOLDERS, 3)))
def test_any_choice_of_enough_shares_opens_the_return(codes: tuple[str, ...]) -> None:
    opened = open_return(MADE, PLACE, shares(*codes))
    assert (opened.text, opened.wrong) == (TEXT, ())
    assert opened.told == "It opens, and every share agrees with its check."


def test_more_shares_than_are_needed_open_it_as_well() -> None:
    assert open_return(MADE, PLACE, shares(*HOLDERS)).text == TEXT


@pytest.mark.parametrize("codes", list(itertools.combinations(HOLDERS, 2)))
def test_one_share_too_few_opens_nothing(codes: tuple[str, ...]) -> None:
    opened = open_return(MADE, PLACE, shares(*codes))
    assert (opened.text, opened.wrong) == (None, ())
    assert opened.told == "3 shares open it; 2 that hold are at hand."


def test_no_share_at_all_opens_nothing() -> None:
    told = open_return(MADE, PLACE, {}).told
    assert told == "3 shares open it; 0 that hold are at hand."


def test_shares_of_strangers_are_passed_over() -> None:
    given_ = {**shares(*HOLDERS[:2]), "XZZ": bytes(32)}
    assert open_return(MADE, PLACE, given_).text is None


def test_a_wrong_share_is_named_and_the_others_open() -> None:
    given_ = {**shares(*HOLDERS), "XCO": bytes(32)}
    opened = open_return(MADE, PLACE, given_)
    assert (opened.text, opened.wrong) == (TEXT, ("XCO",))


def test_wrong_shares_do_not_stand_in_for_good_ones() -> None:
    given_ = {**shares("XBE", "XCO"), "XDE": bytes(32), "XEL": bytes(32)}
    opened = open_return(MADE, PLACE, given_)
    assert (opened.text, opened.wrong) == (None, ("XDE", "XEL"))


def test_the_share_of_one_holder_is_no_share_of_another() -> None:
    one = shares("XBE")["XBE"]
    assert open_return(MADE, PLACE, {"XCO": one}).wrong == ("XCO",)


@given(st.integers(2, 9), st.binary(max_size=200), st.data())
def test_enough_shares_open_and_fewer_do_not(n: int, text: bytes, data: st.DataObject) -> None:
    holders = tuple(f"X{chr(66 + k)}{chr(66 + k)}" for k in range(n))
    needed = data.draw(st.integers(1, n))
    place = evolve(PLACE, holders=holders, needed=needed)
    made = seal_return(text, place, {code: public(code) for code in holders}, SEED)
    chosen = data.draw(st.permutations(holders))
    enough = shares(*chosen[:needed], of=made, place=place)
    assert open_return(made, place, enough).text == text
    few = dict(list(enough.items())[:-1])
    assert open_return(made, place, few).text is None


# ---------------------------------------------------------------- holding


@pytest.mark.parametrize(
    "other",
    [
        evolve(PLACE, origin="lake.example/talks/other"),
        evolve(PLACE, round_="X2"),
        evolve(PLACE, announced=b"\x01" * 32),
        evolve(PLACE, seat="XFA"),
        evolve(PLACE, holders=(*HOLDERS[:3], "XEM")),
        evolve(PLACE, needed=2),
        evolve(PLACE, reader=public("XFA")),
    ],
)
def test_a_return_opens_in_no_other_place(other: Place) -> None:
    with pytest.raises(SealedError, match="was sealed to another key or place, or was altered"):
        open_share(MADE, other, "XBE", private("XBE"))
    assert open_return(MADE, other, shares(*HOLDERS)).text is None


def test_a_share_opens_for_its_holder_alone() -> None:
    with pytest.raises(SealedError):
        open_share(MADE, PLACE, "XBE", private("XCO"))


def test_shares_that_were_changed_round_do_not_open() -> None:
    turned = evolve(MADE, shares=(MADE.shares[1], MADE.shares[0], *MADE.shares[2:]))
    with pytest.raises(SealedError):
        open_share(turned, PLACE, "XBE", private("XBE"))


def test_a_share_that_is_not_that_of_its_check_is_found_by_its_holder() -> None:
    other = evolve(MADE, checks=(bytes(32), *MADE.checks[1:]))
    with pytest.raises(SealedError, match="not the one that its check names"):
        open_share(other, PLACE, "XBE", private("XBE"))
    assert open_share(other, PLACE, "XCO", private("XCO"))


def test_the_checks_stand_in_the_order_of_the_holders() -> None:
    held = shares(*HOLDERS)
    assert MADE.checks == tuple(check_of(held[code], PLACE, code) for code in HOLDERS)


# ---------------------------------------------------------------- false dealing


def dealt(seed_of: dict[str, bytes], text_seed: bytes = SEED) -> SealedReturn:
    """A return whose author deals, to each holder, a share of the seed that it chooses."""
    each = {}
    for at, code in enumerate(HOLDERS):
        rows = [seed_of[code]]
        rows += [
            sealed_return._derived(seed_of[code], PLACE, f"row {k}", 32)  # noqa: SLF001 - a forger
            for k in (1, 2)
        ]
        each[code] = values_at(rows, at + 1)
    return SealedReturn(
        ciphertext=seal_return(TEXT, PLACE, KEYS, text_seed).ciphertext,
        checks=tuple(check_of(each[code], PLACE, code) for code in HOLDERS),
        shares=tuple(
            sealed_return._sealed(each[code], KEYS[code], PLACE.tie("share", code))  # noqa: SLF001
            for code in HOLDERS
        ),
    )


OTHER = hashlib.sha256(b"another seed").digest()


def test_an_author_who_deals_as_asked_is_not_found_to_deal_falsely() -> None:
    made = dealt(dict.fromkeys(HOLDERS, SEED))
    assert open_return(made, PLACE, shares(*HOLDERS, of=made)).text == TEXT


@pytest.mark.parametrize("odd", HOLDERS)
@pytest.mark.parametrize("codes", list(itertools.combinations(HOLDERS, 3)))
def test_shares_of_two_seeds_are_found_by_every_choice_of_shares(
    odd: str, codes: tuple[str, ...]
) -> None:
    """Each share agrees with its check, so that no holder can know before; every reader does."""
    made = dealt({**dict.fromkeys(HOLDERS, SEED), odd: OTHER})
    opened = open_return(made, PLACE, shares(*codes, of=made))
    assert opened.text is None
    assert opened.wrong == ()
    assert opened.told.startswith("XAL dealt its shares falsely")


def test_a_text_under_another_key_than_that_of_the_shares_is_found() -> None:
    made = dealt(dict.fromkeys(HOLDERS, SEED), text_seed=OTHER)
    opened = open_return(made, PLACE, shares(*HOLDERS, of=made))
    assert opened.text is None
    assert opened.told == "The shares of XAL agree, and its text does not open under them."


def test_a_text_that_was_altered_does_not_open() -> None:
    altered = evolve(MADE, ciphertext=MADE.ciphertext[:-1] + bytes([MADE.ciphertext[-1] ^ 1]))
    assert open_return(altered, PLACE, shares(*HOLDERS)).text is None


def test_a_text_without_its_end_mark_is_told() -> None:
    cipher = sealed_return._cipher(SEED, PLACE)  # noqa: SLF001 - a forger
    bare = evolve(MADE, ciphertext=cipher.encrypt(bytes(12), b"x", PLACE.tie("text")))
    opened = open_return(bare, PLACE, shares(*HOLDERS))
    assert opened.told == "The shares of XAL agree, and its text does not open under them."


# ---------------------------------------------------------------- what is refused


def test_texts_of_one_class_of_length_are_not_told_apart_by_it() -> None:
    lengths = {len(seal_return(bytes(n), PLACE, KEYS, SEED).ciphertext) for n in (0, 1, 500, 1023)}
    assert lengths == {1024 + 16}


def test_a_share_has_the_length_that_is_told() -> None:
    assert {len(share) for share in MADE.shares} == {SEALED_SHARE_BYTES}


def test_the_longest_return_is_sealed_and_a_longer_one_is_not() -> None:
    assert seal_return(bytes(RETURN_BYTES), PLACE, KEYS, SEED)
    with pytest.raises(RefusedError, match="262144 bytes; this one has 262145"):
        seal_return(bytes(RETURN_BYTES + 1), PLACE, KEYS, SEED)


def test_a_seed_has_its_length() -> None:
    with pytest.raises(ValueError, match="a seed has 32 bytes"):
        seal_return(TEXT, PLACE, KEYS, SEED[:-1])


@pytest.mark.parametrize("key", [b"", bytes(32)])
def test_a_holder_without_a_sound_key_stops_the_sealing(key: bytes) -> None:
    with pytest.raises(CredentialError, match="A share cannot be sealed"):
        seal_return(TEXT, PLACE, {**KEYS, "XCO": key}, SEED)


def test_a_holder_that_has_no_key_stops_the_sealing() -> None:
    with pytest.raises(CredentialError):
        seal_return(TEXT, PLACE, {"XBE": KEYS["XBE"]}, SEED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"needed": 0},
        {"needed": 5},
        {"holders": ("XBE", "XBE", "XCO")},
        {"holders": ("XAL", "XBE", "XCO")},
        {"holders": tuple(f"X{n}" for n in range(256))},
    ],
)
def test_a_place_that_cannot_be_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a return"):
        evolve(PLACE, **wrong)


def test_a_place_may_need_one_share_or_all() -> None:
    assert evolve(PLACE, needed=1).needed == 1
    assert evolve(PLACE, needed=4).needed == 4
    assert len(evolve(PLACE, holders=tuple(f"X{n}" for n in range(255))).holders) == 255


# ---------------------------------------------------------------- giving


def test_what_is_given_to_a_reader_comes_back_to_it() -> None:
    given_ = give_shares({"XAL": SEED, "XDE": OTHER}, PASSING, KEYS["XCO"])
    assert take_shares(given_, PASSING, private("XCO")) == {"XAL": SEED, "XDE": OTHER}


@pytest.mark.parametrize(
    "other",
    [
        evolve(PASSING, origin="lake.example/talks/other"),
        evolve(PASSING, round_="X2"),
        evolve(PASSING, announced=b"\x01" * 32),
        evolve(PASSING, holder="XDE"),
        evolve(PASSING, reader="XDE"),
    ],
)
def test_what_is_given_opens_in_no_other_place(other: Passing) -> None:
    given_ = give_shares({"XAL": SEED}, PASSING, KEYS["XCO"])
    with pytest.raises(SealedError):
        take_shares(given_, other, private("XCO"))


def test_what_is_given_opens_for_its_reader_alone() -> None:
    given_ = give_shares({"XAL": SEED}, PASSING, KEYS["XCO"])
    with pytest.raises(SealedError):
        take_shares(given_, PASSING, private("XBE"))


@pytest.mark.parametrize("said", [b"", b"no json", b'{"XAL":"AAAA"}', b"[]"])
def test_what_opens_and_holds_no_shares_is_told(said: bytes) -> None:
    given_ = sealed_return._sealed(said, KEYS["XCO"], PASSING.tie())  # noqa: SLF001 - a forger
    with pytest.raises(SealedError, match="holds no shares"):
        take_shares(given_, PASSING, private("XCO"))


def test_nothing_is_given_to_a_key_that_is_none() -> None:
    with pytest.raises(CredentialError):
        give_shares({"XAL": SEED}, PASSING, bytes(32))
