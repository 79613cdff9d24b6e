"""A folder of charters: the shipped ones are read whole, and every fault is told with its line."""

from __future__ import annotations

import enum
from collections.abc import Callable
from pathlib import Path

import pytest

from dipoli.charter import words
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.faults import CharterError, Finding, MalformedError

LAKE = """\
schema: dipoli.framework/1
id: lake-talks
name: Lake Talks
short_name: Lake
kind: negotiation
form: regional
status: ended
named_in: []
years: {start: "2001", end: "2004-05"}
region: The lake
tracks: ["1", "1.5"]
level: Ministers
members:
  as_of: "2002"
  codes: [XAL, XBE]
  complete: true
  count: 2
observers: {codes: []}
decision_rule: {mode: consensus, text: All agree, confidence: high, sources: [memory]}
chair: {mode: rotating, text: In turn}
secretariat: None
baskets:
  - {id: fish, title: Fish, kind: basket}
  - {id: reeds, title: Reeds, kind: pillar}
documents:
  - {date: "2002-03-01", title: Fish paper, confidence: high, sources: [memory]}
commitments:
  - {by: [XAL], text: Count, outcome: met, confidence: high, document_date: "2002-03-01", due: P3M}
timeline:
  - {date: "2001", event: First meeting, confidence: high}
  - {date: "2002-03-01", event: Paper, confidence: high}
disputed_terms:
  - term: fair net
    positions:
      - {by: XAL, gloss: Wide, confidence: low}
      - {by: XBE, gloss: Narrow, confidence: low}
achieved: [Nets were counted]
stalled:
  - {cause: A change of minister, tag: leadership_change}
lessons: [Count nets first]
relations: []
sources: [memory]
confidence: {overall: high}
"""
SOURCES = """\
schema: dipoli.sources/1
sources:
  memory: {kind: memory, title: General knowledge, seen: general}
"""
PARTIES = """\
schema: dipoli.parties/1
languages: {ko: Korean}
source: memory
confidence: medium
parties:
  XAL: {name: Alland}
  XBE: {name: Beland}
"""

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(lake: str = LAKE, sources: str = SOURCES, parties: str = PARTIES) -> Path:
        papers = {"lake-talks.yaml": lake, "sources.yaml": sources, "parties.yaml": parties}
        for name, text in papers.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def faults_in(folder: Path) -> tuple[Finding, ...]:
    try:
        read_frameworks(folder)
    except (MalformedError, CharterError) as error:
        return error.findings
    pytest.fail("no fault was told")


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if part in line)


def test_all_24_shipped_charters_load() -> None:
    frameworks = read_frameworks(shipped("frameworks"))
    papers = {path.stem for path in shipped("frameworks").glob("*.yaml")} - {"sources", "parties"}
    assert len(frameworks.charters) == 24
    assert {charter.id for charter in frameworks.charters} == papers


def test_charters_stand_by_the_day_they_began_then_by_id() -> None:
    order = [(c.years.start, c.id) for c in read_frameworks(shipped("frameworks")).charters]
    assert order == sorted(order)


def test_a_made_up_charter_is_read_as_it_was_written(folder: Folder) -> None:
    (charter,) = read_frameworks(folder()).charters
    assert charter.members.codes == ("XAL", "XBE")
    assert charter.decision_rule.mode is words.DecisionMode.CONSENSUS
    assert charter.decision_rule.silence_procedure is None
    assert charter.commitments[0].due == "P3M"
    assert charter.tracks == (words.Track.ONE, words.Track.ONE_AND_A_HALF)
    assert charter.names_i18n == {}


BROKEN = [
    ("schema: dipoli.framework/1", "schema: dipoli.framework/9", "schema"),
    ("id: lake-talks", "id: sea-talks", "id"),
    ("id: lake-talks", "id: Lake Talks", "id"),
    ("name: Lake Talks", "name: 12", "name"),
    ("kind: negotiation", "kind: war", "kind"),
    ("form: regional", "form: local", "form"),
    ("status: ended", "status: over", "status"),
    ('years: {start: "2001"', 'years: {start: "2001-13"', "years.start"),
    ('years: {start: "2001"', 'years: {start: "2005"', "years.end"),
    ('years: {start: "2001"', "years: {start: 2001", "years.start"),
    ('tracks: ["1", "1.5"]', 'tracks: ["1", "3"]', "tracks[1]"),
    ('tracks: ["1", "1.5"]', "tracks: [1]", "tracks[0]"),
    ('tracks: ["1", "1.5"]', 'tracks: "1"', "tracks"),
    ("codes: [XAL, XBE]", "codes: [XAL, Beland]", "members.codes[1]"),
    ("codes: [XAL, XBE]", "codes: [XAL, XZZ]", "members.codes[1]"),
    ("codes: [XAL, XBE]", "codes: [XAL, XAL]", "members.codes[1]"),
    ("complete: true", "complete: 1", "members.complete"),
    ("count: 2", "count: 3", "members.count"),
    ("count: 2", 'count: "2"', "members.count"),
    ("mode: consensus", "mode: shouting", "decision_rule.mode"),
    ("mode: rotating", "mode: strongest", "chair.mode"),
    ("sources: [memory]}\nchair", "sources: [diary]}\nchair", "decision_rule.sources[0]"),
    ("kind: pillar", "kind: heap", "baskets[1].kind"),
    ("{id: reeds", "{id: fish", "baskets[1].id"),
    ("outcome: met", "outcome: fine", "commitments[0].outcome"),
    ('document_date: "2002-03-01"', 'document_date: "2002-03-02"', "commitments[0].document_date"),
    ("due: P3M", "due: P3X", "commitments[0].due"),
    ('date: "2001", event', 'date: "2003", event', "timeline[1].date"),
    ("tag: leadership_change", "tag: bad_luck", "stalled[0].tag"),
    ("relations: []", "relations: [{type: feeds, target: sea}]", "relations[0].target"),
    ("relations: []", "relations: [{type: eats, target: sea}]", "relations[0].type"),
    ("overall: high", "overall: total", "confidence.overall"),
    ("achieved: [Nets were counted]", 'achieved: ["Nets \\e[2J"]', "achieved[0]"),
    ("level: Ministers", "level: Ministers\nrank: 1", "rank"),
    ("level: Ministers", 'level: " "', "level"),
]


@pytest.mark.parametrize(("before", "after", "where"), BROKEN)
def test_each_fault_is_told_with_its_line(
    folder: Folder, before: str, after: str, where: str
) -> None:
    assert LAKE.count(before) == 1
    broken = LAKE.replace(before, after)
    (finding,) = faults_in(folder(broken))
    changed = [
        n for n, line in enumerate(broken.splitlines(), start=1) if line not in LAKE.splitlines()
    ]
    later = {"timeline[1].date": 1}.get(where, 0)
    assert Path(finding.file).name == "lake-talks.yaml"
    assert finding.where == where
    assert finding.line == changed[0] + later


@pytest.mark.parametrize("key", ["region", "level", "members", "lessons", "confidence", "name"])
def test_a_missing_key_is_told_by_its_name(folder: Folder, key: str) -> None:
    lines = LAKE.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next(
        n for n in range(start + 1, len(lines) + 1) if n == len(lines) or lines[n][0] not in " -"
    )
    (finding,) = faults_in(folder("".join(lines[:start] + lines[end:])))
    assert finding.expected == f"the key {key}"
    assert "missing" in finding.found


CLOSED_LISTS = [
    kind
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and kind is not enum.Enum
]
PLACES = {
    words.CharterSchema: "schema: dipoli.framework/1",
    words.Kind: "kind: negotiation",
    words.Form: "form: regional",
    words.Status: "status: ended",
    words.Track: '"1.5"',
    words.DecisionMode: "mode: consensus",
    words.ChairMode: "mode: rotating",
    words.BasketKind: "kind: pillar",
    words.Outcome: "outcome: met",
    words.Cause: "tag: leadership_change",
    words.RelationType: "relations: []",
    words.SourceKind: "kind: memory",
    words.Seen: "seen: general",
}


@pytest.mark.parametrize("kind", CLOSED_LISTS)
def test_every_closed_list_refuses_another_word_and_names_its_own(
    folder: Folder, kind: type[enum.Enum]
) -> None:
    before = PLACES[kind]
    key = before.split(":")[0]
    after = '"xyz"' if key == '"1.5"' else f"{key}: xyz"
    if kind is words.RelationType:
        after = "relations: [{type: xyz, target: lake}]"
    papers = {"lake": LAKE.replace(before, after), "sources": SOURCES.replace(before, after)}
    (finding,) = faults_in(folder(**papers))
    assert finding.expected == f"one of {', '.join(str(choice.value) for choice in kind)}"
    assert finding.found == 'the text "xyz"'


@pytest.mark.parametrize("kind", CLOSED_LISTS)
def test_every_closed_list_accepts_each_of_its_words(folder: Folder, kind: type[enum.Enum]) -> None:
    """No other fault than one of coherence is told: the word itself is accepted."""
    before = PLACES[kind]
    for choice in kind:
        after = f"{before.split(':')[0]}: {choice.value}"
        if kind is words.Track:
            after = f'"{choice.value}"'
        if kind is words.RelationType:
            after = f"relations: [{{type: {choice.value}, target: lake}}]"
        papers = {"lake": LAKE.replace(before, after), "sources": SOURCES.replace(before, after)}
        try:
            read_frameworks(folder(**papers))
        except CharterError:
            continue


def test_faults_of_form_in_all_papers_are_told_at_once(folder: Folder) -> None:
    broken = folder(
        LAKE.replace("kind: negotiation", "kind: war").replace("count: 2", 'count: "2"'),
        SOURCES.replace("kind: memory", "kind: rumour"),
        PARTIES.replace("name: Alland", "name: 7"),
    )
    told = {(Path(finding.file).name, finding.where) for finding in faults_in(broken)}
    assert told == {
        ("lake-talks.yaml", "kind"),
        ("lake-talks.yaml", "members.count"),
        ("sources.yaml", "sources.memory.kind"),
        ("parties.yaml", "parties.XAL.name"),
    }


def test_a_party_without_a_name_is_told_where_it_is_listed(folder: Folder) -> None:
    findings = faults_in(folder(parties=PARTIES.replace("  XBE: {name: Beland}\n", "")))
    lines = {finding.line for finding in findings}
    assert lines == {line_of(LAKE, "codes: [XAL, XBE]"), line_of(LAKE, "{by: XBE")}


def test_a_code_of_another_form_is_refused_as_a_key_too(folder: Folder) -> None:
    (finding,) = faults_in(folder(parties=PARTIES + "  Celand: {name: Celand}\n"))
    assert finding.line == PARTIES.count("\n") + 1
    assert finding.found == 'the text "Celand"'


@pytest.mark.parametrize("name", ["sources.yaml", "parties.yaml", "lake-talks.yaml"])
def test_a_missing_paper_is_told(folder: Folder, name: str) -> None:
    path = folder()
    (path / name).unlink()
    (finding,) = faults_in(path)
    assert finding.found == "none there"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (finding,) = faults_in(tmp_path / "nowhere")
    assert finding.file == str(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_paper_is_told(folder: Folder) -> None:
    path = folder()
    (path / "sea.yaml").mkdir()
    (finding,) = faults_in(path)
    assert finding.file == str(path / "sea.yaml")


def test_a_paper_of_50_megabytes_is_refused_unread(folder: Folder) -> None:
    path = folder()
    with (path / "sea.yaml").open("wb") as paper:
        paper.truncate(50_000_000)
    (finding,) = faults_in(path)
    assert (finding.file, finding.found) == (str(path / "sea.yaml"), "50,000,000 bytes")
