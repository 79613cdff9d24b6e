"""Reading one's own copy: a text, or exactly one reason why there is none."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.node.boxes import box_of, chance_of
from tests.record.acts import OFFICE, Desk, at_work, eventful, new_key, opened, sealing, seat, seed

from dipoli.node.box import make_box, make_key, paper, paper_json, rotation, with_key
from dipoli.node.read import TextState, opened_to, read_text
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.body import Chance, read_body, read_box, seal, unwrap, wrap, write_body
from dipoli.record.canon import Json, to_base64
from dipoli.record.custody import Stored
from dipoli.record.keys import KeyUse

BOX = box_of("XAL")


def kept(desk: Desk) -> list[Stored]:
    return [
        Stored(index=number, entry=one.entry, body=one.body)
        for number, one in enumerate(desk.entered)
    ]


def states(desk: Desk, code: str) -> list[TextState]:
    box = box_of(code)
    opened_ = opened_to(box, kept(desk))
    return [read_text(desk.standing, act, box, opened_).state for act in kept(desk)]


def test_in_an_open_circle_each_text_is_open() -> None:
    desk = at_work(3)
    texts = [read_text(desk.standing, act, BOX) for act in kept(desk)]
    assert [text.state for text in texts] == [TextState.OPEN] * 4
    assert texts[1].content == {"text": "Statement 0"}
    assert texts[1].told == "Open to the host and to all seats."
    assert texts[1].entry.envelope.by == "XAL"


def test_in_a_sealed_circle_each_seat_opens_with_its_own_key() -> None:
    desk = at_work(3, sealed=True)
    for code in ("XAL", "XBE", "XCE"):
        texts = [read_text(desk.standing, act, box_of(code)) for act in kept(desk)]
        assert [text.state for text in texts] == [TextState.OPEN] + [TextState.UNSEALED] * 3
        assert "never sealed" in texts[0].told
        assert texts[2].content == {"text": "Statement 1"}


def test_a_key_that_was_rotated_still_opens_what_was_sealed_to_it() -> None:
    desk = at_work(3, sealed=True)
    key = make_key(KeyUse.SEAL, chance_of("next"))
    box = with_key(BOX, key)
    desk.do(
        forms.ROTATE_KEY,
        "XAL",
        rotation(box, key, desk.standing.origin, BOX.newest(KeyUse.SEAL).id),
    )
    desk.say("XBE", "After the rotation")
    new, old = kept(desk)[-1], kept(desk)[1]
    assert read_text(desk.standing, old, box).content == {"text": "Statement 0"}
    assert read_text(desk.standing, new, box).content == {"text": "After the rotation"}
    text = read_text(desk.standing, new, BOX)
    assert text.state is TextState.SEALED_TO_OTHERS
    assert text.content is None


def test_a_withheld_text_names_the_act_and_a_missing_one_says_that_no_reason_is_known() -> None:
    desk = eventful()
    by_act = desk.standing.withheld[2].number
    text = read_text(desk.standing, evolve(kept(desk)[2], body=None), BOX)
    assert text.state is TextState.WITHHELD
    assert text.told == f"Withheld by act {by_act}: A court; An invented law."
    text = read_text(desk.standing, evolve(kept(desk)[1], body=None), BOX)
    assert text.state is TextState.NOT_AT_HAND
    assert "does not say why" in text.told


def test_a_withheld_text_that_still_lies_here_is_not_shown() -> None:
    desk = eventful()
    assert read_text(desk.standing, kept(desk)[2], BOX).content is None


def newcomer(*, sealed: bool) -> tuple[Desk, list[Stored]]:
    """Four statements, a newcomer, one statement more."""
    desk = at_work(4, sealed=sealed)
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    desk.say("XAL", "Welcome")
    return desk, kept(desk)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_newcomer_reads_the_register_and_what_came_since_its_entry(sealed: bool) -> None:  # noqa: FBT001 - two circles
    desk, acts = newcomer(sealed=sealed)
    since = desk.standing.seats["XEF"].since
    texts = [read_text(desk.standing, act, box_of("XEF")) for act in acts]
    assert texts[0].state is TextState.OPEN
    assert [text.state for text in texts[1:5]] == [TextState.BEFORE_ENTRY] * 4
    assert texts[1].content is None
    assert f"seated by act {since}" in texts[1].told
    assert texts[-1].content == {"text": "Welcome"}


def test_what_was_opened_to_a_newcomer_opens_with_the_key_that_the_act_wrapped() -> None:
    desk, acts = newcomer(sealed=True)
    span: dict[str, Json] = {"to": "XEF", "from": 1, "until": 3}
    for code in desk.standing.seated:
        if code != "XEF":
            desk.act(forms.CONSENT_BODY, code, span)
    keys: list[Json] = []
    own = new_key(KeyUse.SEAL, "XAL", "seal").id
    theirs = new_key(KeyUse.SEAL, "XEF", "seal")
    for number in (1, 2):
        body = acts[number].body
        assert body is not None
        wrapped = read_box(read_body(body)).to[own]
        content_key = unwrap(wrapped, sealing("XAL", "seal"), desk.standing.origin)
        again = to_base64(wrap(content_key, theirs.public, desk.standing.origin))
        keys.append({"index": number, "to": {theirs.id: again}})
    desk.do(forms.OPEN_BODY, "XAL", {**span, "keys": keys})
    assert states(desk, "XEF")[:5] == [
        TextState.OPEN,
        TextState.UNSEALED,
        TextState.UNSEALED,
        TextState.BEFORE_ENTRY,
        TextState.BEFORE_ENTRY,
    ]
    text = read_text(desk.standing, acts[2], box_of("XEF"), opened_to(box_of("XEF"), kept(desk)))
    assert text.content == {"text": "Statement 1"}
    assert opened_to(BOX, kept(desk)) == {}


def test_a_seat_that_left_reads_its_own_time_and_nothing_after() -> None:
    desk = at_work(3)
    desk.do(forms.REMOVE_SEAT, "XCE", {"code": "XCE", "reason": "At its own wish"})
    desk.say("XAL", "After it left")
    assert states(desk, "XCE") == [TextState.OPEN] * 5 + [TextState.AFTER_SEAT]


def test_who_never_sat_there_reads_nothing() -> None:
    desk = at_work(2)
    text = read_text(desk.standing, kept(desk)[1], make_box("XZZ", chance_of()))
    assert text.state is TextState.SEALED_TO_OTHERS
    assert "never had a seat" in text.told


def test_another_body_a_broken_box_and_a_body_beside_another_act_are_altered() -> None:
    desk = at_work(3, sealed=True)
    acts = kept(desk)
    for wrong in (acts[2].body, b"no body", b"{}"):
        text = read_text(desk.standing, evolve(acts[1], body=wrong), BOX)
        assert text.state is TextState.ALTERED
        assert text.content is None


def test_a_box_that_its_author_made_wrong_is_altered_and_not_empty() -> None:
    """The author signed a body that was sealed for another act: nobody can open it."""
    desk = opened(sealed=True)
    envelope = desk.envelope(forms.SAY, "XBE")
    other = evolve(envelope, nonce=bytes(16))
    chance = Chance(salt=seed("s"), content_key=seed("k"), nonce=seed("n")[:12])
    body = seal({"text": "x"}, other, desk.standing.sealing_keys(), chance)
    written = desk.write(forms.SAY, "XBE", None, body_hash=body.digest())
    desk.enter(evolve(written, body=write_body(body)))
    text = read_text(desk.standing, kept(desk)[-1], BOX)
    assert text.state is TextState.ALTERED
    assert "belongs to another act" in text.told


def test_an_act_without_a_body_has_no_text() -> None:
    desk = at_work(2)
    written = desk.write(forms.SAY, "XAL", None)
    assert read_entry(written.entry).envelope.body_hash is None
    act = Stored(index=1, entry=written.entry)
    assert read_text(desk.standing, act, BOX).state is TextState.NONE


def test_the_paper_of_a_new_box_seats_a_reader() -> None:
    desk = at_work(2, sealed=True)
    box = make_box("XEF", chance_of("reader"))
    added = paper_json(paper(box))
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    desk.say("XBE", "Welcome")
    assert read_text(desk.standing, kept(desk)[-1], box).content == {"text": "Welcome"}
