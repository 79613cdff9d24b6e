"""Worthless keys: all of them are listed, and none stands outside a demonstration."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tools.write_worthless_keys import PLACE, listed

from dipoli.charter.rules import Charter
from dipoli.codec.charter_file import charter_on_preset
from dipoli.demonstration.chance import stream
from dipoli.demonstration.exercise import charter_paper
from dipoli.demonstration.keys import paper, public_keys, signing_keys
from dipoli.forum.charter_text import write_charter
from dipoli.forum.opening import write_mandate
from dipoli.forum.story import begin
from dipoli.record.canon import Json, to_base64
from dipoli.record.worthless import any_worthless, is_demonstration
from dipoli.record.worthless_keys import WORTHLESS
from dipoli.secretariat.office import Office
from dipoli.secretariat.own_acts import listed_key
from dipoli.secretariat.premises import Premises, make_premises
from dipoli.secretariat.receive import Receipted, Refused
from dipoli.terms import COMPILED

NOW = datetime(2030, 1, 7, 8, tzinfo=UTC)
WORTHLESS_KEY = signing_keys()["XTV"]
FORUM = "lake.example/talks"


def _charter(*, exercise: bool = True, compiled: bool = False) -> Charter:
    charter = charter_on_preset(charter_paper(exercise=exercise))
    return evolve(charter, style=f"{COMPILED}. So.") if compiled else charter


def _opened(folder: Path, charter: Charter, key: Mapping[str, Json], **more: Json) -> object:
    """What an office of keys of its own answers to an opening with a key listed."""
    premises = Premises(folder=folder, forum=FORUM, circle="plenary", code="SECRETARIAT")
    chance = stream("an office of its own")
    keys = make_premises(premises, chance)
    premises.create(keys, NOW)
    seats: list[Json] = [{"code": "XTV", "keys": [dict(key)], "paper": False}]
    said: dict[str, Json] = {"title": "x", "sealed": False, "seats": seats}
    with premises.at_work(keys, chance) as office:
        return office.open_circle({**said, "charter": write_charter(charter), **more}, NOW)


def test_the_list_holds_every_key_of_the_demonstrations_and_no_other() -> None:
    assert {hashlib.sha256(key).hexdigest() for key in public_keys()} == WORTHLESS
    assert PLACE.read_text("ascii") == listed()


def test_a_worthless_key_is_refused_where_states_are_real(tmp_path: Path) -> None:
    answer = _opened(tmp_path / "o", _charter(exercise=False), listed_key(WORTHLESS_KEY))
    assert isinstance(answer, Refused)
    assert answer.ruling.clause == "R24"
    assert "published" in answer.ruling.why
    assert "Make a new key" in answer.ruling.remedy


@pytest.mark.parametrize("compiled", [False, True])
def test_a_worthless_key_may_stand_in_a_demonstration(tmp_path: Path, compiled: bool) -> None:  # noqa: FBT001 - a case
    charter = _charter(exercise=not compiled, compiled=compiled)
    answer = _opened(tmp_path / "o", charter, listed_key(WORTHLESS_KEY))
    assert isinstance(answer, Receipted)


def test_a_key_of_ones_own_may_stand_anywhere(tmp_path: Path) -> None:
    own = listed_key(make_own())
    answer = _opened(tmp_path / "o", _charter(exercise=False), own)
    assert isinstance(answer, Receipted)


def make_own() -> Ed25519PrivateKey:
    """A key that no demonstration has."""
    return Ed25519PrivateKey.from_private_bytes(stream("mine")(32))


def test_an_office_with_worthless_keys_opens_no_circle_of_real_states(tmp_path: Path) -> None:
    premises = Premises(folder=tmp_path / "o", forum="veyra-sea.example/dialogue",
                        circle="plenary", code="SECRETARIAT")  # fmt: skip
    chance = stream("office", "veyra-sea.example/dialogue", "plenary")
    keys = make_premises(premises, chance)
    premises.create(keys, NOW)
    seats: list[Json] = [{"code": "XTV", "keys": [], "paper": True}]
    said: dict[str, Json] = {"title": "x", "sealed": False, "seats": seats}
    said["charter"] = write_charter(_charter(exercise=False))
    with premises.at_work(keys, chance) as office:
        assert _clause(office, said) == "R24"


def _clause(office: Office, said: Mapping[str, Json]) -> str | None:
    answer = office.open_circle(said, NOW)
    return answer.ruling.clause if isinstance(answer, Refused) else None


def test_a_worthless_key_is_not_added_later_where_states_are_real(tmp_path: Path) -> None:
    """A seat whose key is worthless is added to no circle that was opened with sound ones."""
    premises = Premises(folder=tmp_path / "o", forum=FORUM, circle="plenary", code="SECRETARIAT")
    chance = stream("an office of its own")
    keys = make_premises(premises, chance)
    premises.create(keys, NOW)
    seats: list[Json] = [{"code": "XTV", "keys": [], "paper": True}]
    said: dict[str, Json] = {"title": "x", "sealed": False, "seats": seats}
    said["charter"] = write_charter(_charter(exercise=False))
    scan = to_base64(bytes(32))
    seat: dict[str, Json] = {"code": "XKS", "keys": [dict(listed_key(WORTHLESS_KEY))],
                             "paper": False}  # fmt: skip
    with premises.at_work(keys, chance) as office:
        office.open_circle(said, NOW)
        on_paper: dict[str, Json] = {"persons": ["A", "B"], "scan": scan}
        consent: dict[str, Json] = {"act": "seat.add/1", "content": seat, "on_paper": on_paper}
        assert isinstance(office.act("seat.consent/1", consent, NOW, "XTV"), Receipted)
        answer = office.act("seat.add/1", seat, NOW)
    assert isinstance(answer, Refused)
    assert answer.ruling.clause == "R24"


@pytest.mark.parametrize(
    "text",
    [None, "", "no JSON", "[]", '{"exercise":false}', '{"title":{"en":"\\"exercise\\":true"}}',
     '{"charter":"no JSON"}', '{"style":"not compiled from public documents"}'],
)  # fmt: skip
def test_what_is_no_demonstration(text: str | None) -> None:
    assert not is_demonstration(text)


def test_what_is_a_demonstration() -> None:
    assert is_demonstration(write_charter(_charter()))
    assert is_demonstration(write_charter(_charter(exercise=False, compiled=True)))
    assert not is_demonstration(write_charter(_charter(exercise=False)))


def test_the_mandate_of_a_body_carries_the_mark_of_its_charter() -> None:
    for exercise in (True, False):
        standing = begin(_charter(exercise=exercise)).grown(reports_to="plenary")
        assert is_demonstration(write_mandate(standing)) is exercise


def test_any_of_several_is_enough() -> None:
    worthless = WORTHLESS_KEY.public_key().public_bytes_raw()
    assert any_worthless([bytes(32), worthless])
    assert not any_worthless([bytes(32)])
    assert not any_worthless([])


def test_the_paper_with_the_private_halves_says_so_first() -> None:
    assert next(iter(paper())) == "warning"
    assert str(paper()["warning"]).startswith("WORTHLESS")
