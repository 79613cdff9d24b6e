"""How well the shipped codebook codes passages that others coded by hand.

    python -m benches.discourse_scores dev FOLDER_OF_TEXTS
    python -m benches.discourse_scores first_test FOLDER_OF_TEXTS
    python -m benches.discourse_scores dev_single FOLDER_OF_TEXTS

The labels stand in ``benches/discourse_labels`` as spans and hashes; the texts do not, so their
folder is named. A text that is missing, or whose span is not the one that was coded, is told and
left out, and the program ends with 1.

The coders of all but ``dev_single`` were two language models working apart from one definition
sheet, not people and not domain experts. ``dev_single`` was labelled by one annotator with twenty
older issues and without stance; it says nothing of the issues that it did not know.

Decided before the test set was scored: the main figure is micro F1 over passages and top issues,
counts summed over the two coders. Beside it stand each coder alone, the codes that both gave and
those that either gave. Stance is compared where coder and lexicon gave the same code, over the four
sides; *none* stands apart. Intervals are percentiles of 1,000 resamples of passages.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from dipoli.analysis.discourse import stance
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.alpha import alpha
from dipoli.analysis.discourse.lexicon import compile_lexicon
from dipoli.analysis.discourse.texts import digest_of
from dipoli.codec.codebook_file import read_codebook

ROOT = Path(__file__).parent.parent
CODEBOOK = ROOT / "codebooks" / "korea-peace.yaml"
LABELS = ROOT / "benches" / "discourse_labels"
RESAMPLES = 1_000
SEED = 9
SIDES = {
    "s": Stance.SUPPORTS,
    "o": Stance.OPPOSES,
    "c": Stance.CONDITIONAL,
    "r": Stance.REPORTED,
    "n": Stance.NONE,
}

Codes = Mapping[str, Stance | None]
"""Top issues of a passage with their stance."""
Counts = tuple[int, int, int]
"""Right, too many, missed."""


@frozen(kw_only=True)
class Item:
    """A passage that was coded by hand and by the lexicon.

    Args:
        language: ISO 639-1.
        coders: what each coder gave.
        machine: what lexicon and rules give.
    """

    language: str
    coders: Sequence[Codes]
    machine: Codes


def main() -> int:
    """Score one set of labels and print its tables in Markdown.

    Returns:
        0 when every passage was found as it was coded, 1 otherwise, 2 when the call is wrong.
    """
    names = sorted(one.stem for one in LABELS.glob("*.csv"))
    if len(sys.argv) != 3 or sys.argv[1] not in names:
        print(f"usage: python -m benches.discourse_scores {'|'.join(names)} FOLDER_OF_TEXTS")
        return 2
    items, faults = load(LABELS / f"{sys.argv[1]}.csv", Path(sys.argv[2]))
    for told in faults:
        print(told, file=sys.stderr)
    if items:
        print("\n".join(tables(items)))
    return 1 if faults else 0


def load(labels: Path, texts: Path) -> tuple[list[Item], list[str]]:
    """Passages with both codings; and, for people, those that could not be had."""
    book = read_codebook(CODEBOOK)
    lexicon = compile_lexicon(book)
    top = {one.id for one in book.issues if one.parent is None}
    items, faults = [], []
    with labels.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = _words(row, texts)
            if words is None:
                faults.append(
                    f"{row['item']}: {texts / row['file']} does not hold the words that were coded"
                    f" at {row['start']}-{row['end']}; name the folder with the texts of the corpus"
                )
                continue
            language = row["language"]
            actor = row["actors"] if ";" not in row["actors"] else None
            codes = lexicon.codes(words, language, actor)
            codes = stance.read(words, 0, codes, book, language)
            coders = [_labels(row[name]) for name in ("coder_a", "coder_b") if row[name]]
            machine = {one.issue: one.stance for one in codes if one.issue in top}
            items.append(Item(language=language, coders=coders, machine=machine))
    return items, faults


def _words(row: Mapping[str, str], texts: Path) -> str | None:
    try:
        text = (texts / row["file"]).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    words = text[int(row["start"]) : int(row["end"])]
    return words if digest_of(words) == row["sha256"] else None


def _labels(written: str) -> Codes:
    pairs = (one.split(":") for one in written.split() if one != "-")
    return {issue: SIDES[side] for issue, side in pairs}


# ---------------------------------------------------------------- scores


def compare(machine: Codes, gold: Codes) -> Counts:
    """Codes that both have, that the machine alone has, and that the gold alone has."""
    both = len(machine.keys() & gold.keys())
    return both, len(machine) - both, len(gold) - both


def merged(item: Item, needed: int) -> Codes:
    """Codes that at least so many coders gave."""
    given = Counter(issue for one in item.coders for issue in one)
    return {issue: None for issue, count in given.items() if count >= needed}


def score(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where there is nothing to divide by."""
    right, more, missed = counts
    precision = right / (right + more) if right + more else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    whole = 2 * right + more + missed
    return precision, recall, 2 * right / whole if whole else 0.0


def summed(parts: Sequence[Counts]) -> Counts:
    """Counts added up."""
    return sum(one[0] for one in parts), sum(one[1] for one in parts), sum(one[2] for one in parts)


def pooled(item: Item) -> Counts:
    """Counts of a passage summed over its coders: the main figure's."""
    return summed([compare(item.machine, one) for one in item.coders])


def interval(items: Sequence[Item], figure: Callable[[Sequence[Item]], float]) -> str:
    """95 % by resampling passages."""
    if not items:
        return "-"
    draw = random.Random(SEED)
    got = sorted(figure(draw.choices(items, k=len(items))) for _ in range(RESAMPLES))
    low, high = got[RESAMPLES * 25 // 1000], got[RESAMPLES * 975 // 1000 - 1]
    return f"[{low:.2f}, {high:.2f}]"


def sides(items: Sequence[Item]) -> list[tuple[Stance | None, Stance | None]]:
    """Stance by hand and by rule, where coder and lexicon gave the same code."""
    return [
        (side, item.machine[issue])
        for item in items
        for coder in item.coders
        for issue, side in coder.items()
        if issue in item.machine
    ]


def side_counts(pairs: Sequence[tuple[Stance | None, Stance | None]], side: Stance) -> Counts:
    """Counts of one side."""
    right = sum(1 for hand, rule in pairs if hand is rule is side)
    more = sum(1 for hand, rule in pairs if rule is side and hand is not side)
    missed = sum(1 for hand, rule in pairs if hand is side and rule is not side)
    return right, more, missed


FOUR = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL, Stance.REPORTED)


def macro(items: Sequence[Item]) -> float:
    """Mean F1 of the four sides that occur, by hand or by rule."""
    pairs = sides(items)
    each = [counts for one in FOUR if any(counts := side_counts(pairs, one))]
    return sum(score(one)[2] for one in each) / len(each) if each else 0.0


def micro(items: Sequence[Item]) -> float:
    """F1 over the four sides together."""
    pairs = sides(items)
    return score(summed([side_counts(pairs, one) for one in FOUR]))[2]


# ---------------------------------------------------------------- tables


def tables(items: Sequence[Item]) -> list[str]:
    """All tables, in Markdown."""
    lines = [f"{len(items)} passages.", "", "| language | passages | P | R | F1 | 95 % |"]
    lines.append("|---|--:|--:|--:|--:|---|")
    for language in [*sorted({one.language for one in items}), "all"]:
        some = [one for one in items if language in {one.language, "all"}]
        lines.append(_row(f"{language} | {len(some)}", some, pooled))
    if len(items[0].coders) > 1:
        lines += ["", "| against | P | R | F1 | 95 % |", "|---|--:|--:|--:|---|"]
        for place, name in enumerate("AB"):
            lines.append(_row(f"coder {name}", items, _against(place)))
        lines.append(_row("codes of both", items, lambda one: compare(one.machine, merged(one, 2))))
        either = _row("codes of either", items, lambda one: compare(one.machine, merged(one, 1)))
        lines.append(either)
        lines += _stances(items)
    return lines + _issues(items)


def _against(place: int) -> Callable[[Item], Counts]:
    return lambda item: compare(item.machine, item.coders[place])


def _row(head: str, items: Sequence[Item], counts: Callable[[Item], Counts]) -> str:
    precision, recall, f1 = score(summed([counts(one) for one in items]))
    around = interval(items, lambda some: score(summed([counts(one) for one in some]))[2])
    return f"| {head} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {around} |"


def _stances(items: Sequence[Item]) -> list[str]:
    pairs = sides(items)
    lines = ["", f"Stance, {len(pairs)} pairs of coder and passage-issue.", ""]
    lines += ["| side | by hand | P | R | F1 |", "|---|--:|--:|--:|--:|"]
    for side in (*FOUR, Stance.NONE):
        right, more, missed = side_counts(pairs, side)
        shown = " | ".join(f"{one:.2f}" for one in score((right, more, missed)))
        lines.append(f"| {side.value} | {right + missed} | {shown} |")
    lines += ["", "| F1 of the four sides | all | 95 % |", "|---|--:|---|"]
    for name, figure in (("macro", macro), ("micro", micro)):
        lines.append(f"| {name} | {figure(items):.2f} | {interval(items, figure)} |")
    return lines


def _issues(items: Sequence[Item]) -> list[str]:
    lines = ["", "| issue | codes by hand | P | R | F1 | alpha |", "|---|--:|--:|--:|--:|--:|"]
    names = {issue for one in items for given in (*one.coders, one.machine) for issue in given}
    two = len(items[0].coders) > 1
    for issue in sorted(names):
        only = [_only(one, issue) for one in items]
        right, more, missed = summed([pooled(one) for one in only])
        shown = " | ".join(f"{one:.2f}" for one in score((right, more, missed)))
        agreed = _shown(alpha(_given(only, issue)).value) if two else "-"
        lines.append(f"| {issue} | {right + missed} | {shown} | {agreed} |")
    if two:
        every = [pair for issue in sorted(names) for pair in _given(items, issue)]
        same = [
            (first[issue], second[issue])
            for first, second in (one.coders for one in items)
            for issue in first.keys() & second.keys()
        ]
        lines += [
            "",
            f"Coders with each other: alpha {_shown(alpha(every).value)} over all decisions",
        ]
        lines[-1] += (
            f" on issues; {_shown(alpha(same).value)} on stance of {len(same)} common codes."
        )
    return lines


def _only(item: Item, issue: str) -> Item:
    def kept(codes: Codes) -> Codes:
        return {name: side for name, side in codes.items() if name == issue}

    return Item(
        language=item.language,
        coders=[kept(one) for one in item.coders],
        machine=kept(item.machine),
    )


def _given(items: Sequence[Item], issue: str) -> list[tuple[object, object]]:
    return [(issue in one.coders[0], issue in one.coders[1]) for one in items]


def _shown(value: Fraction | None) -> str:
    return "-" if value is None else f"{float(value):.2f}"


if __name__ == "__main__":
    sys.exit(main())
