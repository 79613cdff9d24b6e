"""`dipoli discourse`: its answers on a tiny corpus in three languages, their JSON, their tables."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.worlds.encoders import Letters
from tests.worlds.texts import TINY, tiny

from dipoli.analysis.discourse.meeting import PROMPT
from dipoli.cli.main import main
from dipoli.codec.discourse_carry_json import carry_schema
from dipoli.codec.discourse_json import FORMS, json_schema

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs/reference/json"
LAKE = str(ROOT / "cases" / "lake")
SCHEMA = json.loads((SCHEMAS / "discourse.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module", name="at")
def _at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    tiny(folder)
    return folder


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here needs no extra."""
    monkeypatch.setattr("dipoli.codec.encoder.open_encoder", Letters)


def words_of(at: Path, verb: str, *words: str) -> list[str]:
    """A command in full: ``@`` stands for the corpus, ``=`` for the codebook."""
    places = {"@": str(at / "corpus"), "=": str(at / "book.yaml")}
    return ["discourse", verb, *(places.get(one, one) for one in words)]


ASKED = {
    "code": ("@", "="),
    "salience": ("@", "=", "--genre", "speech", "--absent", "xal/2026.txt"),
    "emphasis": ("@", "=", "joint/2027.txt", "--months", "12"),
    "change": ("@", "=", "--genre", "speech"),
    "keyness": ("@", "=", "XAL", "XBE", "--genre", "speech"),
    "converge": ("@", "=", "XAL", "XBE", "--issue", "water", "--genre", "speech", "--case", LAKE),
    "affirmed": ("@", "=", "XAL", "XBE", "--genre", "speech"),
    "kwic": ("@", "lake water*", "댐"),
    "like": ("@", "xal/2026.txt", "30"),
    "suggest": ("@", "=", "water"),
    "open": ("@", "xal/2026.txt", "30"),
    "term": (LAKE, "fair-share", "@"),
}


def asked(at: Path, capsys: pytest.CaptureFixture[str], verb: str, *more: str) -> dict[str, Any]:
    """The JSON object of a command."""
    assert main([*words_of(at, verb, *(more or ASKED[verb])), "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(at: Path, capsys: pytest.CaptureFixture[str], verb: str, *more: str) -> str:
    assert main(words_of(at, verb, *(more or ASKED[verb]))) == 0
    return " ".join(capsys.readouterr().out.split())


# ---------------------------------------------------------------- every answer


def test_the_schema_is_as_the_program_prints_it() -> None:
    assert json_schema() == SCHEMA, "run: python tools/write_discourse_schema.py"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    carrying, carry = (
        json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        for name in ("carry", "discourse-carry")
    )
    assert carry_schema(carrying) == carry, "run: python tools/write_discourse_schema.py"


@pytest.mark.parametrize("verb", ASKED)
def test_every_answer_names_codebook_corpus_and_what_it_does_not_show(
    verb: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, verb)
    receipt = told["receipt"]
    assert told["command"] == verb
    assert len(receipt["corpus"]["sha256"]) == 64
    assert receipt["corpus"]["documents"] == len(TINY)
    assert receipt["does_not_show"]
    if verb not in {"kwic", "like", "open", "term"}:
        assert len(receipt["parameters"]["codebook sha256"]) == 64
        assert receipt["parameters"]["corpus sha256"] == receipt["corpus"]["sha256"]
    if verb in {"salience", "emphasis", "change", "converge"}:
        assert receipt["seed"] == 0
    assert "ranked" in receipt["order"]


@pytest.mark.parametrize("verb", ASKED)
def test_the_same_question_has_the_same_answer(
    verb: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(at, capsys, verb) == asked(at, capsys, verb)


@pytest.mark.parametrize("verb", [*ASKED, "verify"])
def test_every_form_of_the_schema_is_that_of_a_command(verb: str) -> None:
    assert set(FORMS) == {*ASKED, "verify"}
    assert SCHEMA["$defs"][FORMS[verb].__name__]["properties"]["command"] == {"const": verb}


@pytest.mark.parametrize("verb", [one for one in ASKED if one != "open"])
def test_every_answer_verifies_and_none_does_once_a_word_is_changed(
    verb: str, at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, verb)
    result = tmp_path / "result.json"
    result.write_text(json.dumps(told), encoding="utf-8")
    assert main(["discourse", "verify", str(result), str(at / "corpus"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["holds"]
    assert found["spans"] > 0
    if verb in {"salience", "emphasis", "change", "converge"}:
        assert found["figures"] > 0
    other = tiny(tmp_path / "other").parent
    changed = [
        (*row[:5], row[5].replace("the", "teh").replace("다", "라").replace("е", "э"))
        for row in TINY
    ]
    from tests.worlds.texts import write_corpus  # noqa: PLC0415 - beside its use

    write_corpus(other / "changed", changed)
    assert main(["discourse", "verify", str(result), str(other / "changed"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["same_corpus"]
    assert found["failures"]


@pytest.mark.parametrize("verb", [one for one in ASKED if one != "open"])
def test_a_table_says_on_what_it_rests_and_has_a_cell_for_each_column(
    verb: str, at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    assert main([*words_of(at, verb, *ASKED[verb]), "--csv", str(path)]) == 0
    capsys.readouterr()
    head, columns, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    assert head[0].startswith("# ")
    assert "corpus sha256: " in head[0]
    assert "Not shown: " in head[0]
    assert rows
    assert {len(row) for row in rows} == {len(columns)}


def test_no_command_sorts_adds_up_or_ranks_actors(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "salience", "@", "=", "--genre", "speech")
    keys = [(one["language"], one["actor"]) for one in told["salience"]["figures"]]
    first = list(dict.fromkeys(keys))
    assert first == [("en", "XAL"), ("en", "XBE"), ("ko", "XCE"), ("ru", "XDO")]
    shares = [one["share"]["value"] for one in told["salience"]["figures"] if one["actor"] == "XAL"]
    assert shares != sorted(shares, reverse=True) or len(set(shares)) < len(shares)
    with pytest.raises(SystemExit):
        main([*words_of(at, "salience", *ASKED["salience"]), "--sort", "value"])


# ---------------------------------------------------------------- what each says


def test_code_tells_every_passage_with_seed_span_and_stance(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "code", "@", "=", "--words")
    texts = {row[0]: row[5] for row in TINY}
    assert {one["passage"]["file"] for one in told["passages"]} == set(texts)
    for one in told["passages"]:
        passage = one["passage"]
        words = texts[passage["file"]][passage["start"] : passage["end"]]
        assert passage["words"] == words
        for code in one["codes"]:
            assert passage["start"] <= code["start"] < code["end"] <= passage["end"]
    rejected = next(one for one in told["passages"] if "oppose the dam" in one["passage"]["words"])
    found = {code["issue"]: code for code in rejected["codes"]}
    dam = found["dam"]
    text = texts[rejected["passage"]["file"]]
    assert text[dam["start"] : dam["end"]].lower() == "dam"
    assert found["water"]["sub"] == "dam"
    assert found["data"]["seed"] == "gauge*"
    korean = next(one for one in told["passages"] if one["language"] == "ko")
    assert korean["missing"] == ["data"]


def test_one_document_is_coded_alone_under_the_digest_of_the_whole(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = asked(at, capsys, "code")
    one = asked(at, capsys, "code", "@", "=", "--file", "xbe/2026.txt")
    assert one["receipt"]["corpus"]["sha256"] == whole["receipt"]["corpus"]["sha256"]
    assert {row["passage"]["file"] for row in one["passages"]} == {"xbe/2026.txt"}
    # the greeting, which the first document has said already, is seen here
    assert one["passages"][0]["passage"]["start"] == 0
    mine = [row for row in whole["passages"] if row["passage"]["file"] == "xbe/2026.txt"]
    assert [row["codes"] for row in one["passages"][1:]] == [row["codes"] for row in mine]


def test_a_language_without_seeds_is_unknown_and_not_nought(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "salience")
    russian = {
        one["issue"]: one["share"] for one in told["salience"]["figures"] if one["language"] == "ru"
    }
    assert russian["fish"]["value"] is None
    assert "no seeds" in russian["fish"]["why"]
    assert russian["water"]["value"] is not None
    text = printed(at, capsys, "salience")
    assert "XDO unknown: the codebook has no seeds" in text
    assert "XDO 0.0 %" not in text


def test_languages_and_genres_are_never_put_together(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "salience")
    for one in told["salience"]["figures"]:
        rows = [row for row in TINY if row[0] in one["documents"]]
        assert {(row[4], row[3]) for row in rows} == {("speech", one["language"])}
    text = printed(at, capsys, "salience")
    for language in ("en", "ko", "ru"):
        assert f"Within speech, {language}:" in text


def test_a_joint_text_is_apart(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(at, capsys, "salience")
    (joint,) = told["joint"]
    assert (joint["file"], joint["makers"]) == ("joint/2027.txt", ["XAL", "XBE"])
    assert all("joint/2027.txt" not in one["documents"] for one in told["salience"]["figures"])


def test_dots_and_intervals_stand_where_the_figures_are(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "salience")
    first = told["salience"]["figures"][0]
    assert main(words_of(at, "salience", *ASKED["salience"])) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  XAL "))
    drawn = line.split("|")[1]
    ends = [first["share"]["interval"]["low"], first["share"]["interval"]["high"]]
    assert [drawn.index("("), drawn.index(")")] == [round(40 * end) for end in ends]
    assert drawn.index("o") == round(40 * first["share"]["value"])


def test_emphasis_tells_silence_and_calls_it_no_rejection(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "emphasis")
    assert [issue for issue, _found in told["points"]] == ["water", "data"]
    after = {
        (one["figure"]["actor"], one["figure"]["genre"]): one["figure"]["documents"]
        for one in told["taken_up"]
    }
    assert after["XAL", "speech"] == ["xal/2028.txt"]
    assert after["XAL", "statement"] == ["press/2028.txt"]
    silent = [one for one in told["taken_up"] if one["word"]]
    assert [(one["figure"]["actor"], one["point"]) for one in silent] == [("XAL", "data")]
    assert "silence, which is not rejection" in silent[0]["word"]


def test_change_by_year_and_by_period(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(at, capsys, "change")
    first = told["years"]["trends"][0]
    assert [year for year, _figure in first["years"]] == list(range(2025, 2031))
    periods = ("--period", "XAL:One:2025:2027", "--period", "XAL:Two:2028:")
    told = asked(at, capsys, "change", "@", "=", "--genre", "speech", *periods)
    labels = [one["period"]["label"] for one in told["periods"]["periods"]]
    assert labels == ["One", "Two"]
    assert all(one["why"] for one in told["periods"]["differences"])  # three documents are too few


def test_opposed_passages_are_never_offered_and_prompts_are_called_so(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "converge")
    ways = {one["way"] for one in (*told["words"]["compatible"], *told["words"]["conditional"])}
    assert ways <= {"compatible", "conditional"}
    assert dict(told["figures"][0]["stances"])["opposed"] > 0
    assert told["note"] == PROMPT
    assert told["in_case"] == ["w-flow"]
    text = printed(at, capsys, "converge")
    assert PROMPT in text
    assert "The three are not added" in text
    assert "are not offered" in text


def test_a_pair_without_a_language_in_common_has_no_figures(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = ("@", "=", "XAL", "XCE", "--issue", "water", "--genre", "speech")
    assert asked(at, capsys, "converge", *pair)["figures"] == []
    assert "no language in common" in printed(at, capsys, "converge", *pair)


@pytest.mark.parametrize("order", ["left", "right", "date", "actor"])
def test_a_concordance_is_sorted_as_asked(
    order: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "kwic", "@", "water", "--sort", order)
    lines = told["lines"]

    def key(one: dict[str, Any]) -> Any:  # noqa: ANN401 - a date, words or an actor
        if order == "left":
            return [word.casefold() for word in reversed(one["left"].split())]
        if order == "right":
            return [word.casefold() for word in one["right"].split()]
        return one["date"] if order == "date" else one["passage"]["actor"] or ""

    assert [key(one) for one in lines] == sorted(key(one) for one in lines)
    assert told["unknown"] == ["ko", "ru"]


def test_an_issue_is_found_in_every_language_that_has_seeds(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "kwic", "@", "--issue", "fish", "--codebook", "=")
    assert {one["language"] for one in told["lines"]} == {"en", "ko"}
    assert told["unknown"] == ["ru"]
    assert "In ru nothing could be found" in printed(
        at, capsys, "kwic", "@", "--issue", "fish", "--codebook", "="
    )


def test_a_repeated_passage_opens_where_it_is_repeated(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "open", "@", "xal/2029.txt", "3")
    assert told["passage"]["words"] == "Dear friends of the lake."
    assert told["before"] == []
    assert len(told["after"]) == 2


def test_a_term_lists_each_actors_own_uses_by_date_in_its_own_wording(
    at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(at, capsys, "term")
    actors = {one["actor"]: one for one in told["actors"]}
    assert list(actors) == ["XAL", "XBE", "XCE", "XDO"]  # the order of the case
    dates = [one["date"] for one in actors["XAL"]["uses"]]
    assert dates == sorted(dates)
    assert len(dates) == 5
    assert [one["wording"] for one in actors["XCE"]["uses"]] == ["공정한 몫"]
    assert (actors["XDO"]["uses"], actors["XDO"]["unknown"]) == ([], [])
    only = asked(at, capsys, "term", LAKE, "closed-season", "@", "--wording", "плотина")
    (use,) = next(one for one in only["actors"] if one["actor"] == "XDO")["uses"]
    assert use["wording"] == "Плотина"


# ---------------------------------------------------------------- filing, carriers


def test_a_passage_is_filed_and_found_again_in_the_case(
    at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake"
    words = ("@", "xal/2025.txt", "30", "--case", LAKE, "--position", "XAL.w-dam")
    assert main([*words_of(at, "file", *words), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema = json.loads((SCHEMAS / "discourse-filed.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    assert told["beside"] == "XAL.w-dam"
    assert main(["check", str(out)]) == 0
    capsys.readouterr()
    place = told["passage"]
    opened = asked(at, capsys, "open", "@", place["file"], str(place["start"]))
    assert opened["passage"]["sha256"] == place["sha256"]
    assert main([*words_of(at, "file", *words), "--out", str(out)]) == 3
    term = ("@", "xbe/2025.txt", "130", "--case", str(out), "--term", "fair-share")
    assert main([*words_of(at, "file", *term), "--out", str(tmp_path / "two")]) == 0
    assert "is filed beside fair-share" in capsys.readouterr().out


CARRY = ("@", "=", "XAL", "XBE", "--issue", "water", "--genre", "speech", "--case", LAKE)


def test_who_could_carry_is_told_to_one_reader_alone(
    at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own" / "private.txt"
    assert main([*words_of(at, "carry", *CARRY), "--out", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "not to be passed on" in capsys.readouterr().err
    text = " ".join(out.read_text("utf-8").split())
    assert text.startswith("Private page of one analyst or mediator")
    assert "carrier that is named in public is no carrier" in text
    assert PROMPT in text
    assert main([*words_of(at, "carry", *CARRY), "--out", str(out)]) == 2
    capsys.readouterr()
    assert main([*words_of(at, "carry", *CARRY), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema = json.loads((SCHEMAS / "discourse-carry.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    assert [one["in_case"] for one in told["found"]] == [["w-flow"], ["w-dam"]]
    with pytest.raises(SystemExit):  # never without a case that was named
        main(words_of(at, "carry", *CARRY[:-2]))


@pytest.mark.parametrize("verb", ASKED)
def test_no_other_answer_names_a_carrier(
    verb: str, at: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(at, capsys, verb)
    assert "XMO" not in told  # the go-between of the lake
    assert "carrier" not in told
    assert "XMO" not in json.dumps(asked(at, capsys, verb))


def test_the_default_report_holds_nothing_of_the_texts(
    at: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filed = tmp_path / "lake"
    words = ("@", "xal/2025.txt", "30", "--case", LAKE, "--position", "XAL.w-dam")
    assert main([*words_of(at, "file", *words), "--out", str(filed)]) == 0
    for case in (LAKE, str(filed)):
        out = tmp_path / f"{Path(case).parent.name}.html"
        assert main(["report", case, "--out", str(out)]) == 0
        page = out.read_text("utf-8").casefold()
        for word in ("salience", "codebook", "must stay until homes", "convergence", "lexicon"):
            assert word not in page, word
    capsys.readouterr()


LAKE_TEXTS = Path(__file__).parents[2] / "corpora" / "lake"
LAKE_BOOK = Path(__file__).parents[2] / "codebooks" / "lake.yaml"


def test_a_passage_of_a_text_in_two_languages_opens_with_the_other_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # The joint declaration of the lake says one thing of the gauges in each of its languages.
    joint = "joint/2031-02-10_officials_{}.txt"
    text = (LAKE_TEXTS / joint.format("en")).read_text("utf-8")
    start = str(text.index("gauges"))
    words = ["discourse", "open", str(LAKE_TEXTS), joint.format("en"), start]
    beside = ["--beside", "ko", "--codebook", str(LAKE_BOOK)]
    assert main([*words, *beside, "--json"]) == 0
    (first, *_rest) = json.loads(capsys.readouterr().out)["parallel"]
    assert first["same_text"]
    assert first["passage"]["file"] == joint.format("ko")
    assert "수위계" in first["passage"]["words"]
    assert main([*words, *beside]) == 0
    assert "the same text" in capsys.readouterr().out
    assert main([*words, *beside[:2]]) == 2
    assert "give both, or none" in capsys.readouterr().err
    assert main([*words, "--beside", "en", *beside[2:]]) == 2
    assert "other language" in capsys.readouterr().err
