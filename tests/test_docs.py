"""The documentation says what is so: its commands and Python are run, its names are held to code.

A block marked ``console`` holds commands, each on a line that begins with ``$ ``, and what they
print. A line ``...`` stands for any lines; seconds and the width of gaps may differ. Blocks marked
``python`` on one page are run one after another, as in a notebook. Both run in a folder that holds
the shipped cases.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import dipoli
from dipoli.cli import main as cli
from dipoli.cli.misplaced import Misplaced

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
VALUES = {
    "case": "dipoli.analysis.case",
    "answers": "dipoli.analysis.agreement.answers",
    "carry": "dipoli.analysis.carry",
    "linkage": "dipoli.analysis.agreement.linkage.answers",
    "meaning": "dipoli.analysis.meaning.answers",
    "draft": "dipoli.analysis.meaning.draft",
    "anytime": "dipoli.analysis.agreement.anytime",
    "everything": "dipoli.analysis.agreement.everything",
    "why_not": "dipoli.analysis.agreement.why_not.answers",
    "additions": "dipoli.analysis.agreement.additions",
    "extents": "dipoli.analysis.agreement.extents",
    "guarantees": "dipoli.analysis.agreement.guarantees",
    "interests": "dipoli.analysis.agreement.interests",
    "left_out": "dipoli.analysis.agreement.left_out",
    "sitting": "dipoli.analysis.agreement.sitting",
    "win_sets": "dipoli.analysis.agreement.win_sets",
    "roadmap": "dipoli.analysis.roadmap.answers",
    "asked": "dipoli.analysis.roadmap.question",
    "explain": "dipoli.analysis.roadmap.explain.answers",
    "whatif": "dipoli.analysis.roadmap.whatif",
    "together": "dipoli.analysis.roadmap.together",
    "holds": "dipoli.analysis.roadmap.robust.answers",
    "shares": "dipoli.analysis.share",
    "uncertain": "dipoli.analysis.agreement.uncertain.answers",
    "codebook": "dipoli.analysis.discourse.codebook",
    "lexicon": "dipoli.analysis.discourse.lexicon",
    "lint": "dipoli.analysis.discourse.lint",
    "lint_texts": "dipoli.analysis.discourse.lint_texts",
    "outline": "dipoli.analysis.discourse.outline",
    "difference": "dipoli.analysis.discourse.difference",
    "merging": "dipoli.analysis.discourse.merging",
    "framework": "dipoli.charter.framework",
    "terms": "dipoli.terms",
    "near": "dipoli.analysis.discourse.near",
    "texts": "dipoli.analysis.discourse.texts",
    "turns": "dipoli.analysis.discourse.turns",
    "repeats": "dipoli.analysis.discourse.repeats",
    "act": "dipoli.record.act",
    "body": "dipoli.record.body",
    "checkpoint": "dipoli.record.checkpoint",
    "custody": "dipoli.record.custody",
    "keys": "dipoli.record.keys",
    "note": "dipoli.record.note",
    "receipt": "dipoli.record.receipt",
    "register": "dipoli.record.register",
    "ruling": "dipoli.record.ruling",
    "forum-act": "dipoli.forum.act",
    "points": "dipoli.charter.points",
    "rules": "dipoli.charter.rules",
    "absence": "dipoli.forum.absence",
    "basket": "dipoli.forum.basket",
    "bodies": "dipoli.forum.bodies",
    "chair": "dipoli.forum.chair",
    "claim": "dipoli.forum.claim",
    "clock": "dipoli.forum.clock",
    "commitment": "dipoli.forum.commitment",
    "commitment_list": "dipoli.forum.commitment_list",
    "commitment_told": "dipoli.forum.commitment_told",
    "compiled": "dipoli.forum.compiled",
    "decision": "dipoli.forum.decision",
    "exchange": "dipoli.forum.exchange",
    "measures": "dipoli.charter.measures",
    "measure": "dipoli.forum.measure",
    "notification": "dipoli.forum.notification",
    "inspection": "dipoli.forum.inspection",
    "visit": "dipoli.forum.visit",
    "hotline": "dipoli.forum.hotline",
    "measure_calendar": "dipoli.forum.measure_calendar",
    "still_runs": "dipoli.forum.still_runs",
    "request": "dipoli.forum.request",
    "sealed_return": "dipoli.record.sealed_return",
    "off_record": "dipoli.forum.off_record",
    "room": "dipoli.forum.room",
    "common_case": "dipoli.analysis.common_case",
    "common_proposal": "dipoli.analysis.common_proposal",
    "common_range": "dipoli.analysis.common_range",
    "hand_up": "dipoli.forum.hand_up",
    "name_scan": "dipoli.forum.name_scan",
    "floor": "dipoli.forum.floor",
    "form": "dipoli.forum.form",
    "formality": "dipoli.forum.formality",
    "government": "dipoli.forum.government",
    "forum-framework": "dipoli.forum.framework",
    "inherit": "dipoli.forum.inherit",
    "relations": "dipoli.forum.relations",
    "brief": "dipoli.forum.brief",
    "influence": "dipoli.forum.influence",
    "interest": "dipoli.forum.interest",
    "kind": "dipoli.forum.kind",
    "marks": "dipoli.forum.marks",
    "meeting": "dipoli.forum.meeting",
    "names": "dipoli.forum.names",
    "naming": "dipoli.forum.naming",
    "offices": "dipoli.forum.offices",
    "offices_across": "dipoli.forum.offices_across",
    "offices_words": "dipoli.forum.offices_words",
    "opening": "dipoli.forum.opening",
    "overview": "dipoli.forum.overview",
    "permission": "dipoli.forum.permission",
    "proceedings": "dipoli.forum.proceedings",
    "rebase": "dipoli.forum.rebase",
    "register_lines": "dipoli.forum.register_lines",
    "reruling": "dipoli.forum.reruling",
    "reserved": "dipoli.forum.reserved",
    "seat": "dipoli.forum.seat",
    "silence": "dipoli.forum.silence",
    "standing": "dipoli.forum.standing",
    "story": "dipoli.forum.story",
    "strand": "dipoli.forum.strand",
    "story_claims": "dipoli.forum.story_claims",
    "summit": "dipoli.forum.summit",
    "term": "dipoli.forum.term",
    "text": "dipoli.forum.text",
    "text_views": "dipoli.forum.text_views",
    "today": "dipoli.forum.today",
}
ANY = "..."


def blocks(page: Path, language: str) -> list[str]:
    """Fenced blocks of one language on a page."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def bibliography() -> list[str]:
    """Keys, in the order of the page."""
    text = (REFERENCE / "bibliography.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z0-9.-]+)` \|", text, re.MULTILINE)


def pages_with(language: str) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in PAGES if blocks(page, language)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the shipped cases, codebooks and texts; a terminal of a hundred columns."""
    for shipped in ("cases", "codebooks", "corpora"):
        (tmp_path / shipped).symlink_to(ROOT / shipped)
    (tmp_path / "files").symlink_to(DOCS / "howto" / "files")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


# ---------------------------------------------------------------- what is shown is what happens


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", pages_with("console"))
def test_commands_print_what_the_page_shows(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command, shown in commands(ROOT / page):
        words = shlex.split(command)
        assert words[0] == "dipoli"
        assert cli.main(words[1:]) == cli.EXIT_ANSWER
        printed = [steady(line) for line in capsys.readouterr().out.splitlines()]
        missing = first_missing(shown, printed)
        assert missing is None, f"{page}: {command}\n{missing}\n--- was not printed:\n" + "\n".join(
            printed
        )


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", pages_with("python"))
def test_python_on_the_page_runs(page: str) -> None:
    names: dict[str, object] = {}
    for block in blocks(ROOT / page, "python"):
        exec(compile(block, page, "exec"), names)  # noqa: S102 - our own pages


def commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page with the lines shown below it."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, [steady(line) for line in shown]


def steady(line: str) -> str:
    """A line without what differs from run to run."""
    return re.sub(r"(?<=\S) {2,}", "  ", re.sub(r"\d+\.\d\d s\b", "# s", line.rstrip()))


def first_missing(shown: Sequence[str], printed: Sequence[str]) -> str | None:
    """Lines shown that were not printed in that place; None when all were."""
    at, free = 0, False
    for segment in segments(shown):
        if segment is None:
            free = True
            continue
        places = range(at, len(printed) - len(segment) + 1) if free else [at]
        found = [k for k in places if list(printed[k : k + len(segment)]) == segment]
        if not found:
            return "\n".join(segment)
        at, free = found[0] + len(segment), False
    return None if free or at == len(printed) else f"(nothing more, but: {printed[at]})"


def segments(shown: Sequence[str]) -> Iterator[list[str] | None]:
    """Runs of lines, and None where any lines may stand."""
    run: list[str] = []
    for line in shown:
        if line != ANY:
            run.append(line)
            continue
        if run:
            yield run
        yield None
        run = []
    if run:
        yield run


def test_the_comparison_of_lines_sees_what_is_missing() -> None:
    printed = ["one", "two", "three", "four"]
    assert first_missing(["one", ANY, "four"], printed) is None
    assert first_missing([ANY, "two", "three", ANY], printed) is None
    assert first_missing(["one", "two"], printed) == "(nothing more, but: three)"
    assert first_missing([ANY, "three", "two", ANY], printed) == "three\ntwo"
    assert first_missing([ANY, "three", ANY, "two", ANY], printed) == "two"


# ---------------------------------------------------------------- what there is is documented


def test_every_command_and_option_is_documented_and_no_other() -> None:
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `(dipoli[a-z -]*)`\n", page, flags=re.MULTILINE)[1:]
    told = {
        name: set(re.findall(r"^\| `(--[^`]*)` \|", text, re.MULTILINE))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }
    assert told == dict(parsers(cli._parser(), "dipoli"))  # noqa: SLF001 - the parser as it is


def parsers(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    """Each command with its options as a reader would write them."""
    options = set()
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for word, inner in action.choices.items():
                yield from parsers(inner, f"{name} {word}")
        elif action.option_strings and not isinstance(action, Misplaced):
            word = action.option_strings[-1]
            shown = f" {action.metavar}" if action.metavar else ""
            options.add(word + shown)
    yield name, options if name == "dipoli" else options - {"--help"}


def test_every_exit_code_is_documented() -> None:
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    codes = {value for name, value in vars(cli).items() if name.startswith("EXIT_")}
    assert set(map(int, re.findall(r"^\| (\d+) \|", page, re.MULTILINE))) == codes


def test_every_public_name_of_the_package_is_documented_and_no_other() -> None:
    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    tables = importlib.import_module("dipoli.notebook.tables")
    public = {f"dipoli.{name}" for name in dipoli.__all__}
    public |= {
        f"dipoli.tables.{name}"
        for name, value in vars(tables).items()
        if inspect.isfunction(value) and value.__module__ == tables.__name__ and name[0] != "_"
    }
    assert set(re.findall(r"^\| `(dipoli\.[\w.]+)` \|", page, re.MULTILINE)) == public


@pytest.mark.parametrize("room", VALUES)
def test_every_public_value_is_in_the_glossary(room: str) -> None:
    module = importlib.import_module(VALUES[room])
    public = {
        f"{room}.{name}"
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__ and name[0] != "_"
    }
    told = {where for _term, where in glossary() if where.startswith(f"{room}.")}
    assert public <= told
    assert all(hasattr(module, where.partition(".")[2]) for where in told)


def test_no_term_of_the_glossary_has_two_meanings() -> None:
    terms = [term for term, _where in glossary()]
    assert sorted(terms) == sorted(set(terms))


def glossary() -> list[tuple[str, str]]:
    """Terms with the value that carries them."""
    text = (REFERENCE / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| (?:`([^`]+)`)? ?\|$", text, re.MULTILINE)
    return [(term, where) for term, where in rows if term not in {"term", "---"}]


# ---------------------------------------------------------------- what is pointed at is there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    lost = [target for target in links(page) if not (page.parent / target).exists()]
    assert lost == []


def test_every_page_can_be_reached() -> None:
    reached = {(page.parent / target).resolve() for page in PAGES for target in links(page)}
    pages = [page for page in PAGES if page.is_relative_to(DOCS)]
    assert [page for page in pages if not {page, page.parent} & reached - {DOCS}] == []


def links(page: Path) -> list[str]:
    """Targets inside the repository, without their anchors."""
    fence = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
    text = fence.sub("", page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    inside = [one.partition("#")[0] for one in targets if not re.match(r"[a-z]+:|#", one)]
    return [one for one in inside if "pictures/made/" not in one]  # tests of the browser make them


def test_every_work_cited_is_in_the_bibliography() -> None:
    keys = bibliography()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            if "bibliography" not in paragraph:
                continue
            named = re.findall(r"bibliography: ([a-z0-9., -]+[a-z0-9])", paragraph)
            for key in (key.strip() for one in named for key in one.split(",")):
                assert key in keys, f"{path.name}: {key}"
            for author, year in re.findall(r"([A-Z][a-z]+)(?:[^.;:()\d]*?) (\d{4})", paragraph):
                cited = [key for key in keys if author.lower() in key and year in key]
                assert cited, f"{path.name}: {author} {year}"


def test_every_standard_that_is_named_is_in_the_bibliography() -> None:
    named = set[str]()
    for paper in [*PAGES, *(ROOT / "src").rglob("*.py")]:
        text = paper.read_text(encoding="utf-8")
        named |= set(re.findall(r"\b(?:rfc-\d+|fips-\d+|c2sp-[a-z]+(?:-[a-z]+)*)\b", text))
    assert named - set(bibliography()) == set()


@pytest.mark.parametrize("key", bibliography())
def test_every_work_in_the_bibliography_is_cited(key: str) -> None:
    words = [re.escape(word) for word in key.split("-") if word not in {"et", "al"}]
    cited = re.compile(r".{0,120}?".join(words), re.IGNORECASE | re.DOTALL)
    papers = [
        *(page for page in PAGES if page.name != "bibliography.md"),
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "cases").glob("*/sources.yaml"),
    ]
    assert any(cited.search(paper.read_text(encoding="utf-8")) for paper in papers)
