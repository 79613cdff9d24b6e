"""What was found in a standing is found once, and never told of another standing."""

from __future__ import annotations

import gc

from tests.forum.made import Desk

from dipoli.forum.remembered import remembered
from dipoli.forum.standing import Forum


def standings(count: int) -> list[Forum]:
    """Standings that are equal to none of the others."""
    first = Desk().forum
    return [first.grown(acts=first.acts + number) for number in range(count)]


def test_a_question_is_answered_once_for_each_standing_and_its_words() -> None:
    asked: list[tuple[int, str]] = []

    @remembered
    def find(forum: Forum, word: str) -> str:
        asked.append((forum.acts, word))
        return f"{forum.acts} {word}"

    held = standings(3)
    for _ in range(2):
        assert [find(one, word) for one in held for word in "ab"] == [
            f"{one.acts} {word}" for one in held for word in "ab"
        ]
    assert len(asked) == 6


def test_nothing_is_a_good_answer() -> None:
    asked: list[int] = []

    @remembered
    def find(forum: Forum) -> None:
        asked.append(forum.acts)

    one = standings(1)[0]
    find(one)
    find(one)
    assert len(asked) == 1


def test_what_is_forgotten_is_found_anew_and_no_standing_is_taken_for_another() -> None:
    @remembered
    def find(forum: Forum, more: int) -> int:
        return forum.acts + more

    for _ in range(3):  # standings come and go: a new one may lie where an old one lay
        for one in standings(40):
            assert [find(one, more) for more in range(70)] == [one.acts + n for n in range(70)]
        gc.collect()
