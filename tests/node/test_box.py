"""The key box: made, locked, opened, carried; and it never shows a private key."""

from __future__ import annotations

import base64
import json
import stat
import traceback
import unicodedata
from pathlib import Path

import pytest
from attrs import asdict, evolve
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.node.boxes import LIGHT, PASS, box_of, chance_of, officer_box
from tests.record.acts import KEYED, ORIGIN, Desk, opened, opening, proven, sealing, seat, signing

from dipoli.faults import CredentialError, DipoliError, MalformedError, RecordError, RefusedError
from dipoli.node.box import (
    BoxKey,
    KeyBox,
    enrolment,
    make_box,
    make_key,
    paper,
    paper_json,
    read_key,
    recovery,
    rotation,
    with_key,
)
from dipoli.node.box import sealing as seals_with
from dipoli.node.box import signing as signs_with
from dipoli.node.drawer import (
    check_free,
    keep_act,
    keep_box,
    make_folder,
    place,
    put_refused_aside,
    take_act,
    take_box,
    waiting,
)
from dipoli.node.lock import (
    COST,
    Cost,
    check_passphrase,
    lock,
    open_with_passphrase,
    open_with_recovery,
    read_locked,
    relock,
    relock_with_shares,
    unlock,
    write_locked,
)
from dipoli.node.shares import join_shares, split_key
from dipoli.record import forms
from dipoli.record.canon import canonical, to_base64
from dipoli.record.keys import KeyUse
from dipoli.record.parcel import Parcel

BOX = box_of("XAL")
FILE = lock(BOX, PASS, chance_of("file"), LIGHT)


def secrets_of(box: KeyBox) -> list[bytes]:
    """Every private key in the spellings in which it could slip out."""
    raw = [key.private.private_bytes_raw() for key in box.keys]
    spelled = [[one, base64.b64encode(one), one.hex().encode(), repr(one).encode()] for one in raw]
    return [form for forms_ in spelled for form in forms_]


# ---------------------------------------------------------------- examples


def test_a_box_of_a_delegation_has_one_fresh_key_for_each_use() -> None:
    box = make_box("XAL", chance_of("make"))
    assert [key.use for key in box.keys] == [KeyUse.SIGN, KeyUse.WITNESS, KeyUse.SEAL]
    assert len({key.public for key in box.keys}) == 3
    assert not box.is_officers
    assert box.witness is box.keys[1].private


def test_an_officers_box_has_an_officers_key_and_no_other() -> None:
    box = make_box("XAL", chance_of("officer"), officer=True)
    assert [key.use for key in box.keys] == [KeyUse.OFFICER]
    assert box.is_officers
    with pytest.raises(CredentialError, match="no key to witness"):
        _ = box.witness


def test_the_public_key_is_that_of_the_library() -> None:
    key = read_key(KeyUse.SEAL, b"\x07" * 32)
    library = X25519PrivateKey.from_private_bytes(b"\x07" * 32).public_key().public_bytes_raw()
    assert key.public == library


@pytest.mark.parametrize("code", ["", "xal", "XAL ", "X", "XAL-", "\u2169"])
def test_a_box_without_a_code_of_a_delegation_cannot_be(code: str) -> None:
    with pytest.raises(ValueError, match="code of a delegation"):
        make_box(code, chance_of())


def test_a_box_that_mixes_officers_and_other_keys_cannot_be() -> None:
    mixed = (*BOX.keys, *officer_box("XAL", 1).keys)
    with pytest.raises(ValueError, match="or an officer's"):
        KeyBox(id=bytes(16), code="XAL", keys=mixed)
    with pytest.raises(ValueError, match="once"):
        KeyBox(id=bytes(16), code="XAL", keys=(*BOX.keys, BOX.keys[0]))
    with pytest.raises(ValueError, match="another algorithm"):
        BoxKey(use=KeyUse.SEAL, private=signing("XAL", "sign"))
    with pytest.raises(ValueError, match="another algorithm"):
        BoxKey(use=KeyUse.SIGN, private=sealing("XAL", "seal"))


def test_a_newer_key_is_used_and_the_older_one_is_kept() -> None:
    newer = make_key(KeyUse.SEAL, chance_of("newer"))
    box = with_key(BOX, newer)
    assert box.newest(KeyUse.SEAL) == newer
    assert box.find(BOX.keys[2].id) == BOX.keys[2]
    assert box.find(newer.id) == newer
    assert BOX.find(newer.id) is None
    with pytest.raises(CredentialError, match="belongs in the other kind"):
        with_key(BOX, make_key(KeyUse.OFFICER, chance_of("officer")))
    with pytest.raises(CredentialError, match="an officer's box"):
        with_key(officer_box("XAL", 1), newer)


def test_keys_sign_or_open_and_never_both() -> None:
    assert signs_with(BOX.keys[0]) is BOX.keys[0].private
    assert seals_with(BOX.keys[2]) is BOX.keys[2].private
    with pytest.raises(ValueError, match="cannot sign"):
        signs_with(BOX.keys[2])
    with pytest.raises(ValueError, match="cannot open"):
        seals_with(BOX.keys[0])


# ---------------------------------------------------------------- papers


def test_the_paper_is_a_seat_as_an_opening_and_seat_add_want_it() -> None:
    officers = [paper(officer_box("XAL", number)) for number in (1, 2, 3)]
    told = paper_json(paper(BOX, officers))
    assert told == seat("XAL")  # the builders of tests/record wrote that without this program
    content = opening()
    content["seats"] = [told, *content["seats"][1:]]  # type: ignore[misc, index]
    desk = Desk()
    desk.do(forms.OPEN_CIRCLE, "SECRETARIAT", content)
    newcomer = paper_json(paper(make_box("XEF", chance_of("newcomer"))))
    desk.consent(forms.ADD_SEAT, newcomer, desk.standing.seated)
    desk.do(forms.ADD_SEAT, "SECRETARIAT", newcomer)
    assert desk.standing.is_seated("XEF")


def test_a_paper_of_a_stranger_or_a_delegation_is_no_officers_paper() -> None:
    for wrong in (paper(officer_box("XBE", 1)), paper(BOX)):
        with pytest.raises(CredentialError, match="not that of an officer"):
            paper(BOX, [wrong])
    one = paper(officer_box("XAL", 1))
    with pytest.raises(CredentialError, match="twice"):
        paper(BOX, [one, one])


def test_an_enrolment_is_what_another_hand_would_write_and_is_in_order() -> None:
    key = BoxKey(use=KeyUse.SIGN, private=signing("XAL", "b"))
    content = enrolment(with_key(BOX, key), key, ORIGIN)
    assert content == {"key": proven(KeyUse.SIGN, "XAL", "XAL", "b"), "officers": []}
    opened().do(forms.ENROL_KEY, "XAL", content)


@pytest.mark.parametrize("use", [KeyUse.WITNESS, KeyUse.SEAL, KeyUse.SIGN])
def test_a_rotation_from_the_box_is_in_order(use: KeyUse) -> None:
    key = make_key(use, chance_of("next"))
    box = with_key(BOX, key)
    desk = opened()
    desk.do(forms.ROTATE_KEY, "XAL", rotation(box, key, ORIGIN, BOX.newest(use).id))
    assert [one.id for one in desk.standing.keys_of("XAL", use)] == [key.id]


def test_a_proof_of_possession_holds_in_one_record_only() -> None:
    key = make_key(KeyUse.SIGN, chance_of("next"))
    content = enrolment(with_key(BOX, key), key, "lake.example/talks/water")
    assert opened().refused(forms.ENROL_KEY, "XAL", content).clause == "R24"


def test_a_recovery_names_what_was_lost() -> None:
    key = make_key(KeyUse.SIGN, chance_of("found"))
    lost = BOX.newest(KeyUse.SIGN).id
    content = recovery(with_key(BOX, key), key, ORIGIN, [lost])
    assert content["lost"] == [lost]
    assert forms.read_form(forms.RECOVER_KEY, content)


# ---------------------------------------------------------------- locked and opened


def test_the_file_opens_with_its_passphrase_alone() -> None:
    assert unlock(FILE, PASS) == BOX
    told = "The passphrase does not open this box of XAL.*or somebody altered"
    with pytest.raises(CredentialError, match=told):
        unlock(FILE, PASS + " ")


def test_the_file_opens_without_this_program() -> None:
    import hashlib  # noqa: PLC0415 - a second reader, with nothing of ours

    told = json.loads(FILE)
    stretched = hashlib.scrypt(
        PASS.encode(), salt=base64.b64decode(told["salt"]), n=1 << 14, r=8, p=1, dklen=32
    )

    def opened_part(key: bytes, part: str, name: str) -> bytes:
        lies = {key: base64.b64decode(value) for key, value in told[part].items()}
        bound = json.dumps(["dipoli/box/v1", told["id"], "XAL", name], separators=(",", ":"))
        return ChaCha20Poly1305(key).decrypt(lies["nonce"], lies["ciphertext"], bound.encode())

    content_key = opened_part(stretched, "by_passphrase", "passphrase")
    keys = json.loads(opened_part(content_key, "content", "content"))
    assert [base64.b64decode(one["private"]) for one in keys] == [
        key.private.private_bytes_raw() for key in BOX.keys
    ]
    bare = {key: value for key, value in told.items() if key != "checksum"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()
    assert told["checksum"] == to_base64(hashlib.sha256(b"dipoli/box/v1\n" + text).digest())


def test_a_passphrase_opens_whichever_way_a_keyboard_writes_its_letters() -> None:
    composed = "호수 위의 다섯 나라 회담 caf\u00e9"
    in_parts = unicodedata.normalize("NFD", composed)
    assert composed != in_parts
    assert unlock(lock(BOX, composed, chance_of("nfc"), LIGHT), in_parts) == BOX


@pytest.mark.parametrize("short", ["", "elevenchars", "가" * 11, "x" * 1025])
def test_a_short_or_endless_passphrase_is_refused(short: str) -> None:
    with pytest.raises(RefusedError, match="12 to 1024 characters"):
        lock(BOX, short, chance_of(), LIGHT)
    check_passphrase("x" * 12)


def test_a_new_passphrase_leaves_the_keys_and_the_old_one_opens_no_more() -> None:
    locked = read_locked(FILE)
    anew = relock(locked, open_with_passphrase(locked, PASS), "another passphrase", chance_of("n"))
    assert unlock(anew, "another passphrase") == BOX
    with pytest.raises(CredentialError):
        unlock(anew, PASS)


def test_every_locking_draws_salt_and_nonces_anew() -> None:
    locked = read_locked(FILE)
    one = read_locked(relock(locked, open_with_passphrase(locked, PASS), PASS, chance_of("n")))
    assert one.salt != locked.salt
    assert one.by_passphrase.nonce != locked.by_passphrase.nonce
    assert one.content.nonce != locked.content.nonce


def test_the_cost_is_high_by_default_and_bounded_when_read() -> None:
    assert (COST.n, COST.r, COST.p) == (2**17, 8, 1)
    for wrong in (
        {"n": 2**13},
        {"n": 2**21},
        {"n": 2**17 + 1},
        {"n": 0},
        {"r": 0},
        {"r": 17},
        {"p": 0},
        {"p": 5},
        {"n": 2**20, "r": 16},
    ):
        with pytest.raises(ValueError, match="scrypt"):
            Cost(**wrong)
    told = json.loads(FILE)
    told["cost"]["n"] = 2**40
    with pytest.raises(MalformedError, match="out of bounds"):
        read_locked(with_checksum(told))


def with_checksum(told: dict[str, object]) -> bytes:
    """A file whose checksum somebody made fit."""
    import hashlib  # noqa: PLC0415 - a second writer, with nothing of ours

    bare = {key: value for key, value in told.items() if key != "checksum"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()
    digest = hashlib.sha256(b"dipoli/box/v1\n" + text).digest()
    whole = {**bare, "checksum": base64.b64encode(digest).decode()}
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()


def test_a_damaged_file_is_told_from_a_wrong_passphrase_without_trying_it() -> None:
    for at in range(0, len(FILE), 7):
        damaged = FILE[:at] + bytes([FILE[at] ^ 1]) + FILE[at + 1 :]
        with pytest.raises(MalformedError, match="key box"):
            unlock(damaged, PASS)
    for cut in (0, 1, len(FILE) // 2, len(FILE) - 1):
        with pytest.raises(MalformedError, match="key box"):
            unlock(FILE[:cut], PASS)


@pytest.mark.parametrize("part", ["by_passphrase", "content"])
def test_what_was_altered_on_purpose_does_not_open(part: str) -> None:
    told = json.loads(FILE)
    text = bytearray(base64.b64decode(told[part]["ciphertext"]))
    text[0] ^= 1
    told[part]["ciphertext"] = base64.b64encode(bytes(text)).decode()
    fault = CredentialError if part == "by_passphrase" else MalformedError
    with pytest.raises(fault):
        unlock(with_checksum(told), PASS)


@pytest.mark.parametrize(("field", "value"), [("code", "XBE"), ("id", to_base64(bytes(16)))])
def test_the_keys_of_one_box_do_not_open_under_the_name_of_another(field: str, value: str) -> None:
    told = json.loads(FILE)
    told[field] = value
    with pytest.raises(CredentialError):
        unlock(with_checksum(told), PASS)


def test_parts_of_two_files_do_not_fit_together() -> None:
    one, other = json.loads(FILE), json.loads(lock(BOX, PASS, chance_of("second"), LIGHT))
    one["content"] = other["content"]
    with pytest.raises(MalformedError, match="altered under the passphrase"):
        unlock(with_checksum(one), PASS)


def test_keys_that_are_none_are_damage_and_are_not_quoted() -> None:
    locked = read_locked(FILE)
    opened_box = open_with_passphrase(locked, PASS)
    bad = canonical([{"use": "sign", "private": "SECRETSECRET"}])
    nonce = bytes(12)
    content = ChaCha20Poly1305(opened_box.content_key).encrypt(nonce, bad, locked.bound("content"))
    file = write_locked(
        evolve(locked, content=evolve(locked.content, nonce=nonce, ciphertext=content))
    )
    with pytest.raises(MalformedError) as caught:
        unlock(file, PASS)
    assert caught.value.__context__ is None
    assert "SECRETSECRET" not in "".join(traceback.format_exception(caught.value))


# ---------------------------------------------------------------- shares open the same file


def test_two_shares_open_the_box_and_a_change_of_passphrase_leaves_them_good() -> None:
    key = bytes(range(32))
    locked = relock_with_shares(read_locked(FILE), BOX, PASS, key, chance_of("shares"))
    assert locked.split is not None
    shares = split_key(key, BOX.id, locked.split, chance_of("slopes"))
    assert open_with_recovery(locked, join_shares(shares[:2])).box == BOX
    changed = read_locked(
        relock(locked, open_with_passphrase(locked, PASS), "another passphrase", chance_of("c"))
    )
    assert open_with_recovery(changed, join_shares(shares[1:])).box == BOX
    assert unlock(write_locked(changed), "another passphrase") == BOX


def test_new_shares_make_the_old_ones_useless_and_draw_a_new_content_key() -> None:
    first = relock_with_shares(read_locked(FILE), BOX, PASS, b"\x01" * 32, chance_of("a"))
    second = relock_with_shares(first, BOX, PASS, b"\x02" * 32, chance_of("b"))
    with pytest.raises(CredentialError, match="last making"):
        open_with_recovery(second, b"\x01" * 32)
    keys = [open_with_passphrase(one, PASS).content_key for one in (first, second)]
    assert keys[0] != keys[1]


def test_a_box_without_shares_says_so() -> None:
    with pytest.raises(CredentialError, match="No shares"):
        open_with_recovery(read_locked(FILE), bytes(32))


# ---------------------------------------------------------------- nothing slips out


def test_no_private_key_stands_in_a_repr_a_fault_or_the_file() -> None:
    opened_box = open_with_passphrase(read_locked(FILE), PASS)
    shares = split_key(bytes(range(32)), BOX.id, b"abcd", chance_of("s"))
    texts = [repr(BOX), str(BOX), repr(opened_box), repr(read_locked(FILE)), repr(asdict(BOX))]
    texts += [repr(share) for share in shares]
    for wrong in (FILE[:-9], FILE.replace(b"XAL", b"XBE"), b""):
        try:
            unlock(wrong, PASS)
        except DipoliError as fault:
            texts += [str(fault), "".join(traceback.format_exception(fault))]
    everything = "\n".join(texts).encode() + FILE
    for secret in [*secrets_of(BOX), opened_box.content_key, opened_box.content_key.hex().encode()]:
        assert secret not in everything
    assert PASS.encode() not in everything
    for share in shares:
        assert repr(share.value) not in repr(share)


def test_a_key_cannot_be_turned_into_json() -> None:
    with pytest.raises(TypeError):
        json.dumps(asdict(BOX))


# ---------------------------------------------------------------- on disk


def test_the_file_is_its_owners_alone_and_is_never_written_over_by_a_new_box(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "node"
    make_folder(folder)
    path = keep_box(folder, FILE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert take_box(folder) == FILE
    assert [one.name for one in folder.iterdir()] == ["box.json"]
    with pytest.raises(RefusedError, match="already"):
        make_folder(folder)
    with pytest.raises(RecordError, match="dipoli node make"):
        take_box(tmp_path)


def test_a_write_that_fails_leaves_the_old_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_box(tmp_path, FILE)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_box(tmp_path, b"half")
    assert take_box(tmp_path) == FILE


def test_the_outbox_holds_one_act_of_a_number_unless_somebody_says_so(tmp_path: Path) -> None:
    first, second = Parcel(entry=b"1", body=None), Parcel(entry=b"2", body=b"b")
    path = keep_act(tmp_path, "lake-plenary", 3, first)
    assert path == place(tmp_path, "lake-plenary", 3)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    check_free(tmp_path, "lake-plenary", 4, again=False)
    with pytest.raises(RefusedError, match="--again"):
        check_free(tmp_path, "lake-plenary", 3, again=False)
    check_free(tmp_path, "lake-plenary", 3, again=True)
    keep_act(tmp_path, "lake-plenary", 3, second)
    (tmp_path / "outbox" / "stray.act").write_bytes(b"no parcel")
    assert sorted(one.entry for one in waiting(tmp_path).values()) == [b"1", b"2"]
    assert take_act(path) == second
    aside = put_refused_aside(path)
    assert aside.name == "lake-plenary-000003.act.refused"
    check_free(tmp_path, "lake-plenary", 3, again=False)


# ---------------------------------------------------------------- properties


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=24, max_size=40), st.binary(min_size=1))
def test_whatever_is_locked_opens_with_the_same_and_no_other(passphrase: str, salt: bytes) -> None:
    file = lock(BOX, passphrase, chance_of(salt), LIGHT)
    assert unlock(file, passphrase) == BOX
    with pytest.raises(CredentialError):
        unlock(file, passphrase + "x")


@given(st.binary(max_size=300) | st.integers(0, len(FILE) - 1).map(lambda n: FILE[n:]))
def test_no_bytes_are_read_as_a_box_but_those_that_were_written(data: bytes) -> None:
    if data != FILE:
        with pytest.raises(MalformedError):
            read_locked(data)


@given(st.sampled_from(KEYED), st.integers(0, 10_000))
def test_renaming_the_delegation_renames_the_paper_and_changes_nothing_else(
    code: str, number: int
) -> None:
    one = paper_json(paper(make_box("XAL", chance_of(number))))
    other = paper_json(paper(make_box(code, chance_of(number))))
    assert {**one, "code": code} == other
