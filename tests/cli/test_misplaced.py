"""Words of `dipoli roadmap` on the wrong side of an action say where they belong."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from tests.cli.roadmapping import LAKE

from dipoli.cli.main import main
from dipoli.cli.misplaced import options_of, send_after, send_before


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(["roadmap", LAKE, *words])
    assert caught.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("whatif", "--refused", "XDO"), "--refused XDO whatif"),
        (("whatif", "--longer", "3", "--tries", "5"), "--tries 5 whatif"),
        (("explain", "--work", "0"), "--work 0 explain"),
        (("robust", "--only"), "--only robust"),
        (("--longer", "3", "whatif"), "whatif --longer 3"),
        (("--refuses", "XDO", "whatif"), "whatif --refuses XDO"),
        (("--consents", "whatif"), "whatif --consents"),
        (("--profiles=5", "robust"), "robust --profiles 5"),
        (("whatif", "--still"), "--still BASKET whatif"),
    ],
)
def test_the_right_order_is_told_with_the_words_that_were_given(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], right: str
) -> None:
    assert refused(capsys, *words).endswith(f": dipoli roadmap CASE {right}")


@pytest.mark.parametrize(
    "words",
    [
        ("whatif", "--csv", "x"),
        ("robust", "--brief"),
        ("whatif", "--objective", "value"),
        ("explain", "--tries", "5"),
        ("check", "file", "--wanted", "st-levels"),
        ("whatif", "--clash"),
    ],
)
def test_a_word_that_no_action_has_says_so(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert "without an action" in refused(capsys, *words)


@pytest.mark.parametrize(
    ("word", "actions"),
    [
        ("--objective value", "check explain whatif robust"),
        ("--by 3", "check explain whatif robust"),
        ("--limit 60", "check explain whatif robust"),
        ("--brief", "check explain whatif robust"),
        ("--csv out.csv", "check explain whatif robust"),
        ("--ics out.ics", "check explain whatif robust"),
        ("--work 5", "check whatif robust"),
        ("--tries 60", "check explain"),
        ("--clash", "whatif"),
        ("--wanted st-levels", "check"),
        ("--horizon 240", "check"),
    ],
)
def test_a_word_of_no_effect_is_refused_even_where_it_says_what_holds_anyway(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, word: str, actions: str
) -> None:
    for name in actions.split():
        file = [str(tmp_path / "none.json")] if name == "check" else []
        told = refused(capsys, *word.split(), name, *file)
        assert f"{word.split(maxsplit=1)[0]} has no effect on {name}" in told
    assert not list(tmp_path.iterdir())


def test_words_on_the_right_side_are_taken_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--tries", "2", "--refused", "XDO", "whatif", "--longer", "1"]
    assert main(["roadmap", LAKE, *words]) == 0
    assert "no consent is given by State of Dornay" in capsys.readouterr().out


def test_the_help_of_an_action_shows_its_own_words_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["roadmap", LAKE, "whatif", "--help"])
    told = capsys.readouterr().out
    assert "--longer" in told
    assert "--tries" not in told


def test_what_both_sides_have_stays_with_each() -> None:
    outer, inner = argparse.ArgumentParser(), argparse.ArgumentParser()
    for one in (outer, inner):
        one.add_argument("--json", action="store_true")
    outer.add_argument("--seed")
    question, own = options_of(outer), options_of(inner)
    send_before(inner, question, "go")
    send_after(outer, own, "go")
    assert inner.parse_args(["--json"]).json
    assert outer.parse_args(["--json", "--seed", "1"]).seed == "1"
    assert [one.dest for one in options_of(inner)] == ["json"]
    with pytest.raises(SystemExit):
        inner.parse_args(["--seed", "1"])
