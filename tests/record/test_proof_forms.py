"""The form of proofs: lists of two are of two, and no more is shown than is needed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.record import test_door_proofs, test_proofs
from tests.record.acts import at_work, log_signer
from tests.record.test_proofs import entries, head_of

from dipoli.faults import MalformedError, RecordError
from dipoli.record.canon import Json, canonical
from dipoli.record.proofs import out_of_order, verify_proof

KEY = log_signer().verifier
PAIRS = ("heads", "leaves", "inclusion")
"""Lists of exactly two, wherever both heads or both sides of a fork are told."""

Change = Callable[[list[Json]], object]
LONGER: Change = lambda held: held.append(held[-1])  # noqa: E731 - told by its name
SHORTER: Change = lambda held: held.pop()  # noqa: E731 - told by its name
TURNED: Change = lambda held: held.reverse()  # noqa: E731 - told by its name
MADE = {**test_proofs.PROOFS, **test_door_proofs.PROOFS}


def lists_of(value: Json, key: str = "") -> list[tuple[str, list[Json]]]:
    """Every list in a proof, with the key under which it stands."""
    if isinstance(value, dict):
        return [found for name, one in value.items() for found in lists_of(one, name)]
    if isinstance(value, list):
        return [(key, value), *(found for one in value for found in lists_of(one))]
    return []


@pytest.mark.parametrize("name", MADE)
def test_a_list_of_two_with_a_third_or_without_its_second_is_no_proof(name: str) -> None:
    data = MADE[name][0]()
    kind = json.loads(data)["proof"]
    pairs = PAIRS if kind == "split-view" else ("heads",)
    for change in (LONGER, SHORTER):
        for place, (key, held) in enumerate(lists_of(json.loads(data))):
            if key not in pairs or len(held) != 2:
                continue
            proof = json.loads(data)
            change(lists_of(proof)[place][1])
            with pytest.raises(MalformedError):
                verify_proof(canonical(proof), KEY)


@pytest.mark.parametrize("name", [name for name in MADE if b'"bad-entry"' in MADE[name][0]()])
def test_a_bad_entry_is_one_entry_or_two(name: str) -> None:
    for count in (0, 3):
        proof = json.loads(MADE[name][0]())
        proof["entries"] = (proof["entries"] * 3)[:count]
        with pytest.raises(MalformedError):
            verify_proof(canonical(proof), KEY)


def test_a_proof_of_an_act_shows_no_act_after_it() -> None:
    desk = at_work(5)
    history = [(one.entry, one.body) for one in desk.entered]
    proof = json.loads(out_of_order(head_of(entries(desk)), history, 4))
    assert len(proof["entries"]) >= 5
    assert len(proof["bodies"]) == 5


def test_leaves_of_another_tree_prove_no_broken_promise() -> None:
    data = MADE[next(name for name in MADE if b'"broken-receipt"' in MADE[name][0]())][0]()
    for change in (SHORTER, TURNED):
        proof = json.loads(data)
        change(proof["leaves"])
        with pytest.raises(RecordError):
            verify_proof(canonical(proof), KEY)
