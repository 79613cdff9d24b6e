"""Every story beside this file is played: its acts are in order, and what it says then holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from dipoli.charter.rules import Charter, Rota
from dipoli.codec.charter_file import preset_names, read_charter, read_preset
from dipoli.codec.shipped import shipped
from dipoli.forum.act import Act
from dipoli.forum.influence import side_by_side
from dipoli.forum.line import OFFICE, show
from dipoli.forum.standing import Forum
from dipoli.forum.story import Played, Story, begin, play, read_story

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
STORIES = sorted(HERE.glob("*.story"))
INVENTED = {
    "XAL": "Alderan",
    "XBE": "Bermark",
    "XCO": "Corvia",
    "XDE": "Delmark",
    "XEF": "Efland",
    "XGO": "Gondal",
}


def on_preset(folder: Path, preset: str, codes: tuple[str, ...], presides: str = "") -> Charter:
    """A charter on a preset, of invented states."""
    members = "".join(
        f"  - {{code: {code}, category: member, zone: UTC, names: {{en: {INVENTED[code]}}}}}\n"
        for code in codes
    )
    path = folder / f"{preset}.yaml"
    path.write_text(
        f"schema: dipoli.charter/1\npreset: {preset}\nid: invented\n"
        f"title: {{en: An invented forum}}\nexercise: true\nlanguages: [en]\n"
        f"{presides}members:\n{members}",
        encoding="utf-8",
    )
    return read_charter(path)


def charter_of(story: Story, folder: Path) -> Charter:
    assert story.charter in preset_names(), f"{story.file}: there is no preset {story.charter}"
    rota = read_preset(shipped("charters") / f"{story.charter}.yaml").chair.rota
    presides = f"presides: [{story.chair[0]}]\n" if rota is Rota.FIXED else ""
    return on_preset(folder, story.charter, story.seats, presides)


def played(story: Story, folder: Path) -> Played:
    """A story, played from its beginning."""
    first = next(step.act for step in story.steps if step.act is not None)
    return play(story, begin(charter_of(story, folder), story.chair, first.time))


def told(path: Path) -> Story:
    return read_story(path.read_text(encoding="utf-8"), path.name)


def on_paper(story: Story, code: str) -> Story:
    """The same story, with whatever one seat does entered from paper by the secretariat."""
    steps = [
        evolve(step, act=evolve(step.act, entered_by=OFFICE, paper=True))
        if step.act is not None and step.act.by == code
        else step
        for step in story.steps
    ]
    return evolve(story, steps=tuple(steps))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_goes_as_it_says(path: Path, tmp_path: Path) -> None:
    faults = played(told(path), tmp_path).faults
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_has_only_invented_states(path: Path) -> None:
    story = read_story(path.read_text(encoding="utf-8"), path.name)
    assert set(story.seats) <= set(INVENTED)
    doing = {step.act.by for step in story.steps if step.act is not None}
    assert doing <= {*INVENTED, "SECRETARIAT"}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_lines_of_a_story_are_those_that_the_log_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for step in read_story(text, path.name).steps:
        if step.act is not None:
            assert " ".join(show(step.act).split()) in lines


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_is_printed_whole_on_a_page(path: Path) -> None:
    pages = sorted(DOCS.rglob("*.md"))
    blocks = [
        block
        for page in pages
        for block in re.findall(
            r"^```story\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
    ]
    assert blocks.count(path.read_text(encoding="utf-8")) == 1


def test_no_page_prints_a_story_that_nobody_plays() -> None:
    texts = [path.read_text(encoding="utf-8") for path in STORIES]
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"^```story\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            assert block in texts, page.name


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_comes_out_the_same_with_any_one_seat_on_paper(path: Path, tmp_path: Path) -> None:
    story = told(path)
    usual = played(story, tmp_path)
    for code in story.seats:
        paper = played(on_paper(story, code), tmp_path)
        assert not paper.faults, code
        assert paper.forum == usual.forum, code


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_act_of_a_story_can_be_left_out_unseen(path: Path, tmp_path: Path) -> None:
    """Were an act missing, the end of the story would be another one, or a fault be told."""
    story = told(path)
    usual = played(story, tmp_path)
    for number, step in enumerate(story.steps):
        if step.act is None or step.act.name in SAYS_ONLY or _declined(step.act):
            continue
        steps = (*story.steps[:number], *story.steps[number + 1 :])
        less = played(evolve(story, steps=steps), tmp_path)
        same = not less.faults and evolve(less.forum, acts=usual.forum.acts) == usual.forum
        assert not same, f"line {step.line}: {show(step.act)}"


def _declined(act: Act) -> bool:
    """A report that a body at home did not consent leaves the claim as it stands."""
    return act.name == "ratify.report/1" and not act.said.given


SAYS_ONLY = frozenset({"note.say/1", "proposal.speak/1", "silence.acknowledge/1", "seat.add/1"})
"""Acts that only speak, or whose effect another act of the same story has as well."""


# ---------------------------------------------------------------- the chair


def seat_rows(page: str) -> list[tuple[str, ...]]:
    """Rows of the tables of a page that begin with a code of a party."""
    rows = (line.strip("| ").split("|") for line in page.splitlines() if line.startswith("| X"))
    return [tuple(cell.strip() for cell in row) for row in rows]


def test_a_fixed_chair_and_a_rotation_stand_side_by_side_as_on_the_page(tmp_path: Path) -> None:
    def end(half: str) -> Forum:
        return played(told(HERE / f"09-the-chair-{half}.story"), tmp_path).forum

    found = [
        (
            one.code,
            *(
                str(figure)
                for side in (one.left, one.right)
                if side is not None
                for figure in (side.turns, side.meetings, side.pens, side.items)
            ),
        )
        for one in side_by_side(end("fixed"), end("rotating"))
    ]
    assert seat_rows((DOCS / "stories" / "09-the-chair.md").read_text(encoding="utf-8")) == found


def test_the_page_on_the_chair_adds_nothing_up_and_keeps_the_order_of_the_charter() -> None:
    page = (DOCS / "stories" / "09-the-chair.md").read_text(encoding="utf-8")
    assert [row[0] for row in seat_rows(page)] == ["XAL", "XBE", "XCO", "XDE"]
    assert not re.search(r"^\| *(total|sum|all)\b", page, re.MULTILINE | re.IGNORECASE)
