"""`dipoli discourse annotate`: passages drawn for coders, coded by hand, and how far they agree."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.annotate_corpus import add_draw, add_score
from dipoli.cli.annotate_files import (
    MEND,
    Actions,
    add_files,
    add_json,
    add_out,
    add_seed,
    coder_name,
    joined,
    mark_lines,
    write_new,
)
from dipoli.cli.annotate_tables import lines_of_agreement
from dipoli.cli.annotate_words import WORDS
from dipoli.cli.report import write_all
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.discourse.hands.codings import Codings


def add_annotate(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command and its parts.

    Args:
        subparsers: the actions of ``dipoli discourse``.
    """
    parser = subparsers.add_parser(
        "annotate",
        help="code passages by hand, see how far coders agree, and score the lexicon",
        description="Passages are drawn from a corpus; coders code them apart, in the terminal or "
        "in a spreadsheet; where they differ an adjudicator decides. A file (.csv, .xlsx or .json) "
        "that was written and is read again is the same. A passage whose words were changed is "
        "refused.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add_draw(actions)
    _add_next(actions)
    _add_agree(actions)
    _add_adjudicate(actions)
    _add_join(actions)
    add_score(actions)


def _add_next(actions: Actions) -> None:
    parser = actions.add_parser(
        "next",
        help="code in the terminal, one passage at a time",
        description="Shows one passage at a time and takes its codes as a line of text. Every "
        "answer is kept at once; stop when you like, and go on later.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="file of codings")
    parser.add_argument("--coder", required=True, metavar="NAME", help="who codes")
    parser.add_argument(
        "--codebook", type=Path, metavar="FILE", help="show labels and definitions of this codebook"
    )
    parser.add_argument(
        "--when", default="", metavar="WORDS", help="when it was coded, in words of your own"
    )
    add_json(parser, "how far the coder is and the next passage; asks nothing")
    parser.set_defaults(run=_next)


def _add_agree(actions: Actions) -> None:
    parser = actions.add_parser(
        "agree",
        help="tell how far coders agree",
        description="Krippendorff's alpha for each issue, over all issues, and for stance, with "
        "intervals over documents. What is not coded is unknown and does not count as no.",
    )
    add_files(parser)
    add_seed(parser)
    add_json(parser)
    parser.set_defaults(run=_agree)


def _add_adjudicate(actions: Actions) -> None:
    parser = actions.add_parser(
        "adjudicate",
        help="write the passages on which coders differ, for somebody to decide",
        description="Writes a file with the passages on which coders differ and what they read in "
        "them, without saying who. Decisions stand beside the codes of the coders and never "
        "replace them. Decisions in the files given are kept.",
    )
    add_files(parser)
    add_out(parser)
    parser.add_argument(
        "--adjudicator",
        default="adjudicator",
        metavar="NAME",
        help="who decides; none of the coders",
    )
    parser.add_argument("--names", action="store_true", help="say who read what")
    add_json(parser)
    parser.set_defaults(run=_adjudicate)


def _add_join(actions: Actions) -> None:
    parser = actions.add_parser(
        "join",
        help="put files of codings together in one, or write one as another kind",
        description="Puts files together that coders coded apart. With one file, writes it as the "
        "kind that the name of the new file ends in.",
    )
    add_files(parser)
    add_out(parser)
    add_json(parser)
    parser.set_defaults(run=_join)


# ---------------------------------------------------------------- what is done


def _next(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.hands.joining import for_coder  # noqa: PLC0415 - a quick --help
    from dipoli.cli.annotate_next import Sitting  # noqa: PLC0415 - a quick --help
    from dipoli.codec.annotate_json import next_object  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codings.file import (  # noqa: PLC0415 - a quick --help
        codings_bytes,
        kind_of,
        read_codings,
    )

    codings = read_codings(args.file)
    for_coder(codings, args.coder)
    if args.json:
        print(json.dumps(next_object(codings, args.coder), ensure_ascii=False))
        return 0
    seen = [args.file.read_bytes()]

    def keep(changed: Codings) -> None:
        if args.file.read_bytes() != seen[0]:
            message = (
                f"{args.file} was changed by another program meanwhile. Your last codes are not in "
                "it: close it elsewhere and begin again."
            )
            raise RefusedError(message)
        content = codings_bytes(changed, kind_of(args.file))
        write_all([(args.file, content)], what="file of codings", mend=MEND)
        seen[0] = content

    for line in mark_lines(codings):
        _say(line)
    sitting = Sitting(
        codings=codings, coder=args.coder, keep=keep, say=_say, lines=_typed(),
        labels=_labels(args.codebook), when=args.when,
    )  # fmt: skip
    whole = sitting.run()
    words = WORDS["done" if whole else "stop"]
    _say(words.format(coded=sitting.coded, count=len(sitting.items), path=args.file))
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _typed() -> Iterator[str]:
    """What is typed, line by line, until the end of input."""
    yield from iter(sys.stdin.readline, "")


def _labels(codebook: Path | None) -> dict[str, tuple[str, str]]:
    if codebook is None:
        return {}
    from dipoli.codec.codebook_file import read_codebook  # noqa: PLC0415 - a quick --help

    issues = read_codebook(codebook).issues
    return {one.id: (one.label["en"], " ".join(one.definition.split())) for one in issues}


def _agree(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.hands.agreement import (  # noqa: PLC0415 - a quick --help
        agreement,
    )
    from dipoli.codec.annotate_json import agreement_object  # noqa: PLC0415 - a quick --help

    codings = joined(args.files)
    found = agreement(codings, args.seed)
    if args.json:
        print(json.dumps(agreement_object(codings, found, args.seed), ensure_ascii=False))
        return 0
    for line in (*mark_lines(codings), *lines_of_agreement(found)):
        print(line)
    return 0


def _adjudicate(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.hands.adjudication import (  # noqa: PLC0415 - a quick --help
        adjudication,
    )
    from dipoli.codec.annotate_json import written_object  # noqa: PLC0415 - a quick --help

    codings = joined(args.files)
    put = adjudication(codings, coder_name(args.adjudicator), names=args.names)
    if put.items:
        write_new({args.out: put})
    if args.json:
        path = args.out if put.items else None
        print(json.dumps(written_object(put, path, "adjudicate"), ensure_ascii=False))
        return 0
    for line in mark_lines(put if put.items else codings):
        print(line)
    if not put.items:
        print(WORDS["adjudicate_none"])
        return 0
    told = {"count": len(put.items), "adjudicator": args.adjudicator, "path": args.out}
    print(WORDS["adjudicate"].format(**told))
    if not args.names:
        print(WORDS["hidden"])
    return 0


def _join(args: argparse.Namespace) -> int:
    from dipoli.codec.annotate_json import written_object  # noqa: PLC0415 - a quick --help

    codings = joined(args.files)
    write_new({args.out: codings})
    told = written_object(codings, args.out, "join")
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for line in mark_lines(codings):
        print(line)
    print(WORDS["joined"].format(count=told["items"], coded=told["codings"], path=args.out))
    return 0
