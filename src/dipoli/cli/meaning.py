"""`dipoli meaning CASE`: what the ways to settle a text are worth, and which package it is."""

from __future__ import annotations

import argparse
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from dipoli.cli.agree import add_asked, question
from dipoli.cli.patience import clock, done, progress, work
from dipoli.cli.telling import case_of, paper_of, said, tell
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.agreement import Question
    from dipoli.analysis.case import Case
    from dipoli.analysis.meaning import Draft, Meaning, Tie


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "meaning",
        help="what each bracket of a text is worth to whom, and which package the text amounts to",
        description="Reads a case folder, a text under negotiation, and a file of ties that reads "
        "words of the text as options of the case. Says what each way to settle each place is "
        "worth to each member, which package the text amounts to, and whether common ground lies "
        "within it. Ties are the reading of whoever made them, and go nowhere.",
        epilog="How it goes: docs/howto/from-text-to-meaning.md.",
    )
    add_asked(parser)
    parser.add_argument(
        "--text", type=Path, metavar="FILE", help="a draft, or the JSON twin of a text's page"
    )
    parser.add_argument("--node", type=Path, metavar="FOLDER", help="take the text from this node")
    parser.add_argument("--circle", metavar="CIRCLE", help="with --node: the circle of the text")
    parser.add_argument("--of", metavar="TEXT", help="with --node: the text, by its short name")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="with --node: of its box"
    )
    parser.add_argument("--ties", type=Path, metavar="FILE", help="the file of ties")
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="write a file of ties to fill in, with those of --ties that still hold",
    )
    parser.add_argument(
        "--draft", type=Path, metavar="FILE", help="write the text as a file of a draft"
    )
    parser.add_argument(
        "--held", action="store_true", help="soft lines held like hard ones, not negotiable"
    )
    parser.add_argument(
        "--clash",
        action="store_true",
        help="name assumptions that clash with the package to which the text amounts",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer and print.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case, the text, the ties or the question cannot be used.
    """
    from dipoli.analysis.agreement import SoftLines  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import need_state_of_things  # noqa: PLC0415 - the same

    case = case_of(args)
    draft = _draft(args)
    ties = _ties(args, case, draft)
    if args.template is not None or args.draft is not None:
        return _write(args, case, draft, ties)
    asked = question(case, args)
    need_state_of_things(case, asked)
    if args.held:
        asked = evolve(asked, soft_lines=SoftLines.HELD)
    _answer(args, case, asked, draft, ties)
    return 0


def _answer(
    args: argparse.Namespace, case: Case, asked: Question, draft: Draft, ties: tuple[Tie, ...]
) -> None:
    """Answer with progress; at a stop, tell what was known by then."""
    from dipoli.analysis.agreement import Means  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.meaning import read  # noqa: PLC0415 - the same
    from dipoli.codec.meaning_json import meaning_object  # noqa: PLC0415 - the same
    from dipoli.report.meaning_text import meaning_text  # noqa: PLC0415 - the same

    ended, sofar = threading.Event(), list["Meaning"]()
    means = Means(limit=args.limit, clock=clock, stop=ended.is_set)

    def going(words: str) -> None:
        if not ended.is_set():
            progress(words)

    def known() -> str:
        ended.set()
        if not sofar:
            return ""
        found = sofar[-1]
        return said(
            args,
            lambda: meaning_object(case, draft, found, clash=args.clash),
            lambda width: meaning_text(case, draft, found, width=width, clash=args.clash),
        )

    try:
        found = work(
            lambda: read(case, asked, draft, ties, means, progress=going, known=sofar.append), known
        )
    finally:
        done()
    tell(
        args,
        lambda: meaning_object(case, draft, found, clash=args.clash),
        lambda width: meaning_text(case, draft, found, width=width, clash=args.clash),
        found,
    )


def _draft(args: argparse.Namespace) -> Draft:
    """The text, from a file or from a node's own copy."""
    from dipoli.codec.draft_file import read_draft  # noqa: PLC0415 - a quick --help

    if (args.text is None) is (args.node is None):
        message = (
            "Give the text either as a file with --text, or from a node's own copy with --node."
        )
        raise RefusedError(message)
    paper = paper_of(args, "text")
    if paper is not None:
        return read_draft(*paper)
    if args.circle is None or args.of is None:
        message = "With --node, name the circle with --circle and the text with --of."
        raise RefusedError(message)
    return _of_node(args)


def _of_node(args: argparse.Namespace) -> Draft:
    from dipoli.cli.node_desk import open_box  # noqa: PLC0415 - without a node, not needed
    from dipoli.cli.nodes import node_at  # noqa: PLC0415 - the same
    from dipoli.codec.draft_of import draft_of  # noqa: PLC0415 - the same
    from dipoli.node.opening import proceedings  # noqa: PLC0415 - the same

    node = node_at(args.node, None)
    circle = node.find(args.circle)
    box = open_box(argparse.Namespace(folder=args.node, passphrase_file=args.passphrase_file))
    forum = proceedings(node, circle, box).at(node.standing(circle))
    text = None if forum is None else forum.texts.get(args.of)
    if forum is None or text is None:
        known = ", ".join(sorted(forum.texts)) if forum is not None else ""
        message = f"This copy has no text {args.of}. Texts that it has: {known or 'none'}."
        raise RefusedError(message)
    return draft_of(text, forum.clauses.__getitem__, exercise=forum.charter.exercise)


def _ties(args: argparse.Namespace, case: Case, draft: Draft) -> tuple[Tie, ...]:
    from dipoli.codec.ties_file import check_ties, read_ties  # noqa: PLC0415 - a quick --help

    paper = paper_of(args, "ties")
    if paper is None:
        return ()
    held = read_ties(*paper)
    check_ties(held, case, draft, args.ties.name)
    return held.ties


def _write(args: argparse.Namespace, case: Case, draft: Draft, ties: tuple[Tie, ...]) -> int:
    """Write a file of ties to fill in, or the text as a file; nothing that is there is lost."""
    from dipoli.codec.draft_file import draft_bytes  # noqa: PLC0415 - a quick --help
    from dipoli.codec.meaning_json import TEMPLATE  # noqa: PLC0415 - the same
    from dipoli.codec.ties_file import template_bytes  # noqa: PLC0415 - the same

    wanted = [
        (path, data)
        for path, data in (
            (args.template, template_bytes(case, draft, ties)),
            (args.draft, draft_bytes(draft)),
        )
        if path is not None
    ]
    for path, _data in wanted:
        if path.exists():
            message = f"{path} is there already and was left as it is. Name another file."
            raise RefusedError(message)
    for path, data in wanted:
        with path.open("xb") as file:
            file.write(data)
    written = [str(path) for path, _data in wanted]
    ways = sum(len(place.ways) for place in draft.places)
    if args.json:
        told = {"schema": TEMPLATE, "mark": case.mark, "files": written, "ways": ways}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(case.mark)
    print("\n".join(f"Written: {one}" for one in written))
    print(f"{ways} ways of {len(draft.places)} places of {draft.title}, version {draft.version}.")
    if args.template is not None:
        print(
            "Fill in the issue and the option of each way that you read as one; see the comments."
        )
    return 0
