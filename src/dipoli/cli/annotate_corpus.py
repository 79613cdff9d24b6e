"""`dipoli discourse annotate draw` and `score`: what of coding by hand needs the corpus."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from dipoli.cli.annotate_files import (
    Actions,
    add_files,
    add_json,
    add_seed,
    coder_name,
    joined,
    mark_lines,
    write_new,
)
from dipoli.cli.annotate_tables import lines_of_scores, wrapped
from dipoli.cli.annotate_words import WORDS
from dipoli.cli.patience import done, progress
from dipoli.cli.robust import seed
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.discourse.codebook import Codebook
    from dipoli.analysis.discourse.hands.codings import Codings, Item
    from dipoli.analysis.discourse.hands.drawing import Drawn
    from dipoli.analysis.discourse.hands.scores import Found
    from dipoli.analysis.discourse.texts import Corpus, Passage

_MOST = 100_000
_ALL = 100
_SHOWN = 3


def add_draw(actions: Actions) -> None:
    """Register `draw`."""
    parser = actions.add_parser(
        "draw",
        help="draw passages for coders",
        description="Draws passages by language, speaker, issue that the lexicon finds, and at "
        "random, from two halves of the corpus that no document shares. Writes a queue, and a file "
        "for each coder, in which it does not stand why a passage was drawn.",
    )
    _add_papers(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help="a new file for the queue: .csv, .xlsx or .json; the coders' names are put to it",
    )  # fmt: skip
    parser.add_argument(
        "--each", type=_count, default=1, metavar="N",
        help="passages of each half, language, speaker and issue, and at random; 1 if not given",
    )  # fmt: skip
    parser.add_argument(
        "--most", type=_count, metavar="N",
        help="passages in all, the languages in turn; as many as fall to the groups if not given",
    )  # fmt: skip
    parser.add_argument(
        "--coders", type=_coders, default=("A", "B"), metavar="A,B", help="names; A,B if not given"
    )
    parser.add_argument(
        "--double", type=_percentage, default=_ALL, metavar="PERCENT",
        help="of the documents, to be coded by all coders; 100 if not given",
    )  # fmt: skip
    parser.add_argument(
        "--seed", type=seed, default=0, metavar="N", help="of the draw; 0 if not given"
    )
    add_json(parser)
    parser.set_defaults(run=_draw)


def add_score(actions: Actions) -> None:
    """Register `score`."""
    parser = actions.add_parser(
        "score",
        help="hold the lexicon against what was coded by hand",
        description="Precision, recall and F1 of the lexicon on the passages whose codes are "
        "decided: by the adjudicator, or since their coders agree. A passage whose words are not "
        "in the corpus any more is refused.",
    )
    _add_papers(parser)
    add_files(parser)
    parser.add_argument(
        "--half", choices=("dev", "test", "both"), default="dev", metavar="HALF",
        help="dev (if not given), test or both; what was looked at is no test any more",
    )  # fmt: skip
    parser.add_argument(
        "--coder", metavar="NAME", help="against the codes of one coder, whatever others say"
    )
    add_seed(parser)
    add_json(parser)
    parser.set_defaults(run=_score)


def _add_papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of the corpus")
    parser.add_argument("codebook", type=Path, metavar="CODEBOOK", help="file of the codebook")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        message = f"a whole number from 1 to {_MOST:,}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _percentage(text: str) -> int:
    if not text.isdecimal() or int(text) > _ALL:
        message = f"a whole number from 0 to {_ALL}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _coders(text: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in text.split(","))
    try:
        checked = tuple(map(coder_name, names))
    except RefusedError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if len({one.casefold() for one in checked}) != len(checked):
        message = f"names that differ in more than capitals, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return checked


# ---------------------------------------------------------------- drawing


def _draw(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.hands.drawing import Plan, draw  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.hands.joining import for_coder  # noqa: PLC0415 - a quick --help
    from dipoli.codec.annotate_json import drawn_object  # noqa: PLC0415 - a quick --help

    corpus, codebook = _papers(args)
    plan = Plan(
        each=args.each, coders=args.coders, double=args.double, seed=args.seed, most=args.most
    )
    try:
        drawn = draw(corpus, codebook, code(corpus, codebook, told=_told("coding")), plan)
    finally:
        done()
    files: dict[Path, Codings] = {args.out: drawn.codings}
    coders = [one for one in args.coders if one in drawn.codings.coders]
    for coder in coders:
        path = args.out.with_name(f"{args.out.stem}-{coder}{args.out.suffix}")
        files[path] = for_coder(drawn.codings, coder)
    if not coders:
        message = f"{args.corpus}: no passage could be drawn: nobody's own words stand in it."
        raise RefusedError(message)
    write_new(files)
    if args.json:
        counts = {path: len(one.items) for path, one in files.items()}
        print(json.dumps(drawn_object(drawn, counts), ensure_ascii=False))
        return 0
    for line in mark_lines(drawn.codings):
        print(line)
    _tell_drawn(drawn)
    for number, (path, one) in enumerate(files.items()):
        if number:
            told = {"path": path, "coder": coders[number - 1], "count": len(one.items)}
            print(WORDS["for_coder"].format(**told))
        else:
            print(WORDS["queue"].format(path=path))
    return 0


def _tell_drawn(drawn: Drawn) -> None:
    from dipoli.analysis.discourse.hands.codings import Half  # noqa: PLC0415 - a quick --help

    items = drawn.codings.items
    told = {"count": len(items), "documents": len({one.file for one in items})}
    print(WORDS["drawn"].format(**told))
    for language in dict.fromkeys(one.language for one in items):
        for half in Half:
            fields = {"language": language, "half": half.value}
            documents = drawn.documents.get((language, half), 0)
            if documents:
                print("  " + WORDS["drawn_half"].format(documents=documents, **fields))
            else:
                print("  " + "\n  ".join(wrapped("half_empty", **fields)))
    if drawn.too_long:
        print(WORDS["too_long"].format(count=drawn.too_long))
    if drawn.nobody:
        print(WORDS["nobody"].format(count=drawn.nobody))


def _papers(args: argparse.Namespace) -> tuple[Corpus, Codebook]:
    from dipoli.codec.codebook_file import read_codebook  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus import read_corpus  # noqa: PLC0415 - a quick --help

    codebook = read_codebook(args.codebook)
    try:
        return read_corpus(args.corpus, progress=_told("reading")), codebook
    finally:
        done()


def _told(key: str) -> Callable[[int, int], None]:
    """Tells how far the work is, on a terminal."""
    return lambda count, of: progress(WORDS[key].format(count=count, of=of))


# ---------------------------------------------------------------- scoring


def _score(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.hands.adjudication import decided  # noqa: PLC0415 - quick --help
    from dipoli.analysis.discourse.hands.scores import score  # noqa: PLC0415 - a quick --help
    from dipoli.codec.annotate_json import scores_object  # noqa: PLC0415 - a quick --help

    codings = _of_half(joined(args.files), args.half)
    if args.coder is not None:
        codings = _of_coder(codings, args.coder)
    corpus, codebook = _papers(args)
    hand = decided(codings)
    found = found_in(corpus, codebook, codings)
    scores = score(codings, hand, found, args.seed)
    by = Counter(hand.by.values())
    left = (len(hand.disputed), len(hand.blank))
    if args.json:
        told = {
            "seed": args.seed,
            "half": args.half,
            "scored_with": {
                "name": f"{codebook.id} {codebook.version}", "digest": codebook.digest,
                "corpus": corpus.digest,
            },
            "decided": {how.value: count for how, count in by.items()},
            "left_out": {"disputed": left[0], "blank": left[1]},
        }  # fmt: skip
        print(json.dumps(scores_object(codings, scores, told), ensure_ascii=False))
        return 0
    for line in (*mark_lines(codings), *lines_of_scores(scores, args.half, by, left)):
        print(line)
    now = f"{codebook.id} {codebook.version}"
    print(WORDS["score_books"].format(now=now, then=codings.name))
    return 0


def _of_half(codings: Codings, half: str) -> Codings:
    """The codings of one half of the documents; all of them for ``both``."""
    items = tuple(one for one in codings.items if half in {one.half.value, "both"})
    kept = {one.id for one in items}
    found = {key: one for key, one in codings.codings.items() if key[0] in kept}
    return evolve(codings, items=items, codings=found)


def _of_coder(codings: Codings, coder: str) -> Codings:
    """The codings of one coder alone, with why each item was drawn."""
    from dipoli.analysis.discourse.hands.joining import for_coder  # noqa: PLC0415 - a quick --help

    drawn = {one.id: one.drawn for one in codings.items}
    own = for_coder(codings, coder)
    items = tuple(evolve(one, drawn=drawn[one.id]) for one in own.items)
    return evolve(own, items=items, adjudicator="")


def found_in(corpus: Corpus, codebook: Codebook, codings: Codings) -> dict[str, Found]:
    """What the lexicon finds in items.

    Args:
        corpus: that holds their words.
        codebook: that may be another version than that with which they were drawn.
        codings: the items.

    Returns:
        By id of the item.

    Raises:
        RefusedError: the corpus does not hold the words of an item, or the codebook lacks an issue
            that may be coded.
    """
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.hands.scores import Found  # noqa: PLC0415 - a quick --help

    lost = [one.id for one in codings.issues if one.id not in {i.id for i in codebook.issues}]
    if lost:
        message = f"The codebook lacks issues that may be coded in these files: {', '.join(lost)}."
        raise RefusedError(message)
    passages = _passages(corpus, codings.items)
    coded = code(evolve(corpus, passages=passages), codebook)
    return {
        item.id: Found(
            issues={one.issue: one.stance for one in each.codes}, missing=frozenset(each.missing)
        )
        for item, each in zip(codings.items, coded, strict=True)
    }


def _passages(corpus: Corpus, items: Sequence[Item]) -> tuple[Passage, ...]:
    from dipoli.analysis.discourse.texts import Passage  # noqa: PLC0415 - a quick --help

    passages = tuple(
        Passage(
            file=one.file, start=one.start, end=one.end, sha256=one.sha256,
            actor=one.actors[0] if len(one.actors) == 1 else None,
            joint=one.actors if len(one.actors) > 1 else (),
        )
        for one in items
    )  # fmt: skip
    lost = [one for one in passages if not corpus.holds(one)]
    if lost:
        named = "; ".join(f"{one.file} {one.start}-{one.end}" for one in lost[:_SHOWN])
        more = "" if len(lost) <= _SHOWN else f" and {len(lost) - _SHOWN} more"
        message = (
            f"The corpus does not hold the words of {len(lost)} passages that were coded: "
            f"{named}{more}. A text that was changed or moved is not what was coded. Give the "
            "corpus from which they were drawn, or draw anew."
        )
        raise RefusedError(message)
    return passages
