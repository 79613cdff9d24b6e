"""Broken case folders: each the made-up lake with one small edit, and what must be said of it.

A row names the paper that is to blame, a text that stands on the line to blame once the edit is
made (none when it is the paper as a whole), and words that the message must hold.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

LAKE = Path(__file__).resolve().parents[1] / "cases" / "lake"

Edit = Callable[[Path], object]

FIFTY_MEGABYTES = 50_000_000

ANCHOR_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@frozen
class BrokenCase:
    """One way to break the lake."""

    name: str
    file: str
    at: str
    words: str
    edit: Edit

    def make(self, folder: Path) -> Path:
        """A broken copy of the lake inside a folder."""
        case = folder / "lake"
        shutil.copytree(LAKE, case)
        self.edit(case)
        return case

    def line(self, case: Path) -> int:
        """The line to blame, 0 for the paper as a whole."""
        if not self.at:
            return 0
        text = (case / self.file).read_text(encoding="utf-8")
        assert self.at in text, f"{self.at!r} does not stand in {self.file}"
        return text.count("\n", 0, text.index(self.at)) + 1


def swap(file: str, old: str, new: str) -> Edit:
    """Replace the first place where a text stands."""

    def edit(case: Path) -> None:
        path = case / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def recode(file: str, encoding: str) -> Edit:
    """Save a paper in another encoding."""

    def edit(case: Path) -> None:
        text = (case / file).read_text(encoding="utf-8")
        (case / file).write_bytes(text.encode(encoding, errors="replace"))

    return edit


def write(file: str, text: str) -> Edit:
    """Put other text into a paper."""
    return lambda case: (case / file).write_text(text, encoding="utf-8")


def append(file: str, text: str) -> Edit:
    """Add text at the end of a paper."""
    return lambda case: (case / file).write_text(
        (case / file).read_text(encoding="utf-8") + text, encoding="utf-8"
    )


def delete(file: str) -> Edit:
    """Delete a paper."""
    return lambda case: (case / file).unlink()


def both(*edits: Edit) -> Edit:
    """One edit after another."""
    return lambda case: [edit(case) for edit in edits]


def _grow(case: Path) -> None:
    with (case / "links.yaml").open("r+b") as paper:
        paper.truncate(FIFTY_MEGABYTES)


def _link(case: Path) -> None:
    (case / "terms.yaml").rename(case.parent / "terms.yaml")
    (case / "terms.yaml").symlink_to(case.parent / "terms.yaml")


def _folder_for_paper(case: Path) -> None:
    (case / "terms.yaml").unlink()
    (case / "terms.yaml").mkdir()


def _empty_positions(case: Path) -> None:
    for path in (case / "positions-summit").iterdir():
        path.unlink()


XAL, XBE, XDO = "positions/XAL.yaml", "positions/XBE.yaml", "positions/XDO.yaml"
LATIN = recode("sources.yaml", "latin-1")


def _act(row: str) -> Edit:
    """Add one consent act to the steps of the lake."""
    return append("steps.yaml", f"acts:\n  - {row}\n")


def _calendar(*rows: str) -> Edit:
    """Add calendars to the steps of the lake."""
    return append("steps.yaml", "calendars:\n" + "".join(f"  - {row}\n" for row in rows))


SEATED = '{id: ac-fund, title: "The fund", body: XBE-ASSEMBLY, steps: [st-fund]'

BROKEN_FORM = (
    # ---- files and folders
    BrokenCase("a missing paper", "links.yaml", "", "no such file", delete("links.yaml")),
    BrokenCase("no case.yaml", "case.yaml", "", "no such file", delete("case.yaml")),
    BrokenCase(
        "a missing folder of positions",
        "positions-summit",
        "",
        "no such folder",
        lambda case: shutil.rmtree(case / "positions-summit"),
    ),
    BrokenCase(
        "an empty folder of positions", "positions-summit", "", "an empty folder", _empty_positions
    ),
    BrokenCase(
        "a stray file among the positions",
        "positions/notes.txt",
        "",
        "only positions here",
        write("positions/notes.txt", "remember the gauges"),
    ),
    BrokenCase(
        "a stray paper", "issues.yml", "", "only the papers", write("issues.yml", "issues: []\n")
    ),
    BrokenCase(
        "a folder of positions that no set names",
        "positions-old",
        "",
        "no set names",
        lambda case: shutil.copytree(case / "positions", case / "positions-old"),
    ),
    BrokenCase("a link for a paper", "terms.yaml", "", "a link to another place", _link),
    BrokenCase("a folder for a paper", "terms.yaml", "", "a folder", _folder_for_paper),
    BrokenCase("a paper of 50 MB", "links.yaml", "", "50,000,000 bytes", _grow),
    BrokenCase(
        "a paper under another's name",
        "positions/XDI.yaml",
        "party: XDO",
        "XDI, by the name of the paper",
        lambda case: (case / XDO).rename(case / "positions/XDI.yaml"),
    ),
    BrokenCase(
        "a folder outside the case",
        "case.yaml",
        "folder: ../lake",
        "small letters",
        swap("case.yaml", "folder: positions-summit", "folder: ../lake"),
    ),
    # ---- bytes and grammar
    BrokenCase("an empty paper", "sources.yaml", "", "an empty file", write("sources.yaml", "")),
    BrokenCase(
        "a paper of remarks", "sources.yaml", "", "an empty file", write("sources.yaml", "# soon\n")
    ),
    BrokenCase("UTF-16", "parties.yaml", "", "UTF-8", recode("parties.yaml", "utf-16")),
    BrokenCase(
        "Latin-1",
        "sources.yaml",
        "",
        "0xe9, which is not UTF-8",
        both(swap("sources.yaml", "Report on", "Résumé on"), LATIN),
    ),
    BrokenCase(
        "a bomb of anchors", "terms.yaml", "a: &a", "no anchors", write("terms.yaml", ANCHOR_BOMB)
    ),
    BrokenCase(
        "an alias of nothing",
        "terms.yaml",
        "term: *share",
        "anchor or alias share",
        swap("terms.yaml", 'term: "fair share of the water"', "term: *share"),
    ),
    BrokenCase(
        "a tag",
        "terms.yaml",
        "term: !!str",
        "no tags",
        swap("terms.yaml", 'term: "fair', 'term: !!str "fair'),
    ),
    BrokenCase(
        "a merge key",
        "steps.yaml",
        "  <<: {months: 3}",
        "no merge keys",
        swap("steps.yaml", "    months: 1\n", "    <<: {months: 3}\n"),
    ),
    BrokenCase(
        "a directive",
        "terms.yaml",
        "%YAML",
        "no directive",
        lambda case: write(
            "terms.yaml", "%YAML 1.1\n---\n" + (case / "terms.yaml").read_text(encoding="utf-8")
        )(case),
    ),
    BrokenCase(
        "a tab", "links.yaml", "\tbasis:", "YAML", swap("links.yaml", "    basis:", "\tbasis:")
    ),
    BrokenCase(
        "an open bracket",
        "links.yaml",
        "",
        "a paper in YAML",
        swap("links.yaml", "bodies: [SIGNATORIES]", "bodies: [SIGNATORIES"),
    ),
    BrokenCase(
        "a control character",
        "links.yaml",
        "cannot be\x00checked",
        "the control character U+0000",
        swap("links.yaml", "cannot be checked", "cannot be\x00checked"),
    ),
    BrokenCase(
        "a second document",
        "terms.yaml",
        "---\nmore",
        "one document",
        append("terms.yaml", "---\nmore: 1\n"),
    ),
    BrokenCase(
        "deep nesting",
        "terms.yaml",
        "deep:",
        "deeper nesting",
        append("terms.yaml", f"deep: {'[' * 60}{']' * 60}\n"),
    ),
    BrokenCase(
        "a key twice",
        "links.yaml",
        'basis: political\n    reason: "Water in all',
        "each key once",
        swap("links.yaml", "basis: technical", "basis: technical\n    basis: political"),
    ),
    # ---- single values
    BrokenCase(
        "NO as a code",
        "parties.yaml",
        "code: NO",
        'write "NO"',
        swap("parties.yaml", "code: XAL", "code: NO"),
    ),
    BrokenCase(
        "a float",
        "links.yaml",
        "points: 200.5",
        "a whole number",
        swap("links.yaml", "points: 200", "points: 200.5"),
    ),
    BrokenCase(
        "a power of ten",
        "links.yaml",
        "points: 2e2",
        "a whole number",
        swap("links.yaml", "points: 200", "points: 2e2"),
    ),
    BrokenCase(
        "a date without quotes",
        "case.yaml",
        "as_of: 2031-04-30",
        "a date in quotes",
        swap("case.yaml", 'as_of: "2031-04-30"', "as_of: 2031-04-30"),
    ),
    BrokenCase(
        "a time of day for months",
        "steps.yaml",
        "months: 1:30",
        "some programs read as a number",
        swap("steps.yaml", "months: 1\n", "months: 1:30\n"),
    ),
    BrokenCase(
        "a huge number",
        "links.yaml",
        "points: 9",
        "99999999999999999999",
        swap("links.yaml", "points: 200", "points: 99999999999999999999"),
    ),
    BrokenCase(
        "a number as text",
        "case.yaml",
        "importance_sum:",
        "a whole number",
        swap("case.yaml", "importance_sum: 100", 'importance_sum: "100"'),
    ),
    BrokenCase(
        "a text as number",
        "links.yaml",
        "reason: 7",
        "text",
        swap("links.yaml", 'reason: "Somebody must count the catch."', "reason: 7"),
    ),
    BrokenCase(
        "a list for a mapping",
        "parties.yaml",
        "names: [a]",
        "a mapping of keys to values",
        swap("parties.yaml", 'names: {en: "Hydrological Society of Orvanna"}', "names: [a]"),
    ),
    BrokenCase(
        "a mapping for a list",
        "links.yaml",
        "bodies: {a: b}",
        "a list",
        swap("links.yaml", "bodies: [SIGNATORIES]", "bodies: {a: b}"),
    ),
    BrokenCase(
        "a list for the whole paper", "terms.yaml", "- 1", "a mapping", write("terms.yaml", "- 1\n")
    ),
    BrokenCase(
        "null for a text",
        "links.yaml",
        "reason: null",
        "null",
        swap("links.yaml", 'reason: "Somebody must count the catch."', "reason: null"),
    ),
    BrokenCase(
        "nothing for a value",
        "links.yaml",
        "reason:\n",
        "nothing",
        swap("links.yaml", 'reason: "Somebody must count the catch."', "reason:"),
    ),
    BrokenCase(
        "an unknown key",
        "links.yaml",
        "raison:",
        "write reason if that is meant",
        swap("links.yaml", 'reason: "Somebody', 'raison: "Somebody'),
    ),
    BrokenCase(
        "a missing key",
        "links.yaml",
        "- id: rq-flow-gauges",
        "the key basis",
        swap("links.yaml", "    basis: technical\n", ""),
    ),
    BrokenCase(
        "an unknown word",
        XAL,
        "confidence: sure",
        "high, medium, low",
        swap(XAL, "confidence: high", "confidence: sure"),
    ),
    BrokenCase(
        "another schema",
        "terms.yaml",
        "schema:",
        "dipoli.case.terms/1",
        swap("terms.yaml", "dipoli.case.terms/1", "dipoli.case.terms/2"),
    ),
    BrokenCase(
        "a paper of another case",
        "steps.yaml",
        "case: river",
        "write case: lake",
        swap("steps.yaml", "case: lake", "case: river"),
    ),
    BrokenCase(
        "a position that is not assessed",
        XAL,
        "assessed: false",
        "always true",
        swap(XAL, "assessed: true", "assessed: false"),
    ),
    BrokenCase(
        "a negative importance",
        XAL,
        "importance: -22",
        "from 0 up",
        swap(XAL, "importance: 22", "importance: -22"),
    ),
    BrokenCase(
        "a code in small letters",
        "parties.yaml",
        "code: xal",
        "capital letters",
        swap("parties.yaml", "code: XAL", "code: xal"),
    ),
    BrokenCase(
        "an id in capitals",
        "issues.yaml",
        "id: W-Clean",
        "small letters",
        swap("issues.yaml", "id: w-clean", "id: W-Clean"),
    ),
    BrokenCase(
        "a day that never was",
        "case.yaml",
        "2031-02-30",
        "a real day",
        swap("case.yaml", 'as_of: "2031-04-30"', 'as_of: "2031-02-30"'),
    ),
    BrokenCase(
        "an empty title",
        "case.yaml",
        'title: ""',
        "an empty text",
        swap("case.yaml", '"An exercise: the waters of Lake Orvanna"', '""'),
    ),
    BrokenCase(
        "more than all of it",
        "steps.yaml",
        "secured: 101",
        "0 to 100",
        swap("steps.yaml", "secured: 100", "secured: 101"),
    ),
    BrokenCase(
        "an option twice in an atom",
        "links.yaml",
        "- {issue: w-clean, options: [1, 1]}",
        "different option numbers",
        swap("links.yaml", "w-clean, options: [1, 2]", "w-clean, options: [1, 1]"),
    ),
    BrokenCase(
        "a red line without atoms",
        XAL,
        "when: []",
        "at least 1 entry",
        swap(XAL, "when:\n      - {issue: t-body, options: [3]}", "when: []"),
    ),
    BrokenCase(
        "an issue with one option",
        "issues.yaml",
        'options:\n      - {n: 1, text: "A common fund"}',
        "at least 2 entries",
        swap("issues.yaml", '      - {n: 0, text: "Nobody"}\n', ""),
    ),
    # ---- the timeline
    BrokenCase(
        "an unknown type of event",
        "timeline.csv",
        "L003",
        "one of agreement",
        swap("timeline.csv", "L003,2028-06-11,day,talks", "L003,2028-06-11,day,threat"),
    ),
    BrokenCase(
        "a field too few",
        "timeline.csv",
        "L002",
        "11 fields",
        swap("timeline.csv", "XBE,unilateral,political,,,high", "XBE,unilateral,political,,high"),
    ),
    BrokenCase(
        "another head line",
        "timeline.csv",
        "id,when",
        "the head line",
        swap("timeline.csv", "id,date,", "id,when,"),
    ),
    BrokenCase(
        "parties apart by commas",
        "timeline.csv",
        "L003",
        "codes apart by ;",
        swap(
            "timeline.csv", "XBE;XCE,bilateral,fishing,,,high", '"XBE,XCE",bilateral,fishing,,,high'
        ),
    ),
    BrokenCase(
        "an event on a day that never was",
        "timeline.csv",
        "L006",
        "a real day",
        swap("timeline.csv", "2030-10-04", "2030-10-34"),
    ),
    BrokenCase(
        "an open quote",
        "timeline.csv",
        "L006",
        "comma-separated text",
        swap("timeline.csv", 'their crews held"', "their crews held"),
    ),
    BrokenCase(
        "a timeline in UTF-16", "timeline.csv", "", "UTF-8", recode("timeline.csv", "utf-16")
    ),
    BrokenCase(
        "a negative delay of verification",
        "steps.yaml",
        "verification_months: -1",
        "months, 0 to",
        swap("steps.yaml", "verification_months: 0", "verification_months: -1"),
    ),
    BrokenCase(
        "a step that takes no time",
        "steps.yaml",
        "months: 0",
        "months, 1 to",
        swap("steps.yaml", "    months: 1\n", "    months: 0\n"),
    ),
    BrokenCase(
        "a negative cost",
        "steps.yaml",
        "points: -1}]",
        "points, 0 to",
        swap(
            "steps.yaml",
            "cost: [{party: XDO, towards: XCE, points: 1}]",
            "cost: [{party: XDO, towards: XCE, points: -1}]",
        ),
    ),
    BrokenCase(
        "a negative benefit",
        "steps.yaml",
        "benefits: {XCE: -3}",
        "points, 0 to",
        swap("steps.yaml", "benefits: {XCE: 3}", "benefits: {XCE: -3}"),
    ),
    BrokenCase(
        "a negative trust",
        "steps.yaml",
        "trust: {XCE: -1}",
        "points, 0 to",
        swap("steps.yaml", "trust: {XCE: 1}", "trust: {XCE: -1}"),
    ),
    BrokenCase(
        "a negative limit",
        "steps.yaml",
        "{party: XAL, towards: XBE, points: -4}",
        "points, 0 to",
        swap("steps.yaml", "towards: XBE, points: 4", "towards: XBE, points: -4"),
    ),
    BrokenCase(
        "more recoverable than there is",
        "steps.yaml",
        "recoverable: 101",
        "per cent, 0 to 100",
        swap("steps.yaml", "recoverable: 0", "recoverable: 101"),
    ),
    BrokenCase(
        "a range beyond all",
        "steps.yaml",
        "step_ranges: {cost: 120}",
        "per cent, 0 to 100",
        append("steps.yaml", "step_ranges: {cost: 120}\n"),
    ),
    BrokenCase(
        "a range of what nobody judges",
        "steps.yaml",
        "step_ranges: {weather: 10}",
        "only the keys cost",
        append("steps.yaml", "step_ranges: {weather: 10}\n"),
    ),
    BrokenCase(
        "an act without steps",
        "steps.yaml",
        "steps: []}",
        "at least 1 entry",
        _act('{id: ac-none, title: "Nothing", body: XDO, steps: []}'),
    ),
    BrokenCase(
        "an act decided before it is put",
        "steps.yaml",
        "months: -2}",
        "months, 0 to",
        _act(f"{SEATED}, months: -2}}"),
    ),
    BrokenCase(
        "a window that ends before it begins",
        "steps.yaml",
        "to: 3}",
        "from 5 to 3",
        _calendar("{body: XDO, windows: [{from: 5, to: 3}]}"),
    ),
    BrokenCase(
        "a window that opens before it closes",
        "steps.yaml",
        "every: 3}",
        "a window of 4 months cannot open every 3",
        _calendar("{body: XDO, windows: [{from: 1, to: 4, every: 3}]}"),
    ),
    BrokenCase(
        "a window before the day of the case",
        "steps.yaml",
        "from: -1",
        "months, 0 to",
        _calendar("{body: XDO, windows: [{from: -1, to: 4}]}"),
    ),
    BrokenCase(
        "a calendar without windows",
        "steps.yaml",
        "windows: []}",
        "at least 1 entry",
        _calendar("{body: XDO, windows: []}"),
    ),
)
"""Papers that are not well formed."""

BROKEN_COHERENCE = (
    BrokenCase(
        "an unknown issue",
        "links.yaml",
        "then: {issue: t-date",
        "write t-data if that is meant",
        swap("links.yaml", "then: {issue: t-data", "then: {issue: t-date"),
    ),
    BrokenCase(
        "an unknown option",
        XAL,
        "options: [4]",
        "which has 0 to 3",
        swap(XAL, "{issue: t-body, options: [3]}", "{issue: t-body, options: [4]}"),
    ),
    BrokenCase(
        "weights that do not sum",
        XAL,
        "issues:",
        "a sum of 101",
        swap(XAL, "importance: 22", "importance: 23"),
    ),
    BrokenCase(
        "weights of baskets that do not sum",
        XAL,
        "basket_importance:",
        "50, the sum of importance",
        swap(XAL, "water: 50", "water: 51"),
    ),
    BrokenCase(
        "a basket too many",
        XAL,
        "basket_importance:",
        "a known basket, as in issues.yaml",
        swap(XAL, "water: 50", "air: 0, water: 50"),
    ),
    BrokenCase(
        "basket weights of a body",
        "positions/XBE-ASSEMBLY.yaml",
        "basket_importance:",
        "null for a body",
        swap(
            "positions/XBE-ASSEMBLY.yaml",
            "basket_importance: null",
            "basket_importance: {water: 60}",
        ),
    ),
    BrokenCase(
        "a reservation that is not the state of things",
        XAL,
        "  value: 1",
        "sum of importance times value of option 0",
        swap(XAL, "  rule: status-quo\n  value: ", "  rule: status-quo\n  value: 1"),
    ),
    BrokenCase(
        "the state of things in a set of outcomes",
        "positions-summit/XAL.yaml",
        "rule: status-quo",
        "a set of outcomes has no state of things",
        both(
            swap("case.yaml", "single-package", "outcomes"),
            swap("positions-summit/XAL.yaml", "single-package", "outcomes"),
        ),
    ),
    BrokenCase(
        "a stated reservation outside its range",
        "positions-summit/XAL.yaml",
        "  value: 1",
        "low <= value <= high",
        both(
            swap("case.yaml", "single-package", "outcomes"),
            swap("positions-summit/XAL.yaml", "single-package", "outcomes"),
            swap(
                "positions-summit/XAL.yaml",
                "  rule: status-quo\n  value: ",
                "  rule: stated\n  value: 1",
            ),
        ),
    ),
    BrokenCase(
        "another rule of reservation",
        XAL,
        "rule: batna",
        "status-quo",
        swap(XAL, "rule: status-quo", "rule: batna"),
    ),
    BrokenCase(
        "an importance outside its range",
        XAL,
        "importance_range:",
        "low <= importance <= high",
        swap(XAL, "importance_range: [20, 24]", "importance_range: [23, 24]"),
    ),
    BrokenCase(
        "a figure too few",
        XAL,
        "value: [75, 60, 40]",
        "4 figures",
        swap(XAL, "value: [75, 60, 40, 15]", "value: [75, 60, 40]"),
    ),
    BrokenCase(
        "a value above its range",
        XAL,
        "value: [75, 99",
        "low <= value <= high",
        swap(XAL, "value: [75, 60, 40, 15]", "value: [75, 99, 40, 15]"),
    ),
    BrokenCase(
        "a value off the scale",
        XAL,
        "value: [20, 95]",
        "<= 100",
        swap(XAL, "high: [25, 100]", "high: [25, 120]"),
    ),
    BrokenCase(
        "issues in another order",
        XAL,
        "issue: w-flow\n",
        "out of its order",
        lambda case: (case / XAL).write_text(
            (case / XAL)
            .read_text(encoding="utf-8")
            .replace("- issue: w-flow", "- issue: @")
            .replace("- issue: w-dam", "- issue: w-flow")
            .replace("- issue: @", "- issue: w-dam"),
            encoding="utf-8",
        ),
    ),
    BrokenCase(
        "an issue twice in a position",
        XAL,
        "issues:",
        "each issue once",
        swap(XAL, "- issue: w-dam", "- issue: w-flow"),
    ),
    BrokenCase(
        "an issue id twice",
        "issues.yaml",
        "id: w-flow\n    basket: water\n    group: g-river\n    kind: challenge",
        "a second time",
        swap("issues.yaml", "id: w-dam", "id: w-flow"),
    ),
    BrokenCase(
        "a code twice",
        "parties.yaml",
        "code: XAL\n    role: body",
        "a second time",
        swap("parties.yaml", "code: XHY\n", "code: XAL\n"),
    ),
    BrokenCase(
        "a link id twice",
        "links.yaml",
        "id: rq-flow-gauges\n    if: {issue: f-quota",
        "a second time",
        swap("links.yaml", "id: rq-quota-body", "id: rq-flow-gauges"),
    ),
    BrokenCase(
        "a red line id twice in a set",
        XBE,
        "id: xal-awards",
        "a second time",
        swap(XBE, "id: xbe-unseen", "id: xal-awards"),
    ),
    BrokenCase(
        "a language twice",
        "case.yaml",
        "languages:",
        "a second time",
        swap("case.yaml", "[en, ko, mn]", "[en, ko, mn, en]"),
    ),
    BrokenCase(
        "a gap in the options",
        "issues.yaml",
        '{n: 3, text: "A least',
        "without a gap",
        swap("issues.yaml", '{n: 2, text: "A least', '{n: 3, text: "A least'),
    ),
    BrokenCase(
        "a basket without issues",
        "issues.yaml",
        "id: air",
        "which no issue names",
        both(
            swap(
                "issues.yaml",
                "groups:",
                '  - {id: air, title: "Air", definition: "Air."}\ngroups:',
            ),
            swap("case.yaml", "baskets: 3", "baskets: 4"),
        ),
    ),
    BrokenCase(
        "a group of another basket",
        "issues.yaml",
        'group: g-boats\n    kind: measure\n    question: "What may run',
        "a group of the basket water",
        swap("issues.yaml", "group: g-shore", "group: g-boats"),
    ),
    BrokenCase(
        "a wrong count of issues",
        "case.yaml",
        "issues: 10",
        "9, the number of issues",
        swap("case.yaml", "issues: 9", "issues: 10"),
    ),
    BrokenCase(
        "a scale that does not multiply",
        "case.yaml",
        "utility_max:",
        "importance_sum times value_max",
        swap("case.yaml", "utility_max: 10000", "utility_max: 9000"),
    ),
    BrokenCase(
        "figures too large to be exact",
        "case.yaml",
        "scale:",
        "9007199254740992",
        swap("links.yaml", "points: 200", "points: -9007199254740992"),
    ),
    BrokenCase(
        "no title of an exercise",
        "case.yaml",
        "title:",
        "An exercise:",
        swap("case.yaml", '"An exercise: the', '"The'),
    ),
    BrokenCase(
        "a missing name",
        "parties.yaml",
        'names: {en: "Republic of Alvenne", ko',
        "none in mn for XAL",
        swap("parties.yaml", ', mn: "Алвенн Бүгд Найрамдах Улс"', ""),
    ),
    BrokenCase(
        "a word without explanation",
        "channels.yaml",
        "states:",
        "explain each of these words",
        swap("channels.yaml", '  thin: "few people, few subjects"\n', ""),
    ),
    BrokenCase(
        "one member alone",
        "parties.yaml",
        "parties:",
        "at least two parties",
        lambda case: (case / "parties.yaml").write_text(
            (case / "parties.yaml")
            .read_text(encoding="utf-8")
            .replace("role: member", "role: third")
            .replace("role: third", "role: member", 1),
            encoding="utf-8",
        ),
    ),
    BrokenCase(
        "an unknown source",
        XAL,
        "sources: [minuets-summit]",
        "write minutes-summit if that is meant",
        swap(XAL, "sources: [minutes-summit]", "sources: [minuets-summit]"),
    ),
    BrokenCase(
        "an unknown body",
        "links.yaml",
        "bodies: [XBE-SENATE]",
        "a known member or body",
        swap("links.yaml", "bodies: [XBE-ASSEMBLY]", "bodies: [XBE-SENATE]"),
    ),
    BrokenCase(
        "a body named twice",
        "links.yaml",
        "bodies: [XDO, XDO]",
        "each name once",
        swap("links.yaml", "bodies: [XDO]", "bodies: [XDO, XDO]"),
    ),
    BrokenCase(
        "binds that differ from consents",
        "parties.yaml",
        "binds:\n      - {issue: t-fund",
        "there and not here: t-body [2, 3]",
        swap("parties.yaml", "{issue: t-body, options: [2, 3]}", "{issue: t-body, options: [3]}"),
    ),
    BrokenCase(
        "a composite body of nobody",
        "parties.yaml",
        "code: SIGNATORIES",
        "all_of for SIGNATORIES",
        swap("parties.yaml", "    all_of: [XAL, XBE, XCE]\n", ""),
    ),
    BrokenCase(
        "a leaf that is made up of others",
        "parties.yaml",
        "all_of: [XBE]",
        "only where kind is composite",
        swap("parties.yaml", 'rule: "majority;', 'all_of: [XBE]\n    rule: "majority;'),
    ),
    BrokenCase(
        "a body that rests on itself",
        "parties.yaml",
        "all_of: [XAL, XBE, SIGNATORIES]",
        "SIGNATORIES -> SIGNATORIES",
        swap("parties.yaml", "all_of: [XAL, XBE, XCE]", "all_of: [XAL, XBE, SIGNATORIES]"),
    ),
    BrokenCase(
        "steps in a circle",
        "steps.yaml",
        "after: [st-gauges]\n    consents: []\n    reversible: true\n    condition: exchange\n"
        "  - id: st-call",
        "st-levels -> st-gauges -> st-levels",
        swap(
            "steps.yaml",
            "trust: {XAL: 1, XBE: 1}\n    after: []",
            "trust: {XAL: 1, XBE: 1}\n    after: [st-gauges]",
        ),
    ),
    BrokenCase(
        "a step after itself",
        "steps.yaml",
        "after: [st-crews]",
        "st-crews -> st-crews",
        swap("steps.yaml", "after: []", "after: [st-crews]"),
    ),
    BrokenCase(
        "sets that inherit each other",
        "case.yaml",
        "inherits: positions-summit",
        "positions -> positions-summit -> positions",
        swap("case.yaml", "inherits: null", "inherits: positions-summit"),
    ),
    BrokenCase(
        "a set that inherits from nowhere",
        "case.yaml",
        "inherits: position\n",
        "write positions if that is meant",
        swap("case.yaml", "inherits: positions\n", "inherits: position\n"),
    ),
    BrokenCase(
        "a member without a position",
        "case.yaml",
        "folder: positions\n",
        "none for XDO",
        delete(XDO),
    ),
    BrokenCase(
        "a position of a stranger",
        "positions/XMO.yaml",
        "party: XMO",
        "a member, or a body of the kind leaf",
        lambda case: (case / "positions/XMO.yaml").write_text(
            (case / XDO)
            .read_text(encoding="utf-8")
            .replace("party: XDO", "party: XMO")
            .replace("xdo-", "xmo-")
            .replace(
                "basket_importance: {water: 38, fish: 30, forum: 32}", "basket_importance: null"
            ),
            encoding="utf-8",
        ),
    ),
    BrokenCase(
        "a position of another set",
        XAL,
        "set: positions-summit",
        "as case.yaml says",
        swap(XAL, "set: positions", "set: positions-summit"),
    ),
    BrokenCase(
        "a red line broken by the state of things",
        XAL,
        "when:",
        "xal-awards, which holds when every issue is at option 0",
        swap(XAL, "{issue: t-body, options: [3]}", "{issue: t-body, options: [0, 3]}"),
    ),
    BrokenCase(
        "a requirement broken by the state of things",
        "links.yaml",
        "then: {issue: t-data",
        "the requirement rq-flow-gauges",
        swap(
            "links.yaml",
            "if: {issue: w-flow, options: [2, 3]}",
            "if: {issue: w-flow, options: [0]}",
        ),
    ),
    BrokenCase(
        "an exclusion broken by the state of things",
        "links.yaml",
        "atoms:",
        "the exclusion ex-lower-dam-crew",
        both(
            swap("links.yaml", "{issue: w-dam, options: [2]}", "{issue: w-dam, options: [0]}"),
            swap("links.yaml", "{issue: w-flow, options: [3]}", "{issue: w-flow, options: [0]}"),
        ),
    ),
    BrokenCase(
        "a synergy of the state of things",
        "links.yaml",
        "when:",
        "sy-clean-catch, which holds",
        both(
            swap("links.yaml", "w-clean, options: [1, 2]", "w-clean, options: [0]"),
            swap("links.yaml", "f-quota, options: [1, 2]", "f-quota, options: [0]"),
        ),
    ),
    BrokenCase(
        "an issue twice in an exclusion",
        "links.yaml",
        "- {issue: w-dam, options: [1]}",
        "w-dam again",
        swap("links.yaml", "- {issue: w-flow, options: [3]}", "- {issue: w-dam, options: [1]}"),
    ),
    BrokenCase(
        "an exposure limit too few",
        "steps.yaml",
        "exposure_limits:",
        "none for XDO towards XCE",
        swap("steps.yaml", "  - {party: XDO, towards: XCE, points: 3}\nbundles", "bundles"),
    ),
    BrokenCase(
        "an exposure limit twice",
        "steps.yaml",
        "{party: XDO, towards: XCE, points: 9}",
        "each ordered pair",
        swap(
            "steps.yaml",
            "  - {party: XDO, towards: XCE, points: 3}\n",
            "  - {party: XDO, towards: XCE, points: 3}\n"
            "  - {party: XDO, towards: XCE, points: 9}\n",
        ),
    ),
    BrokenCase(
        "a cost that no actor bears",
        "steps.yaml",
        "cost: [{party: XBE, towards: XCE",
        "an actor of st-crews",
        swap("steps.yaml", "[{party: XDO, towards: XCE", "[{party: XBE, towards: XCE"),
    ),
    BrokenCase(
        "a cost towards oneself",
        "steps.yaml",
        "cost: [{party: XDO, towards: XDO",
        "another party than the one that bears",
        swap("steps.yaml", "[{party: XDO, towards: XCE", "[{party: XDO, towards: XDO"),
    ),
    BrokenCase(
        "a step to where things are",
        "steps.yaml",
        "advances: [{issue: f-boats, option: 0}]",
        "0 is the state of things",
        swap("steps.yaml", "{issue: f-boats, option: 1}", "{issue: f-boats, option: 0}"),
    ),
    BrokenCase(
        "a step twice on one issue",
        "steps.yaml",
        "advances: [{issue: f-boats, option: 1}, ",
        "each issue once in a step",
        swap(
            "steps.yaml",
            "[{issue: f-boats, option: 1}]",
            "[{issue: f-boats, option: 1}, {issue: f-boats, option: 2}]",
        ),
    ),
    BrokenCase(
        "a step that comes after an unknown one",
        "steps.yaml",
        "after: [st-gauge]",
        "write st-gauges if that is meant",
        swap("steps.yaml", "after: [st-gauges]", "after: [st-gauge]"),
    ),
    BrokenCase(
        "a bundle of an unknown step",
        "steps.yaml",
        "steps: [st-flow, st-fond]",
        "a known step",
        swap("steps.yaml", "steps: [st-flow, st-fund]", "steps: [st-flow, st-fond]"),
    ),
    BrokenCase(
        "a step that needs an unknown body",
        "steps.yaml",
        "consents: [XBE-SENATE]",
        "a known member or body",
        swap("steps.yaml", "consents: [XBE-ASSEMBLY]", "consents: [XBE-SENATE]"),
    ),
    BrokenCase(
        "an act of an unknown body",
        "steps.yaml",
        "body: XBE-SENATE",
        "a known member or body",
        _act('{id: ac-fund, title: "The fund", body: XBE-SENATE, steps: [st-crews]}'),
    ),
    BrokenCase(
        "an act for an unknown step",
        "steps.yaml",
        "steps: [st-fond]}",
        "write st-fund if that is meant",
        _act('{id: ac-fund, title: "The fund", body: XBE-ASSEMBLY, steps: [st-fond]}'),
    ),
    BrokenCase(
        "an act of a body that the step does not ask",
        "steps.yaml",
        "steps: [st-flow]}",
        "names XBE-ASSEMBLY in its consents",
        _act('{id: ac-flow, title: "The flow", body: XBE-ASSEMBLY, steps: [st-flow]}'),
    ),
    BrokenCase(
        "two acts of one body for a step",
        "steps.yaml",
        "steps: [st-fund] }",
        "st-fund, which ac-fund serves",
        append(
            "steps.yaml",
            f"acts:\n  - {SEATED}}}\n"
            '  - {id: ac-again, title: "Again", body: XBE-ASSEMBLY, steps: [st-fund] }\n',
        ),
    ),
    BrokenCase(
        "an act named like a step",
        "steps.yaml",
        "{id: st-fund, title",
        "a second time",
        _act('{id: st-fund, title: "The fund", body: XBE-ASSEMBLY, steps: [st-fund]}'),
    ),
    BrokenCase(
        "an act with a cost for an unconditional step",
        "steps.yaml",
        "cost: [{party: XDO, towards: XCE, points: 2}]}",
        "st-crews is unconditional",
        _act(
            '{id: ac-crews, title: "The crews", body: XDO, steps: [st-crews], '
            "cost: [{party: XDO, towards: XCE, points: 2}]}"
        ),
    ),
    BrokenCase(
        "an act that exposes a member to itself",
        "steps.yaml",
        "cost: [{party: XBE, towards: XBE",
        "another party than the one that bears",
        _act(f"{SEATED}, cost: [{{party: XBE, towards: XBE, points: 1}}]}}"),
    ),
    BrokenCase(
        "a calendar of an unknown body",
        "steps.yaml",
        "{body: XBE-SENATE",
        "a known member or body",
        _calendar("{body: XBE-SENATE, windows: [{from: 1, to: 2}]}"),
    ),
    BrokenCase(
        "two calendars of one body",
        "steps.yaml",
        "{body: XDO, windows: [{from: 4",
        "one calendar for each body",
        _calendar(
            "{body: XDO, windows: [{from: 1, to: 2}]}", "{body: XDO, windows: [{from: 4, to: 5}]}"
        ),
    ),
    BrokenCase(
        "a step that an exclusion bars from what it comes after",
        "steps.yaml",
        "after: [st-secretariat]",
        "the exclusion ex-made bars it for good",
        swap(
            "links.yaml",
            "exclusions:\n",
            "exclusions:\n  - id: ex-made\n    atoms: [{issue: t-body, options: [1]}, "
            '{issue: t-fund, options: [1]}]\n    reason: "Made."\n',
        ),
    ),
    BrokenCase(
        "a compensation without a stake",
        "links.yaml",
        "XDO: [{issue: f-boats",
        "a party with a stake in su-flow",
        swap("links.yaml", "XCE: [{issue: f-boats", "XDO: [{issue: f-boats"),
    ),
    BrokenCase(
        "a compensation that is there already",
        "links.yaml",
        "at_least: 0",
        "every issue is at 0 already",
        swap("links.yaml", "at_least: 1", "at_least: 0"),
    ),
    BrokenCase(
        "two readings of one party",
        "terms.yaml",
        '- {party: XAL, meaning: "What reached',
        "one reading for each party",
        swap("terms.yaml", "{party: XBE, meaning", "{party: XAL, meaning"),
    ),
    BrokenCase(
        "a channel twice",
        "channels.yaml",
        "pair: [XBE, XAL]",
        "each pair of two different parties",
        swap("channels.yaml", "pair: [XAL, XCE]", "pair: [XBE, XAL]"),
    ),
    BrokenCase(
        "a channel with itself",
        "channels.yaml",
        "pair: [XAL, XAL]",
        "two different parties",
        swap("channels.yaml", "pair: [XAL, XCE]", "pair: [XAL, XAL]"),
    ),
    BrokenCase(
        "a go-between who is a side",
        "channels.yaml",
        "{code: XAL, issues",
        "somebody other",
        swap("channels.yaml", "{code: XMO, issues: [w-flow]}", "{code: XAL, issues: [w-flow]}"),
    ),
    BrokenCase(
        "an issue that can and cannot be raised",
        "channels.yaml",
        "cannot_raise: [t-data",
        "not in can_raise",
        swap("channels.yaml", "cannot_raise: [w-dam, w-flow]", "cannot_raise: [t-data, w-flow]"),
    ),
    BrokenCase(
        "a state of tomorrow",
        "channels.yaml",
        'since: "2031-05-01"',
        "not after 2031-04-30",
        swap("channels.yaml", 'since: "2031-03-15"', 'since: "2031-05-01"'),
    ),
    BrokenCase(
        "events out of order",
        "timeline.csv",
        "L003",
        "not before 2028-07-07",
        swap("timeline.csv", "L002,2027-11-07", "L002,2028-07-07"),
    ),
    BrokenCase(
        "an event twice",
        "timeline.csv",
        "L002,2028",
        "a second time",
        swap("timeline.csv", "L003", "L002"),
    ),
    BrokenCase(
        "a span that ends before it begins",
        "sources.yaml",
        "end: 3}",
        "above 7",
        swap(
            "sources.yaml",
            'note: "Marks every place where no document was consulted"}',
            'note: "", span: {file: "a.txt", document: "'
            + "0" * 64
            + '", sha256: "'
            + "1" * 64
            + '", start: 7, end: 3}}',
        ),
    ),
    BrokenCase(
        "a passage beside a position that is no source",
        XAL,
        "sources: [p-nowhere]",
        "p-nowhere",
        swap(XAL, 'interest: "Build', 'sources: [p-nowhere]\n    interest: "Build'),
    ),
    BrokenCase(
        "a passage beside a term twice",
        "terms.yaml",
        "sources: [press-lake, press-lake]",
        "press-lake again",
        swap(
            "terms.yaml",
            "    agreed_meaning: null",
            "    sources: [press-lake, press-lake]\n    agreed_meaning: null",
        ),
    ),
)
"""Papers that are each well formed and do not fit together."""

BROKEN_CASES = (*BROKEN_FORM, *BROKEN_COHERENCE)
