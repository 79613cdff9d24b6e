"""Story 15: the two records of a go-between, side by side, as only the mediator can lay them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.stories.test_stories import HERE, charter_of, played, told

from dipoli.forum.line import show
from dipoli.forum.offices import Carriage, How, Leave
from dipoli.forum.offices_across import breaches, may_convey, unlike
from dipoli.forum.offices_words import shares_a_run
from dipoli.forum.procedure import enter
from dipoli.forum.standing import Forum
from dipoli.forum.story import Story, begin
from dipoli.record.canon import to_base64

PAGE = HERE.parents[1] / "docs" / "stories" / "15-the-go-between.md"


def story(half: str) -> Story:
    return told(HERE / f"15-the-go-between-{half}.story")


def end(half: str, folder: Path) -> Forum:
    return played(story(half), folder).forum


def before(half: str, moment: str, folder: Path) -> Forum:
    """A circle as it stood at a moment: every act up to it was done."""
    tale = story(half)
    acts = [step.act for step in tale.steps if step.act is not None]
    forum = begin(charter_of(tale, folder), tale.chair, acts[0].time)
    for act in acts:
        if act.time < moment:
            forum = enter(forum, act)
    return forum


def lines(half: str) -> str:
    """The record of a circle as its log prints it."""
    return "\n".join(show(step.act) for step in story(half).steps if step.act is not None)


@pytest.mark.parametrize(("source", "receiving"), [("alderan", "bermark"), ("bermark", "alderan")])
def test_each_thing_was_carried_when_its_author_let_it_go(
    source: str, receiving: str, tmp_path: Path
) -> None:
    there = end(receiving, tmp_path)
    carried = [one for one in there.messages.values() if one.source is not None]
    assert carried
    for one in carried:
        here = before(source, one.sent, tmp_path)
        (name,) = [held.id for held in here.messages.values() if held.leaf == one.source]
        then = before(receiving, one.sent, tmp_path)
        assert may_convey(here, name, then, one.sent, words=one.words, how=How.SOURCE) is None
    assert breaches(there, [end(source, tmp_path)]) == ()


def test_the_idea_could_be_put_and_no_word_of_it_is_alderans(tmp_path: Path) -> None:
    there = end("bermark", tmp_path)
    idea = there.messages["M2"]
    here, then = (before(half, idea.sent, tmp_path) for half in ("alderan", "bermark"))
    assert may_convey(here, "M2", then, idea.sent, words=idea.words, how=How.IDEA) is None
    words = [one.words for one in here.messages.values()]
    assert shares_a_run(idea.words, words, longest=12) is None


@pytest.mark.parametrize(("source", "receiving"), [("alderan", "bermark"), ("bermark", "alderan")])
def test_what_was_not_let_go_is_nowhere_on_the_other_side(
    source: str, receiving: str, tmp_path: Path
) -> None:
    text = lines(receiving)
    for one in end(source, tmp_path).messages.values():
        if one.stage is Carriage.CARRIED or one.mark is Leave.CONVEY:
            continue
        assert to_base64(one.leaf) not in text
        assert one.words not in text
        assert shares_a_run(text, [one.words]) is None
        assert one.sent not in text
        assert one.sent[:16].replace("T", " ") not in text


def test_the_single_text_is_alike_and_the_bracket_stays_in_its_circle(tmp_path: Path) -> None:
    here, there = end("alderan", tmp_path), end("bermark", tmp_path)
    assert unlike(here, there, "T1") == ()
    assert here.clauses["T1-1"].brackets
    assert not there.clauses["T1-1"].brackets


def test_the_page_tells_what_crossed_as_the_records_have_it(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (Alderan|Bermark), (M\d) \| \*([a-z ]+)\*", page, re.MULTILINE)
    found = [
        (half.capitalize(), one.id, one.marks[-1].mark.value.replace("-", " "))
        for half in ("alderan", "bermark")
        for one in sorted(end(half, tmp_path).messages.values(), key=lambda one: one.number)
        if one.marks
    ]
    assert rows == found
