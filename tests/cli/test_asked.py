"""The parser of the one command that is asked for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

import pytest

from dipoli.cli import main as cli


def below(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands of a parser, by their names."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - nor a public name
            yield from action.choices.items()


def commands(
    parser: argparse.ArgumentParser, *words: str
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command below a parser, with the words that lead to it."""
    for name, one in below(parser):
        yield (*words, name), one
        yield from commands(one, *words, name)


def reached(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.ArgumentParser:
    for word in words:
        parser = dict(below(parser))[word]
    return parser


WHOLE = dict(commands(cli._parser()))  # noqa: SLF001 - the parser as it is


@pytest.mark.parametrize("words", WHOLE, ids=" ".join)
def test_a_command_that_is_asked_for_is_built_as_among_all(words: tuple[str, ...]) -> None:
    asked = cli._parser(words[:2])  # noqa: SLF001 - as above
    assert asked.knows
    assert [name for name, _ in below(asked)] == [words[0]]
    assert reached(asked, words).format_help() == WHOLE[words].format_help()


@pytest.mark.parametrize(
    "words", [["unheard"], ["forum", "unheard"], ["--help"], ["forum", "--help"], []]
)
def test_where_no_command_is_named_the_help_and_the_complaint_are_the_whole_ones(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for parse in (cli._parsed, cli._parser().parse_args):  # noqa: SLF001 - as above
        with pytest.raises(SystemExit) as ended:
            parse(words)
        told.append((ended.value.code, capsys.readouterr()))
    assert told[0] == told[1]
