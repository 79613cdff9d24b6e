"""``dipoli frameworks``: what is in a charter reaches the reader, marked for what it is."""

from __future__ import annotations

import argparse
import html
import itertools
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from dipoli.charter.framework import Framework, Frameworks
from dipoli.charter.words import PartyCode
from dipoli.cli import frameworks as command
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.faults import CharterError, DipoliError
from dipoli.report.frameworks_compare_text import comparison_text
from dipoli.report.frameworks_html import comparison_html
from dipoli.report.frameworks_json import charter_json, comparison_json, list_json
from dipoli.report.frameworks_layout import columns
from dipoli.report.frameworks_text import charter_text, list_text
from dipoli.report.frameworks_topics import compare
from dipoli.report.frameworks_words import NOTICE

FOLDER = shipped("frameworks")
SHIPPED = read_frameworks(FOLDER)
CHARTERS = {str(charter.id): charter for charter in SHIPPED.charters}
SCHEMAS = Path(__file__).parents[2] / "docs/reference/json"
WIDE = 100_000
"""Columns of a terminal on which nothing is wrapped."""
PAIRS = list(itertools.pairwise(sorted(CHARTERS)))

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "100")

    def dipoli(*words: str) -> str:
        parser = argparse.ArgumentParser()
        command.add(parser.add_subparsers())
        args = parser.parse_args(["frameworks", *words])
        assert args.run(args) == 0
        return capsys.readouterr().out

    return dipoli


def bare(text: str) -> str:
    """Text without white space, so that it can be found however it was wrapped."""
    return "".join(text.split())


def written(name: str) -> dict[str, Any]:
    """A charter as a second reader of YAML reads it."""
    paper: dict[str, Any] = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")
    return paper


def facts(paper: dict[str, Any]) -> Iterator[str]:
    """Every text of a charter that a reader must find again, glosses apart."""
    yield from (paper[key] for key in ("name", "short_name", "region", "level", "secretariat"))
    yield from paper.get("aliases", ())
    yield from paper.get("names_i18n", {}).values()
    yield from (paper["decision_rule"]["text"], paper["chair"]["text"])
    yield from (*paper["achieved"], *paper["lessons"])
    yield from (stall["cause"] for stall in paper["stalled"])
    notes = [paper["years"], paper["members"], paper["observers"], *paper["baskets"]]
    notes += [*paper.get("commitments", ()), *paper.get("relations", ())]
    yield from (one["note"] for one in notes if "note" in one)
    yield paper["confidence"].get("notes", "")
    yield paper["decision_rule"].get("minus", "")
    yield from (basket["title"] for basket in paper["baskets"])
    for document in paper["documents"]:
        yield from (document[key] for key in ("title", "symbol", "gist") if key in document)
    for commitment in paper.get("commitments", ()):
        yield from (commitment[key] for key in ("text", "reciprocal") if key in commitment)
    yield from (event["event"] for event in paper.get("timeline", ()))
    yield from (term["term"] for term in paper.get("disputed_terms", ()))


# ---------------------------------------------------------------- the list


def test_the_list_names_every_framework_with_its_id(run: Run) -> None:
    listed = run()
    for charter in SHIPPED.charters:
        assert charter.id in listed
        assert charter.short_name in listed


def test_the_list_stands_by_the_day_of_beginning(run: Run) -> None:
    listed = run().split()
    places = [listed.index(charter.id) for charter in SHIPPED.charters if charter.id != "nato"]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [100, 80, 60, 40])
def test_the_list_keeps_to_the_width_of_the_terminal(width: int) -> None:
    text = list_text(SHIPPED, width)
    assert max(columns(line) for line in text.splitlines()) <= width
    assert all(bare(charter.id) in bare(text) for charter in SHIPPED.charters)


def test_a_partial_list_of_members_is_not_counted_as_whole(run: Run) -> None:
    listed = {one["id"]: one for one in json.loads(run("--json"))["frameworks"]}
    assert listed["unsc-dprk-sanctions"]["members_count"] == 15
    assert listed["unsc-dprk-sanctions"]["members_complete"] is False
    assert listed["china-africa-defence-forum"]["members_count"] is None
    assert listed["helsinki-osce"]["members_count"] == 57
    assert listed["korean-armistice-1953"]["members_count"] == 3


# ---------------------------------------------------------------- one charter


@pytest.mark.parametrize("name", CHARTERS)
def test_every_fact_of_a_charter_is_printed(run: Run, name: str) -> None:
    page = bare(run("show", name))
    for fact in facts(written(name)):
        assert bare(fact) in page


@pytest.mark.parametrize("name", CHARTERS)
def test_every_reading_of_a_disputed_term_is_printed_with_its_party(name: str) -> None:
    page = charter_text(CHARTERS[name], SHIPPED, WIDE)
    for term in written(name).get("disputed_terms", ()):
        for gloss in term["positions"]:
            assert gloss["gloss"] in page
            assert f"({gloss['by']}):" in page


def test_readings_of_a_term_stand_side_by_side() -> None:
    charter = CHARTERS["six-party-talks"]
    lines = charter_text(charter, SHIPPED, 100).splitlines()
    term = lines.index("\N{LEFT DOUBLE QUOTATION MARK}verification\N{RIGHT DOUBLE QUOTATION MARK}")
    assert "(PRK):" in lines[term + 1]
    assert "(USA):" in lines[term + 1]


@pytest.mark.parametrize("name", CHARTERS)
def test_every_source_of_a_charter_is_printed_with_what_was_read(run: Run, name: str) -> None:
    page = bare(run("show", name))
    for source in CHARTERS[name].sources:
        entry = SHIPPED.sources[source]
        assert bare(entry.title.rstrip(".")) in page
        assert bare(entry.seen_note or "") in page
        assert (entry.url or "") in page


@pytest.mark.parametrize("name", CHARTERS)
def test_outcomes_and_causes_are_marked_as_the_compilers_notes(name: str) -> None:
    page = charter_text(CHARTERS[name], SHIPPED, WIDE)
    assert page.count("compiler's note on the outcome:") == len(CHARTERS[name].commitments)
    for heading in ("What it achieved", "What stalled or ended it", "Lessons"):
        assert f"\n{heading} (compiler's note)\n" in page
    assert all(sentence in page for sentence in NOTICE)


@pytest.mark.parametrize("name", CHARTERS)
@pytest.mark.parametrize("width", [100, 60])
def test_a_charter_keeps_to_the_width_of_the_terminal(name: str, width: int) -> None:
    for line in charter_text(CHARTERS[name], SHIPPED, width).splitlines():
        assert columns(line) <= width or "http" in line


def test_a_party_is_called_as_it_is_known_in_the_framework(run: Run) -> None:
    page = bare(run("show", "apec"))
    assert bare("Chinese Taipei (TWN)") in page
    assert bare("Hong Kong, China (HKG)") in page


def test_what_a_charter_does_not_say_is_not_printed_as_no(run: Run) -> None:
    assert "silence procedure: not stated" in run("show", "six-party-talks")
    assert "silence procedure: yes" in run("show", "nato")


def test_what_other_charters_say_of_one_is_printed(run: Run) -> None:
    assert "the charter of NEACD (neacd) says: feeds this one" in run("show", "six-party-talks")


# ---------------------------------------------------------------- side by side


@pytest.mark.parametrize("pair", PAIRS)
def test_every_fact_that_is_compared_stands_in_text_and_page(pair: tuple[str, str]) -> None:
    comparison = compare([CHARTERS[name] for name in pair], SHIPPED)
    text = comparison_text(comparison, SHIPPED, WIDE)
    page = html.unescape(comparison_html(comparison, SHIPPED))
    for name in pair:
        paper = written(name)
        said = [*paper["achieved"], *(stall["cause"] for stall in paper["stalled"])]
        said += [paper["level"], paper["decision_rule"]["text"], paper["chair"]["text"]]
        said += [paper["secretariat"], *(basket["title"] for basket in paper["baskets"])]
        said += [", ".join(paper["members"]["codes"]), paper["confidence"].get("notes", "")]
        for fact in said:
            assert fact.lower() in text.lower()
            assert fact.lower() in page.lower()
        assert f"overall {paper['confidence']['overall']}" in text


def test_frameworks_stand_in_the_order_in_which_they_were_asked_for(run: Run) -> None:
    there = json.loads(run("compare", "nato", "asean", "arf", "--json"))
    assert [one["id"] for one in there["frameworks"]] == ["nato", "asean", "arf"]
    back = json.loads(run("compare", "arf", "asean", "nato", "--json"))
    assert back["frameworks"] == there["frameworks"][::-1]


def test_shared_members_are_those_that_every_list_holds(run: Run) -> None:
    shared = json.loads(run("compare", "six-party-talks", "napci-2014", "--json"))
    assert shared["members_in_every_list"] == ["CHN", "JPN", "KOR", "RUS", "USA"]
    assert shared["some_list_is_partial"] is False


@pytest.mark.parametrize("width", [100, 60])
def test_a_comparison_keeps_to_the_width_of_the_terminal(width: int) -> None:
    comparison = compare(list(CHARTERS.values())[:5], SHIPPED)
    for line in comparison_text(comparison, SHIPPED, width).splitlines():
        assert columns(line) <= width or "http" in line


def test_a_comparison_is_written_as_one_page(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert str(file) in run("compare", "arf", "asean", "--html", str(file))
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [file]


def test_a_page_that_cannot_be_written_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    with pytest.raises(DipoliError, match="could not be written"):
        run("compare", "arf", "asean", "--html", str(tmp_path / "nowhere" / "page.html"))
    assert list(tmp_path.iterdir()) == []


class Page(HTMLParser):
    """Collects what a page is made of and what it points to."""

    EMPTY = frozenset({"meta", "br", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that opens."""
        self.tags.append(tag)
        self.links += [(tag, key, value or "") for key, value in attrs if key in {"href", "src"}]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note that an element closes, and that it is the one opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("count", [2, 4, 24])
def test_a_page_needs_no_network_and_is_well_formed(count: int) -> None:
    charters = list(CHARTERS.values())[:count]
    text = comparison_html(compare(charters, SHIPPED), SHIPPED)
    page = Page(text)
    urls = {str(source.url) for source in SHIPPED.sources.values() if source.url is not None}
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    assert all((tag, key) == ("a", "href") and url in urls for tag, key, url in page.links)
    assert not re.search(r"url\(|@import|javascript:|\son\w+=", text)
    assert page.tags.count("h1") == 1
    assert page.tags.count("tr") == 1 + len(compare(charters, SHIPPED).rows)
    assert page.tags.count("td") == count * (page.tags.count("tr") - 1)
    assert all(sentence in html.unescape(text) for sentence in NOTICE)


def test_what_looks_like_code_in_a_charter_stays_text() -> None:
    odd = attrs.evolve(CHARTERS["arf"], level="<script>alert('level')</script>")
    text = comparison_html(compare([odd, CHARTERS["asean"]], SHIPPED), SHIPPED)
    assert "script" not in Page(text).tags
    assert "&lt;script&gt;" in text


# ---------------------------------------------------------------- JSON


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"frameworks-{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_list_as_json_has_its_form(run: Run) -> None:
    validator("list").validate(json.loads(run("--json")))


@pytest.mark.parametrize("name", CHARTERS)
def test_a_charter_as_json_has_its_form_and_the_facts_of_its_paper(run: Run, name: str) -> None:
    said = json.loads(run("show", name, "--json"))
    validator("show").validate(said)
    assert next(iter(said)) == "schema"
    for key, value in written(name).items():
        assert covers(said["charter"][key], value)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_comparison_as_json_has_its_form(run: Run, pair: tuple[str, str]) -> None:
    validator("compare").validate(json.loads(run("compare", *pair, "--json")))


@pytest.mark.parametrize(
    ("name", "words", "break_it"),
    [
        ("list", ["--json"], lambda said: said["frameworks"][0].update(kind="war")),
        ("show", ["show", "arf", "--json"], lambda said: said["charter"].pop("members")),
        ("compare", ["compare", "arf", "asean", "--json"], lambda said: said.update(best="arf")),
        ("compare", ["compare", "arf", "asean", "--json"], lambda said: said.update(schema="x")),
    ],
)
def test_the_schemas_refuse_another_form(
    run: Run, name: str, words: list[str], break_it: Callable[[dict[str, Any]], object]
) -> None:
    said = json.loads(run(*words))
    break_it(said)
    assert not validator(name).is_valid(said)


def covers(said: object, paper: object) -> bool:
    """Whether JSON holds all that a paper says; it may say null where the paper is silent."""
    if isinstance(paper, dict):
        return isinstance(said, dict) and all(covers(said[k], v) for k, v in paper.items())
    if isinstance(paper, list):
        return isinstance(said, list) and all(map(covers, said, paper)) and len(said) == len(paper)
    return said == paper


# ---------------------------------------------------------------- renaming


def renamed(frameworks: Frameworks, to: dict[PartyCode, PartyCode]) -> Frameworks:
    """The same frameworks under other codes: values rebuilt, texts untouched."""

    def change(value: Any) -> Any:  # noqa: ANN401 - any value of a charter
        if isinstance(value, PartyCode):
            return to[value]
        if isinstance(value, tuple):
            return tuple(change(item) for item in value)
        if isinstance(value, dict):
            return {change(key): change(item) for key, item in value.items()}
        if attrs.has(type(value)):
            return type(value)(
                **{n: change(getattr(value, n)) for n in attrs.fields_dict(type(value))}
            )
        return value

    return Frameworks(
        charters=change(frameworks.charters),
        sources=frameworks.sources,
        names=change(frameworks.names),
    )


def other_codes(frameworks: Frameworks) -> dict[PartyCode, PartyCode]:
    """Codes of the same length that occur nowhere, in another order of the alphabet."""
    codes = {code for charter in frameworks.charters for code in charter.members.known_as}
    codes |= set(frameworks.names.parties)
    letters = "ZYXWVUTSRQPONMLKJIHGFEDCBA"
    new = {}
    for number, code in enumerate(sorted(codes)):
        tail = letters[number // 26] + letters[number % 26]
        fill = "Q" * (len(code) - 6) + tail
        new[code] = PartyCode(f"Q{tail}" if len(code) == 3 else f"org:{fill}"[: len(code)])
    assert len(set(new.values())) == len(new)
    return new


def test_renaming_the_parties_renames_what_is_printed_and_nothing_else() -> None:
    to = other_codes(SHIPPED)
    other = renamed(SHIPPED, to)
    back = {str(new): str(old) for old, new in to.items()}
    code = re.compile("|".join(sorted(map(re.escape, back), key=len, reverse=True)))

    def restored(text: str) -> str:
        return code.sub(lambda found: back[found.group()], text)

    def printed(frameworks: Frameworks) -> Iterator[str]:
        charters: tuple[Framework, ...] = frameworks.charters
        yield list_text(frameworks, 100)
        yield json.dumps(list_json(frameworks))
        for charter in charters:
            yield charter_text(charter, frameworks, 100)
            yield json.dumps(charter_json(charter, frameworks))
        for pair in itertools.pairwise(charters):
            comparison = compare(pair, frameworks)
            yield comparison_text(comparison, frameworks, 100)
            yield comparison_html(comparison, frameworks)
            yield json.dumps(comparison_json(comparison, frameworks))

    for before, after in zip(printed(SHIPPED), printed(other), strict=True):
        assert not code.search(before)
        assert restored(after) == before


# ---------------------------------------------------------------- what can go wrong


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("six-party", "six-party-talks"),
        ("six-party-talk", "six-party-talks"),
        ("NATO", "nato"),
        ("helsinki", "helsinki-osce"),
        ("zzzz", "dipoli frameworks lists the ids"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(run: Run, asked: str, near: str) -> None:
    with pytest.raises(DipoliError, match="no framework with the id") as caught:
        run("show", asked)
    assert near in str(caught.value)


def test_all_unknown_ids_are_told_at_once(run: Run) -> None:
    with pytest.raises(DipoliError, match=r"(?s)'one'.*'two'"):
        run("compare", "one", "arf", "two")


@pytest.mark.parametrize("ids", [["arf"], ["arf", "arf"], ["arf", "asean", "arf"]])
def test_a_comparison_needs_two_different_frameworks(run: Run, ids: list[str]) -> None:
    with pytest.raises(DipoliError, match="two or more different"):
        run("compare", *ids)


def test_charters_of_another_folder_are_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(FOLDER, folder)
    assert run("show", "arf", "--folder", str(folder)) == run("show", "arf")
    assert run("--folder", str(folder), "show", "arf") == run("show", "arf")
    (folder / "arf.yaml").rename(folder / "arf-2.yaml")
    with pytest.raises(CharterError) as caught:
        run("--folder", str(folder))
    assert any(finding.where == "id" for finding in caught.value.findings)


def test_the_command_is_registered_without_loading_what_it_needs() -> None:
    look = (
        "import sys, argparse; from dipoli.cli import frameworks as f;"
        "f.add(argparse.ArgumentParser().add_subparsers());"
        "print(sorted({'attrs','cattrs','yaml','jinja2','matplotlib','numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    loaded = set(re.findall(r"'(\w+)'", done.stdout))
    assert loaded <= {"attrs"}
