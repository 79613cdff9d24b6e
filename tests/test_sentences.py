"""Every sentence that the program shows is told, and stands in the catalogue for translators."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.forum.hostile import ROWS
from tests.forum.hostile_scene import Hostile, ruled
from tests.forum.test_hostile import set_scene
from tools.write_sentences import PLACE, SOURCES, Key, collected, written

from dipoli.forum.brief import brief
from dipoli.forum.names import Names
from dipoli.forum.overview import overview
from dipoli.forum.procedure import KINDS
from dipoli.forum.still_runs import still_runs
from dipoli.forum.today import today
from dipoli.record.shape import write_time
from dipoli.told import Told, pieces, rendered

SENTENCES = collected()
KNOWN = {(one.context, one.several or one.single) for one in SENTENCES.held}

ROOMS = ("forum", "record/rules.py", "record/register_rules.py", "record/ruling.py")
NOT_SHOWN = {
    "forum/chair_rules.py": "an act as it is written",
    "forum/charter_text.py": "the fault of a charter's file, at a terminal",
    "forum/form.py": "names of keys, and the fault of a body that a program wrote",
    "forum/line.py": "the log as it is printed and read at a terminal",
    "forum/line_hints.py": "the same",
    "forum/measure.py": "a time",
    "forum/names.py": "a time",
    "forum/reserved.py": "a pattern",
    "forum/story.py": "stories of the tests",
    "forum/story_claims.py": "the same",
    "forum/register_lines.py": "the register in stories and lines",
    "forum/text_views.py": "texts as they are printed at a terminal",
    "forum/wording.py": "patterns",
}
"""Files of those rooms in which words stand in an f-string, and why nobody is shown them."""


def _files() -> Iterator[Path]:
    for room in ROOMS:
        path = SOURCES / room
        yield from sorted(path.glob("*.py")) if path.is_dir() else (path,)


@pytest.mark.parametrize("path", tuple(_files()), ids=lambda path: path.name)
def test_no_sentence_is_put_together_where_it_should_be_told(path: Path) -> None:
    if path.relative_to(SOURCES).as_posix() in NOT_SHOWN:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    faults = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message"
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and node not in faults:
            said = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
            assert re.search(r"[A-Za-z]{2,} |[a-z]{2,}\.$", said) is None, (
                f"{path.name}, line {node.lineno}: tell it by a template and its parts"
            )


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.stem)
def test_a_template_is_given_the_parts_that_it_names(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        templates = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if node.func.id not in {"tell", "tell_count"} or not templates:
            continue
        given = {one.arg for one in node.keywords}
        if None in given:
            continue
        counts = {"number"} if node.func.id == "tell_count" else set()
        for template in templates:
            if isinstance(template, str):
                named = {name for _text, name in pieces(template) if name is not None}
                assert named <= given | counts, (path.name, node.lineno, template)


def test_the_catalogue_of_sentences_is_the_one_that_the_sources_give() -> None:
    mend = "run: PYTHONPATH=src python -m tools.write_sentences"
    assert PLACE.read_text(encoding="utf-8") == written(SENTENCES), mend


def test_each_part_of_a_sentence_has_a_plain_name() -> None:
    for key in SENTENCES.held:
        for template in (key.single, key.several):
            for _text, name in pieces(template):
                assert name is None or name.isidentifier(), template


HANGING = frozenset(
    {
        "a",
        "about",
        "all of",
        "and",
        "as",
        "at",
        "between",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
    }
    | {"or", "since", "than", "that", "the", "to", "under", "until", "up to", "with", "without"}
)
"""Words that other languages say in as many ways as there are things beside them."""


def test_no_sentence_is_a_word_that_hangs_on_what_stands_beside_it() -> None:
    for key in SENTENCES.held:
        said = key.single.strip(" .,:;").lower()
        assert said not in HANGING, f"{key.single}: say of what, as in “Source”, “Begins”"


def test_a_sentence_is_found_with_its_places_and_what_stands_in_it() -> None:
    found = SENTENCES.held[Key("", "Wait until then.")]
    assert "src/dipoli/forum/decision_taking.py" in found.places
    assert Key("dipoli.forum.decision.Stage", "under silence") in SENTENCES.held
    assert Key("", "{number} hour", "{number} hours") in SENTENCES.held
    assert Key("", "{some}, {other}") in SENTENCES.held


# ---------------------------------------------------------------- what the program says


def _unknown(said: object) -> Iterator[str]:
    """Templates of a sentence that no catalogue has."""
    if not isinstance(said, Told):
        return
    for part in said.parts.values():
        yield from _unknown(part)
    if said.between:
        template = said.between
    else:
        template = said.template
        if not any(sign.isalpha() for text, _name in pieces(template) for sign in text):
            return
    if (said.context, template) not in KNOWN:
        yield template


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.what)
def test_a_refusal_can_be_translated_whole(one: Hostile) -> None:
    forum, now = set_scene()
    refusal = ruled(forum, one, now)
    assert refusal is not None
    for said in (refusal.why, refusal.remedy):
        assert isinstance(said, Told), said
        assert list(_unknown(said)) == []
        assert rendered(said, lambda _one: None) == said


def test_where_things_stand_can_be_translated_whole() -> None:
    forum, clock = set_scene()
    now = write_time(clock)
    said: list[str] = [line.needed for group in overview(forum, now) for line in group.lines]
    said += [line.stage for group in overview(forum, now) for line in group.lines]
    said += [group.heading for group in overview(forum, now) if group.basket is None]
    said += [line.told for part in still_runs(forum, now) for line in part.lines]
    for code in forum.order:
        said += [due.told for due in today(forum, code, now)]
        said += [line.told for part in brief(forum, now, code) for line in part.lines]
        said += [part.heading for part in brief(forum, now, code)]
    names = Names(forum, forum.order[0])
    assert said
    for one in said:
        assert not one or isinstance(one, Told), one
        assert list(_unknown(one)) == []
        shown = names.told(one)
        assert shown == names.told(str(one))
        assert rendered(shown, lambda _one: None) == shown


def test_what_acts_and_their_fields_mean_can_be_translated() -> None:
    for kind in KINDS.values():
        for said in (kind.meaning, *(one.meaning for one in kind.form.fields)):
            assert isinstance(said, Told)
            assert list(_unknown(said)) == [], kind.name
