"""``dipoli codebook``: check a codebook, tell what a change of it changes, merge two edits."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipoli.cli.patience import done, progress
from dipoli.faults import Finding, MalformedError, RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.discourse.lint import Covered
    from dipoli.analysis.discourse.merging import Merge, Side
    from dipoli.analysis.discourse.texts import Corpus

EXIT_HOLDS = 0
EXIT_FAULTS = 2
ALL = "all"
"""In place of a conflict's name: every conflict that is not named."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser(
        "codebook",
        help="check a codebook, tell what a change of it changes, merge two people's edits",
        description="A codebook says what issues are looked for in texts and by which words. Its "
        "form is described in docs/reference/codebook-format.md.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        help="say whether a codebook holds together and whether its seeds are good ones",
        description="Reads a codebook. Says every fault with its line, or what its seeds find that "
        "they should not, miss, or find twice. Writes no file.",
        epilog="Exit code 0: no error, whatever the notes. 2: faults or errors.",
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the codebook")
    _corpus(check, "also tell seeds that never fire and issues that stand together in its texts")
    check.add_argument(
        "--case", type=Path, metavar="CASE", help="a case of which every basket must be covered"
    )
    check.set_defaults(run=_check)
    compare = actions.add_parser(
        "compare",
        help="what a change changes in a codebook, and in what is found by it",
        description="Tells in what two codebooks differ and, on a corpus, which passages each "
        "issue gains and loses. Figures are counts. Writes no file.",
    )
    compare.add_argument("old", type=Path, metavar="OLD", help="the codebook as it was")
    compare.add_argument("new", type=Path, metavar="NEW", help="the codebook as it would be")
    _corpus(compare, "code its texts by both and tell what differs")
    compare.add_argument(
        "--examples",
        type=int,
        default=3,
        metavar="N",
        help="passages shown for each issue, gained and lost; 3 when not given",
    )
    compare.set_defaults(run=_compare)
    merge = actions.add_parser(
        "merge",
        help="put two people's edits of one codebook together",
        description="Seeds are sets, texts are values. What both changed, and not alike, is a "
        "conflict: it is listed, and nothing is written until each is settled.",
        epilog="Exit code 0: written. 2: a file cannot be used. 3: conflicts are open, or what "
        "comes of both does not hold together.",
    )
    merge.add_argument("base", type=Path, metavar="BASE", help="from which both began")
    merge.add_argument("mine", type=Path, metavar="MINE", help="one edit")
    merge.add_argument("yours", type=Path, metavar="YOURS", help="the other")
    merge.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")
    for side in ("mine", "yours"):
        merge.add_argument(
            f"--{side}",
            dest=f"take_{side}",
            action="append",
            default=[],
            metavar="PLACE",
            help=f"settle a conflict as {side.upper()} has it, such as fish.definition; may be "
            f"given again; {ALL} for every one that is not named",
        )
    merge.set_defaults(run=_merge)
    for action in (check, compare, merge):
        action.add_argument("--json", action="store_true", help="print one JSON object")


def _corpus(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--corpus", type=Path, metavar="FOLDER", help=f"a folder of texts: {what}")


def _read(path: Path | None) -> Corpus | None:
    from dipoli.codec.corpus import read_corpus  # noqa: PLC0415 - a quick --help

    return None if path is None else read_corpus(path, progress=_told("texts are read"))


def _told(what: str) -> Callable[[int, int], None]:
    """How far the work is, on a terminal."""
    return lambda count, of: progress(f"{count:,} of {of:,} {what}")


# ---------------------------------------------------------------- check


def _check(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.lint import Severity, remarks  # noqa: PLC0415 - the same
    from dipoli.analysis.discourse.lint_texts import never_fired, overlaps  # noqa: PLC0415
    from dipoli.cli import codebook_text as text  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codebook_file import read_codebook_paper  # noqa: PLC0415 - the same
    from dipoli.codec.codebook_json import checked_object, faulty_object  # noqa: PLC0415

    try:
        paper = read_codebook_paper(args.file)
    except MalformedError as error:
        if args.json:
            _print(faulty_object(error.findings))
        else:
            _say(_findings(error.findings))
        return EXIT_FAULTS
    case = _case(args.case)
    found = remarks(paper.codebook, case)
    shared = None
    try:
        corpus = _read(args.corpus)
        if corpus is not None:
            found += never_fired(
                paper.codebook, corpus, _told("passages are looked through for seeds")
            )
            coded = code(corpus, paper.codebook, told=_told("passages are coded"))
            shared = overlaps(paper.codebook, coded)
    finally:
        done()
    if args.json:
        _print(checked_object(paper, found, corpus, case, shared))
    else:
        for line in text.checked(paper, found, corpus, shared):
            print(line)
    errors = any(one.severity is Severity.ERROR for one in found)
    return EXIT_FAULTS if errors else EXIT_HOLDS


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    from dipoli.cli.check import show_findings  # noqa: PLC0415 - only when it is needed

    return show_findings(findings)


def _case(path: Path | None) -> Covered | None:
    """What a case wants to be covered."""
    from dipoli.analysis.discourse.lint import Covered  # noqa: PLC0415 - a quick --help
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same

    if path is None:
        return None
    case = read_case(path)
    inside = {one.id: one.basket for one in case.groups}
    inside |= {one.id: inside[one.group] for one in case.issues}
    return Covered(case=case.id, baskets=tuple(one.id for one in case.baskets), inside=inside)


# ---------------------------------------------------------------- compare


def _compare(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.difference import Reading, effects  # noqa: PLC0415
    from dipoli.analysis.discourse.outline import changes  # noqa: PLC0415 - a quick --help
    from dipoli.cli import codebook_text as text  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codebook_file import read_codebook  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codebook_json import compared_object  # noqa: PLC0415 - a quick --help

    old, new = read_codebook(args.old), read_codebook(args.new)
    found = changes(old, new)
    effect = None
    try:
        corpus = _read(args.corpus)
        if corpus is not None:
            once, again = (
                Reading(codebook=book, coded=code(corpus, book, told=_told(f"passages are {how}")))
                for book, how in ((old, "coded by the old"), (new, "coded by the new"))
            )
            effect = effects(corpus, once, again)
    finally:
        done()
    if args.json:
        _print(compared_object((old, new), found, corpus, effect))
        return EXIT_HOLDS
    for line in text.compared((old, new), found):
        print(line)
    if corpus is not None and effect is not None:
        for line in text.effects(corpus, effect, max(args.examples, 0)):
            print(line)
    return EXIT_HOLDS


# ---------------------------------------------------------------- merge


def _merge(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.merging import merge  # noqa: PLC0415 - a quick --help
    from dipoli.cli import codebook_text as text  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codebook_file import read_codebook_paper  # noqa: PLC0415 - the same
    from dipoli.codec.codebook_json import merged_object  # noqa: PLC0415 - a quick --help

    papers = tuple(read_codebook_paper(one) for one in (args.base, args.mine, args.yours))
    base, mine, yours = (one.codebook for one in papers)
    settled = _settled(args, merge(base, mine, yours))
    found = merge(base, mine, yours, settled)
    if found.codebook is None or found.faults:
        if args.json:
            _print(merged_object(papers, found, None))
            return 3
        raise RefusedError("\n".join(text.not_merged(papers, found)))
    _write(args.out, found)
    if args.json:
        _print(merged_object(papers, found, str(args.out)))
    else:
        for line in text.merged(found.codebook, args.out):
            print(line)
    return EXIT_HOLDS


def _settled(args: argparse.Namespace, found: Merge) -> Mapping[str, Side]:
    """Conflicts by name to the side that is taken."""
    from dipoli.analysis.discourse.merging import Side, named  # noqa: PLC0415 - a quick --help

    settled: dict[str, Side] = {}
    given = {Side.MINE: args.take_mine, Side.YOURS: args.take_yours}
    for side, places in given.items():
        for place in places:
            if settled.get(place, side) is not side:
                message = f"{place} is to be taken from both sides. Name it once."
                raise RefusedError(message)
            settled[place] = side
    rest = settled.pop(ALL, None)
    if rest is not None:
        for one in found.conflicts:
            settled.setdefault(named(one.place), rest)
    return settled


def _write(path: Path, found: Merge) -> None:
    """Write the merged codebook, after it was read back, into a file that is not there yet."""
    from dipoli.codec.codebook_file import codebook_of, codebook_text  # noqa: PLC0415

    assert found.codebook is not None  # noqa: S101 - asked before
    content = codebook_text(found.codebook).encode("utf-8")
    codebook_of(content, str(path))
    part = path.with_name(f".{path.name}.part")
    try:
        with path.open("xb"):
            pass
    except FileExistsError:
        message = f"{path} is there already. Name a new file; nothing was written."
        raise RefusedError(message) from None
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise


def _print(answer: Mapping[str, Any]) -> None:
    shown = json.dumps(answer, ensure_ascii=False, indent=2)
    # the name of a file need not be text; as an escape it is still JSON
    print(shown.encode("utf-8", errors="backslashreplace").decode("utf-8"))


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
