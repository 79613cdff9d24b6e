"""Every story beside this file is played: its acts are in order, and what it says then holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipoli.charter.rules import Charter, Rota
from dipoli.codec.charter_file import preset_names, read_charter, read_preset
from dipoli.codec.shipped import shipped
from dipoli.forum.line import show
from dipoli.forum.story import Story, begin, play, read_story

HERE = Path(__file__).parent
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


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_goes_as_it_says(path: Path, tmp_path: Path) -> None:
    story = read_story(path.read_text(encoding="utf-8"), path.name)
    first = next(step.act for step in story.steps if step.act is not None)
    forum = begin(charter_of(story, tmp_path), story.chair, first.time)
    faults = play(story, forum).faults
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
