"""`dipoli discourse like|suggest|converge --encoder` with an encoder of letters."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.test_discourse import words_of
from tests.worlds.encoders import Letters
from tests.worlds.texts import BOOK, TINY, tiny, write_corpus

from dipoli.analysis.discourse.meeting import NEARNESS
from dipoli.cli.main import main
from dipoli.faults import DipoliError


@pytest.fixture(scope="module", name="at")
def _at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    tiny(folder)
    return folder


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipoli.codec.encoder.open_encoder", Letters)


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_near_passages_are_ranks_with_their_places_and_the_trap_is_said(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words_of(at, "like", "@", "xal/2026.txt", "30", "--most", "3")) == 0
    told = printed(capsys)
    assert NEARNESS in told
    assert "sanctions must be lifted" in told
    assert "opens with: dipoli discourse open CORPUS" in told
    assert "Encoder letters 1." in told
    for rank in ("1. ", "2. ", "3. "):
        assert rank in told
    assert "cosine" not in told
    assert not re.search(r"\b[01]\.[0-9]", told)


def test_each_place_that_is_told_opens(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words_of(at, "like", "@", "xal/2026.txt", "30"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    for one in told["found"]:
        passage = one["passage"]
        place = [passage["file"], str(passage["start"])]
        assert main([*words_of(at, "open", "@", *place), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["passage"]["sha256"] == passage["sha256"]


def test_with_a_codebook_only_what_shares_an_issue_is_looked_through_and_the_rest_counted(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words_of(at, "like", "@", "xce/2028.txt", "0", "--codebook", "=", "--most", "100")
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["issues"] == ["water"]
    assert {one["language"] for one in told["found"]} >= {"en", "ko", "ru"}
    left = sum(one["passages"] for one in told["left_out"])
    assert told["looked"] == len(told["found"]) > 0
    assert told["looked"] + left == told["receipt"]["corpus"]["passages"] - 1
    assert len(told["receipt"]["parameters"]["codebook sha256"]) == 64
    assert main(asked) == 0
    assert "were left out: no issue in common with this passage" in printed(capsys)


def test_suggestions_are_called_so_and_say_by_which_sentence(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words_of(at, "suggest", "@", "=", "water", "--actor", "XAL", "--most", "2")) == 0
    told = printed(capsys)
    assert "None of them is coded" in told
    assert "nearest to: The lake belongs to all." in told
    assert NEARNESS in told
    assert "not XAL's own words" in told


def test_a_rank_beside_pairs_leaves_the_pairs_as_they_are(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words_of(
        at, "converge", "@", "=", "XAL", "XBE", "--issue", "water", "--genre", "speech"
    )
    assert main([*asked, "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)["words"]
    assert main([*asked, "--encoder", "--json"]) == 0
    ranked = json.loads(capsys.readouterr().out)["words"]
    pairs = ranked["compatible"]
    assert sorted(one["encoder_rank"] for one in pairs) == list(range(1, len(pairs) + 1))
    assert pairs
    assert [{**one, "encoder_rank": None} for one in pairs] == plain["compatible"]
    assert NEARNESS in ranked["receipt"]["does_not_show"]
    assert main([*asked, "--encoder"]) == 0
    told = printed(capsys)
    assert NEARNESS in told
    assert "1. of the pairs of this sort by nearness" in told
    assert main(asked) == 0
    assert "nearness" not in printed(capsys)


BAD = (
    (("like", "@", "xal/1999.txt", "0"), "name of a document"),
    (("like", "@", "xal/2026.txt", "0", "--language", "fr"), "language of the corpus"),
    (("like", "@", "xal/2026.txt", "0", "--codebook", "="), "leave --codebook out"),
    (("suggest", "@", "=", "watre"), "did you mean water?"),
    (("suggest", "@", "=", "fish"), "under its exemplars"),
    (("suggest", "@", "=", "water", "--actor", "XQQ"), "actor of the corpus"),
    (("like", "@", "mn/2028.txt", "0"), "what is near to it is unknown"),
    (("suggest", "@", "=", "water", "--language", "mn"), "search by words"),
)


@pytest.mark.parametrize(("asked", "mend"), BAD)
def test_a_question_that_cannot_be_answered_says_how_to_mend_it(
    asked: tuple[str, ...], mend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mongolian = ("mn/2028.txt", "2028", "XDO", "mn", "speech", "Нуурын ус бүх хүнийх.")
    write_corpus(tmp_path / "corpus", [*TINY, mongolian])
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    assert main(words_of(tmp_path, *asked)) == 2
    out, err = capsys.readouterr()
    assert not out
    assert mend in err


def test_without_the_extra_each_command_names_it(
    at: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> Letters:
        message = "install Dipoli with its extra, as dipoli[embed]"
        raise DipoliError(message)

    monkeypatch.setattr("dipoli.codec.encoder.open_encoder", absent)
    for asked in (
        ("like", "@", "xal/2026.txt", "30"),
        ("suggest", "@", "=", "water"),
        ("converge", "@", "=", "XAL", "XBE", "--issue", "water", "--genre", "speech", "--encoder"),
    ):
        assert main(words_of(at, *asked)) == 2
        out, err = capsys.readouterr()
        assert not out
        assert "dipoli[embed]" in err


def test_long_work_is_told_before_and_a_stop_writes_nothing(
    at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_self: Letters, _sentences: list[str], _language: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dipoli.cli.discourse_near._MANY", 3)
    asked = words_of(at, "like", "@", "xal/2026.txt", "30", "--csv", str(tmp_path / "t.csv"))
    assert main(asked) == 0
    assert "Ctrl-C stops it" in capsys.readouterr().err
    (tmp_path / "t.csv").unlink()
    monkeypatch.setattr(Letters, "encode", stopped)
    assert main(asked) == 130
    assert not capsys.readouterr().out
    assert not (tmp_path / "t.csv").exists()
