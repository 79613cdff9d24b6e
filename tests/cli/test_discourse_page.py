"""`dipoli discourse page`: a file that is there whole or not at all, and what it refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from dipoli.cli.main import EXIT_BAD_INPUT, main

ROOT = Path(__file__).parents[2]
CORPUS, BOOK = str(ROOT / "corpora" / "lake"), str(ROOT / "codebooks" / "lake.yaml")
JOINT = "joint/2031-02-10_officials_en.txt"
ASKED = (
    "--case", str(ROOT / "cases" / "lake"), "--genre", "speech", "--genre", "statement",
    "--issue", "floods", "--pair", "XAL,XBE", "--after", JOINT, "--months", "3",
    "--period", "XDO:Before:2030:2031-01-19", "--period", "XDO:After:2031-01-20:",
)  # fmt: skip


def test_one_file_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "lake.html"
    assert main(["discourse", "page", CORPUS, BOOK, *ASKED, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs/reference/json/discourse-page.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(told)
    content = out.read_bytes()
    assert (told["bytes"], told["digest"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert told["mark"] == "An exercise: states, figures and events are invented."
    text = content.decode()
    for words in ("How often each issue is raised", "By period", "After a joint text", "Before,"):
        assert words in text
    assert "Press conference" not in text
    assert [path.name for path in out.parent.iterdir()] == ["lake.html"]


def test_it_says_where_the_file_is_and_who_can_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.html"
    assert main(["discourse", "page", CORPUS, BOOK, "--genre", "speech", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "Anybody you give it to can read all of it." in told.err
    assert "Where words of two meet" not in out.read_text("utf-8")


def test_the_draws_and_the_passages_shown_are_as_asked(tmp_path: Path) -> None:
    texts = []
    for seed, shown in (("1", "2"), ("1", "2"), ("2", "2"), ("1", "9")):
        out = tmp_path / "page.html"
        words = ["--genre", "speech", "--seed", seed, "--passages", shown, "--out", str(out)]
        assert main(["discourse", "page", CORPUS, BOOK, *words]) == 0
        texts.append(out.read_text("utf-8"))
    assert texts[0] == texts[1] != texts[2]
    assert len(texts[3]) > len(texts[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--genre", "joint_declaration"), "genre with an actor's own words"),
        (("--issue", "flods"), "did you mean floods?"),
        (("--pair", "XAL"), "write two codes with a comma between them"),
        (("--pair", "XAL,XAL"), "name each once"),
        (("--pair", "XAL,XMO"), "XMO"),
        (("--after", "speeches/XAL_2025_en.txt"), "joint text of the corpus"),
        (("--absent", JOINT), "document of a genre with an actor's own words"),
        (("--period", "XDO:Before"), "write it like"),
        (("--period", "XDO:A:2025:2030", "--period", "XDO:B:2029:"), "order them"),
    ],
)
def test_a_question_that_names_nothing_is_refused_and_nothing_is_written(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert main(["discourse", "page", CORPUS, BOOK, *words, "--out", str(out)]) == EXIT_BAD_INPUT
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert "to mend" in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discourse", "page", CORPUS, BOOK, "--out", str(tmp_path)]) == EXIT_BAD_INPUT
    assert "which is something else" in " ".join(capsys.readouterr().err.split())
