"""Words of a party in an idea: what is too much, what may be said, and what nobody can find."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.between import MEDIATOR, opened, send
from tests.forum.made import charter

from dipoli.charter.points import Point
from dipoli.forum.offices import How
from dipoli.forum.offices_across import breaches, may_convey
from dipoli.forum.offices_words import Spoken, Taken, sentences, squeezed, taken
from dipoli.record.shape import write_time


def found(idea: str, said: str, *known: str, alone: bool = True) -> str | None:
    """The words that are too much; the rest of the answer is held to the mark."""
    answer = taken(idea, [Spoken(words=said, alone=alone)], known)
    assert answer is None or alone or not answer.alone
    return None if answer is None else answer.words


# ---------------------------------------------------------------- what was for the mediator alone


@pytest.mark.parametrize(
    ("said", "idea", "words"),
    [
        ("Twelve miles.", "Why not TWELVE  miles, for a year?", "twelve miles"),
        ("12 miles.", "Why not 12 miles?", "12 miles"),
        ("It is hard. Twelve miles! So be it.", "Twelve miles?", "twelve miles"),
        ("Our limit\nTwelve miles", "Say: twelve miles.", "twelve miles"),
        ("12.5 miles.", "Is 12.5 miles far?", "12 5 miles"),
        ("We stop at twelve miles from the shore.", "I see twelve miles from the shore as fair.",
         "twelve miles from th"),
        ("열두 해리까지만 됩니다.", "제 생각에는 열두 해리까지만 됩니다.",
         "열두 해리까지만 됩니다"),
        ("Арван хоёр миль.", "Арван ХОЁР миль?", "арван хоер миль"),  # noqa: RUF001 - Mongolian
    ],
)  # fmt: skip
def test_what_was_for_the_mediator_alone_is_found_though_it_is_short(
    said: str, idea: str, words: str
) -> None:
    assert found(idea, said) == words


@pytest.mark.parametrize(
    ("said", "idea"),
    [
        ("Not yet.", "This is not yet agreed."), ("Never.", "Never mind the place."),
        ("We agree.", "Could we agree on a day?"), ("Thank you.", "I thank you."),
        ("Twelve miles.", "Twelve milestones."), ("Twelve miles.", "A dozen miles?"),
        ("12.", "Article 12."), ("12 miles.", "112 miles."),
        ("We could live with twelve miles.", "Why not twelve miles?"),
        ("We meet in the course of May.", "In the course of June?"),
        ("", "Why not?"), ("...", "Why not?"), ("Twelve miles.", ""),
    ],
)  # fmt: skip
def test_common_words_single_words_and_few_words_of_a_longer_sentence_pass(
    said: str, idea: str
) -> None:
    assert found(idea, said) is None


@pytest.mark.parametrize(("length", "passes"), [(20, True), (21, False)])
def test_twenty_characters_of_it_may_be_shared_and_one_more_may_not(
    *, length: int, passes: bool
) -> None:
    run = "abcdefghijklmnopqrstu"[:length]
    assert found(f"x{run}x", f"y{run}y") == (None if passes else run)


@pytest.mark.parametrize(("words", "passes"), [("a bcdefgh", True), ("a bcdefghi", False)])
def test_a_sentence_of_two_words_counts_from_ten_characters_on(*, words: str, passes: bool) -> None:
    assert found(f"So {words} so", f"{words}.") == (None if passes else words)


# ---------------------------------------------------------------- what may be put as an idea


@pytest.mark.parametrize("said", ["Let us meet.", "Twelve miles.", "12 miles.", "We would wait."])
def test_of_what_may_be_put_as_an_idea_a_few_words_pass(said: str) -> None:
    assert found(f"And if I said: {said}", said, alone=False) is None


@pytest.mark.parametrize("said", ["Let us meet soon.", "We can live with twelve miles."])
def test_of_what_may_be_put_as_an_idea_no_sentence_of_four_words_stands_whole(said: str) -> None:
    assert found(f"I wonder. {said}", said, alone=False) == squeezed(said)
    assert found(said.replace(" ", " x "), said, alone=False) is None


def test_the_mark_is_told_with_what_is_found() -> None:
    said = [Spoken(words="Let us meet soon.", alone=False), Spoken(words="By night.", alone=True)]
    assert taken("Let us meet soon", said) == Taken(words="let us meet soon", alone=False)
    assert taken("Let us meet", said) is None
    said += [Spoken(words="Twelve miles.", alone=True)]
    assert taken("By twelve miles", said) == Taken(words="twelve miles", alone=True)


# ---------------------------------------------------------------- what the other side knows itself


def test_what_the_other_said_itself_is_passed_over() -> None:
    assert found("Twelve miles?", "Twelve miles.", "We too thought of twelve miles, once.") is None
    assert found("Twelve miles?", "Twelve miles.", "Twelve milestones.") == "twelve miles"
    title = "the joint declaration on the common use of the strait"
    for alone in (True, False):
        assert found(f"Think of {title}.", f"We hold to {title}.", alone=alone) is not None
        assert found(f"Think of {title}.", f"We hold to {title}.", title, alone=alone) is None


# ---------------------------------------------------------------- the comparison


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Twelve  MILES,\nno more…", "twelve miles no more"), ("'Tis—so", "tis so"),
        ("café Ängste", "cafe angste"), ("½ mile", "1 2 mile"),
        ("12\u202fmiles", "12 miles"), ("", ""), ("?!", ""),
    ],
)  # fmt: skip
def test_letters_and_figures_are_compared(words: str, same: str) -> None:
    assert squeezed(words) == same


def test_a_sentence_ends_at_its_mark_and_at_a_line() -> None:
    text = "One. Two! Three? 12.5 miles… Four\nfive。六。 v1.2"
    assert list(sentences(text)) == [
        "one", "two", "three", "12 5 miles", "four", "five", "六", "v1 2"
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_what_is_compared_is_compared_once(words: str) -> None:
    """Composed or decomposed, with more spaces or with fewer: the same."""
    assert squeezed(unicodedata.normalize("NFC", words)) == squeezed(
        unicodedata.normalize("NFD", words)
    )
    assert squeezed(f" {words}\n") == squeezed(words)


@given(st.lists(st.sampled_from(["twelve", "miles", "of", "7", "the"]), max_size=9), st.booleans())
def test_who_says_nothing_of_it_is_never_refused(words: list[str], alone: bool) -> None:  # noqa: FBT001 - a case
    assert found(" ".join(words), "Nobody knows.", alone=alone) is None


@given(st.lists(st.sampled_from(["twelve", "miles", "of", "7", "the"]), max_size=9))
def test_what_may_not_be_said_of_an_idea_may_not_be_said_of_what_is_for_one_alone(
    words: list[str],
) -> None:
    said = "Twelve miles of the seven. 7 of the miles."
    if found(" ".join(words), said, alone=False) is not None:
        assert found(" ".join(words), said) is not None


# ---------------------------------------------------------------- between two circles


def _ruling(mark: str, *, heard: str = "") -> tuple[Any, Any]:
    """What the mediator's program says of an idea, and what is found once it was put."""
    here, there = opened("XAL"), opened("XBE")
    send(here, "XAL", "M1", "Twelve miles.", mark)
    send(here, "XAL", "M2", "A ferry could cross.", "as-your-own-idea")
    if heard:
        send(there, "XBE", "M1", heard, "for-you-alone")
    there.wait(hours=2)
    words = "Could it keep twelve miles off?"
    now = write_time(there.now)
    ruling = may_convey(here.forum, "M2", there.forum, now, words=words, how=How.IDEA)
    there.do(MEDIATOR, "message.convey", "M9", words=words)
    return ruling, breaches(there.forum, [here.forum])


def test_between_two_circles_the_marks_decide() -> None:
    ruling, found_then = _ruling("for-you-alone")
    under = f"art. {charter().article(Point.MESSAGE_CONVEY).number}"
    assert ruling.clause == under
    assert ruling.why == 'In your words stands what was said for you alone: "twelve miles".'
    assert ruling.remedy == "Leave it out, or ask whoever said it to widen its mark."
    (breach,) = found_then
    assert breach.told == (
        "It cites no source, and words stand in it that were for the mediator alone."
    )
    assert _ruling("as-your-own-idea") == (None, ())
    assert _ruling("you-may-convey") == (None, ())


def test_what_the_other_party_said_in_its_own_circle_is_no_secret_to_it() -> None:
    assert _ruling("for-you-alone", heard="We think of twelve miles.") == (None, ())


def test_a_mark_that_was_widened_counts_from_then_on() -> None:
    here, there = opened("XAL"), opened("XBE")
    send(here, "XAL", "M1", "Twelve miles.", "for-you-alone")
    here.wait(hours=2)
    there.wait(hours=1)
    there.do(MEDIATOR, "message.convey", "M9", words="Twelve miles?")
    here.do("XAL", "message.mark", "M1", mark="as-your-own-idea")
    there.wait(hours=2)
    there.do(MEDIATOR, "message.convey", "M10", words="Or twelve miles?")
    assert [one.message for one in breaches(there.forum, [here.forum])] == ["M9"]
