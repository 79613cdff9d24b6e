"""``dipoli report CASE``: one HTML file that can be read, printed and handed over."""

from __future__ import annotations

import argparse
import errno
import functools
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dipoli.cli.agree import add_question, answers
from dipoli.cli.patience import clock, done, progress, work
from dipoli.cli.robust import PROFILES, SEED, profiles, seed
from dipoli.faults import DipoliError

if TYPE_CHECKING:
    from dipoli.analysis.agreement import Question
    from dipoli.analysis.agreement.linkage import Linkage
    from dipoli.analysis.agreement.uncertain import Robust
    from dipoli.analysis.case import Case
    from dipoli.analysis.roadmap import Question as RoadmapQuestion
    from dipoli.analysis.roadmap import Roadmap
    from dipoli.report.frontier_section import Frontier
    from dipoli.report.roadmap_section import WhatIf

T = TypeVar("T")
SCHEMA = "dipoli.report/1"
DEFAULT_OUT = Path("out") / "report.html"
_DRAWN = 50.0
"""Seconds after which the search for a frontier begins nothing new."""
_SOLVED = 5.0
"""Seconds for one solve of it, at most."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "report",
        help="write the report of a case as one HTML file",
        description="Reads a case folder, finds common ground, and writes one self-contained HTML "
        "file: history first, then baskets, packages and values by issue. The file loads nothing "
        "from a network. What clashes and what each party gives are in it only when asked for, "
        "and then closed.",
    )
    add_question(parser)
    parser.add_argument(
        "--out",
        type=Path,
        default=DEFAULT_OUT,
        metavar="FILE",
        help=f"where to write it ({DEFAULT_OUT})",
    )
    parser.add_argument(
        "--no-explorer",
        action="store_true",
        help="leave the explorer out: a file in which nothing runs, unless --frontier is asked for",
    )
    parser.add_argument(
        "--frontier",
        action="store_true",
        help="draw the frontier for two parties that the reader chooses: the file then holds what "
        "whole packages are worth to each party; takes up to a minute",
    )
    parser.add_argument(
        "--robust",
        action="store_true",
        help="say how far the answers hold when judgements are uncertain, as `dipoli robust` does",
    )
    parser.add_argument(
        "--profiles", type=profiles, metavar="N", help=f"with --robust: how many ({PROFILES})"
    )
    parser.add_argument(
        "--seed", type=seed, metavar="S", help=f"with --robust: of the random numbers ({SEED})"
    )
    parser.add_argument(
        "--linkage",
        action="store_true",
        help="say what linking baskets adds and to whom, as `dipoli linkage` does",
    )
    parser.add_argument(
        "--no-roadmap",
        action="store_true",
        help="leave out the steps of the case in a safe order, as `dipoli roadmap` finds it",
    )
    parser.add_argument(
        "--pdf",
        type=Path,
        metavar="FILE",
        help="write it on sheets as well, without the explorer and the frontier; what was asked "
        "for by --clash and --gives stands open; needs dipoli[print]",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object about the file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer, draw, write; the file is there whole or not at all.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case or the question cannot be used, or the file cannot be written.
    """
    from dipoli.codec.agreement_json import agreement_object  # noqa: PLC0415 - a quick --help
    from dipoli.codec.framework_folder import read_frameworks  # noqa: PLC0415 - a quick --help
    from dipoli.codec.printing import laid_out  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import need_state_of_things  # noqa: PLC0415 - a quick --help
    from dipoli.codec.shipped import shipped  # noqa: PLC0415 - a quick --help
    from dipoli.report.page import write_report  # noqa: PLC0415 - a quick --help

    _see_that_robust_is_asked(args)
    frameworks = read_frameworks(shipped("frameworks")).charters
    target = _target(args.out)
    sheets = _sheets(args)
    case, found = answers(args, need_state_of_things if args.linkage else None)
    robust = _robust(case, found.question, args) if args.robust else None
    linkage = _linkage(case, found.question, args) if args.linkage else None
    frontier = _frontier(case, found.question, args.limit) if args.frontier else None
    roadmap, what_if = _roadmap(case, found.question, args)
    progress("drawing the page")
    explorer = not args.no_explorer
    draw = functools.partial(
        write_report, case, frameworks, found, gives=args.gives, robust=robust, linkage=linkage,
        roadmap=roadmap, what_if=what_if,
    )  # fmt: skip
    content = _drawn(lambda: draw(explorer=explorer, frontier=frontier)).encode()
    files = [(target, content)]
    if sheets is not None:
        progress("laying out the sheets")
        files.append((sheets, _drawn(lambda: laid_out(draw(paper=True), ()))))
    write_all(files, what="report", mend="name another file with --out or --pdf")
    path = args.out
    if args.json:
        told = {
            "schema": SCHEMA,
            "mark": case.mark,
            "path": str(path),
            "bytes": len(content),
            "digest": hashlib.sha256(content).hexdigest(),
            "clash": found.clash is not None,
            "gives": bool(args.gives),
            "explorer": explorer,
            "robustness": robust is not None,
            "linkage": linkage is not None,
            "frontier": frontier is not None,
            "roadmap": roadmap is not None,
            "pdf": None if sheets is None else _told(args.pdf, files[-1][1]),
            "receipt": agreement_object(case, found)["receipt"],
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(path)
    if sheets is not None:
        print(args.pdf)
    print(f"Open it in any browser: {path.resolve().as_uri()}", file=sys.stderr)
    print("It is on your disk. Anybody you give it to can read all of it.", file=sys.stderr)
    if args.frontier and frontier is None:
        print("No frontier is in it: no package of the zone was found.", file=sys.stderr)
    return 0


def _told(path: Path, content: bytes) -> dict[str, object]:
    """A file as the JSON object tells it."""
    digest = hashlib.sha256(content).hexdigest()
    return {"path": str(path), "bytes": len(content), "digest": digest}


def _sheets(args: argparse.Namespace) -> Path | None:
    """Where the sheets will stand, if any; asked before the long work.

    Raises:
        DipoliError: no PDF can be made here, or it cannot be written there.
    """
    if args.pdf is None:
        return None
    from dipoli.codec.printing import need_print  # noqa: PLC0415 - a quick --help

    need_print()
    sheets = _target(args.pdf)
    if sheets == _target(args.out):
        message = "--out and --pdf name the same file\n  to mend: name another with --pdf"
        raise DipoliError(message)
    return sheets


def _see_that_robust_is_asked(args: argparse.Namespace) -> None:
    """Refuse options that would do nothing.

    Raises:
        DipoliError: profiles or a seed are given, and nothing is to be drawn.
    """
    if not args.robust and (args.profiles is not None or args.seed is not None):
        message = (
            "--profiles and --seed say how judgements are drawn, and without --robust none are\n"
            "  to mend: add --robust, or leave them out"
        )
        raise DipoliError(message)


def _robust(case: Case, question: Question, args: argparse.Namespace) -> Robust:
    """How far the answers hold, with progress and a clean stop."""
    from dipoli.analysis.agreement import Means  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.uncertain import (  # noqa: PLC0415 - a quick --help
        Run,
        Sample,
        robust,
    )

    sample = Sample(
        profiles=PROFILES if args.profiles is None else args.profiles,
        seed=SEED if args.seed is None else args.seed,
    )
    run = Run(sample=sample, means=Means(limit=args.limit, clock=clock), progress=progress)
    try:
        return work(lambda: robust(case, question, run))
    finally:
        done()


def _linkage(case: Case, question: Question, args: argparse.Namespace) -> Linkage:
    """What links between baskets add, with progress and a clean stop."""
    from dipoli.analysis.agreement import Means  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.linkage import linkage  # noqa: PLC0415 - a quick --help

    means = Means(limit=args.limit, clock=clock)
    try:
        return work(lambda: linkage(case, question, means, progress=progress))
    finally:
        done()


def _roadmap(
    case: Case, question: Question, args: argparse.Namespace
) -> tuple[Roadmap | None, tuple[WhatIf, ...]]:
    """A roadmap of the case's steps with three things changed, unless it has none to order."""
    if args.no_roadmap or not case.steps or not case.has_state_of_things(question.positions):
        return None, ()
    from dipoli.analysis.roadmap.effort import Effort, find_within  # noqa: PLC0415 - a quick --help
    from dipoli.codec.roadmap_question import ask_steps  # noqa: PLC0415 - the same
    from dipoli.report.names import names_of  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_what_if import what_ifs  # noqa: PLC0415 - the same

    away = [code for code in case.members if code not in question.seats]
    asked = ask_steps(case, positions=question.positions, away=away, still=question.still)
    whole = Effort(limit=args.limit, clock=clock)
    # a solver's word is told of the roadmap alone, not of what is changed beside it
    walks = Effort(limit=args.limit, clock=clock, work=0)

    def find(one: RoadmapQuestion) -> Roadmap:
        effort = whole if one is asked else walks
        return find_within(case, one, effort, progress=progress)

    try:
        return work(lambda: (find(asked), what_ifs(case, asked, names_of(case), find)))
    finally:
        done()


def _frontier(case: Case, question: Question, limit: float) -> Frontier | None:
    """The frontier of the question that the report answers, as far as a minute reaches."""
    from dipoli.analysis.agreement import Means  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.frontier.finder import frontier  # noqa: PLC0415 - the same
    from dipoli.report.frontier_section import drawn_from  # noqa: PLC0415 - a quick --help

    end = clock() + _DRAWN
    means = Means(limit=min(limit, _SOLVED), clock=clock, stop=lambda: clock() > end)
    try:
        found = work(lambda: frontier(case, question, means, listed=1, progress=progress))
    finally:
        done()
    return drawn_from(found)


def _target(path: Path) -> Path:
    """Where the report will stand, links followed; asked before the long work.

    Raises:
        DipoliError: something stands there that is not an ordinary file.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        kind = "a folder" if target.is_dir() else "not an ordinary file"
        message = (
            f"The report cannot be written to {path}: it is {kind}\n"
            f"  to mend: name a file with --out"
        )
        raise DipoliError(message)
    return target


def _drawn(draw: Callable[[], T]) -> T:
    try:
        return work(draw)
    finally:
        done()


def write_all(files: Sequence[tuple[Path, bytes]], *, what: str, mend: str) -> None:
    """Write files so that each is there whole, and none where one of them cannot be written.

    Args:
        files: where to write what; folders that are missing are made.
        what: what it is, for an error.
        mend: what to do where it cannot be written there.

    Raises:
        DipoliError: one cannot be written where it should be; nothing is left behind.
    """
    parts: list[tuple[Path, Path]] = []
    where = Path()
    try:
        for where, content in files:
            parts.append((_part(where, content), where))
        for part, where in parts:
            # If we stop here the old file stands, and the part is swept away below.
            part.replace(where)
    except OSError as error:
        message = (
            f"The {what} cannot be written to {where}: {error.strerror}\n"
            f"  to mend: {mend}, in a folder where you may write"
        )
        raise DipoliError(message) from None
    finally:
        for part, _path in parts:
            part.unlink(missing_ok=True)


def _part(path: Path, content: bytes) -> Path:
    """The content in a file beside the one that it is to become.

    Raises:
        OSError: it cannot be written there; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".report-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part
