"""``dipoli corpus``: texts put into a folder with what is known of them, looked through, listed."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dipoli.cli import corpus_words as words
from dipoli.faults import Finding, MalformedError

if TYPE_CHECKING:
    from dipoli.analysis.discourse.texts import Document
    from dipoli.codec.corpus.adding import Added, Wanted
    from dipoli.codec.corpus.checking import Checked, Nobodys

WIDTH = 100
MANY = 12
"""Lines of one kind that are printed; all are in the JSON."""
_SAID = ("title", "date", "language", "genre", "source", "licence", "venue", "role",
         "translation", "speakers")  # fmt: skip
_OFTEN = 0.2


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser("corpus", help=words.HELP, description=words.DESCRIPTION)
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    _add(actions.add_parser("add", help=words.ADD_HELP, description=words.ADD))
    check = actions.add_parser("check", help=words.CHECK_HELP, description=words.CHECK)
    check.set_defaults(run=_run_check)
    listed = actions.add_parser("list", help=words.LIST_HELP, description=words.LIST)
    listed.set_defaults(run=_run_list)
    for action in (check, listed):
        action.add_argument("folder", type=Path, metavar="FOLDER", help=words.FOLDER)
        action.add_argument("--json", action="store_true", help="print one JSON object")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=words.NEW_FOLDER)
    parser.add_argument("files", type=Path, metavar="FILE", nargs="*", help=words.FILES)
    parser.add_argument(
        "--actor", action="append", default=[], metavar="CODE", help=words.OPTIONS["actor"]
    )
    for option in ("date", "genre", *(one for one in _SAID if one not in ("date", "genre"))):
        shown = words.SHOWN.get(option, "WORDS")
        parser.add_argument(f"--{option}", metavar=shown, help=words.OPTIONS[option])
    parser.add_argument("--encoding", default="", metavar="NAME", help=words.OPTIONS["encoding"])
    parser.add_argument("--manifest", type=Path, metavar="ROWS", help=words.OPTIONS["manifest"])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_run_add)


# ---------------------------------------------------------------- add


def _run_add(args: argparse.Namespace) -> int:
    from dipoli.codec.corpus.adding import add_texts  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus.folder import Read, documents_of  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus_json import added_json  # noqa: PLC0415 - a quick --help

    with _progress("reading") as tell:
        added = add_texts(args.folder, _wanted(args), time.monotonic, tell)
    documents = documents_of([Read(row=one.row, text=one.text) for one in added])
    if args.json:
        print(json.dumps(added_json(args.folder, added, documents), ensure_ascii=False))
        return 0
    for line in _added_lines(args.folder, added, documents):
        print(line)
    return 0


def _wanted(args: argparse.Namespace) -> tuple[Wanted, ...]:
    """The files that are asked for.

    Raises:
        MalformedError: the words of the command do not say which, or what they are.
    """
    from dipoli.codec.corpus.adding import Wanted, wanted_of  # noqa: PLC0415 - a quick --help

    said = {option: getattr(args, option) for option in _SAID}
    if args.manifest is not None:
        more = [f"--{option}" for option, value in said.items() if value is not None]
        more += ["FILE"] * bool(args.files) + ["--actor"] * bool(args.actor)
        if more or args.encoding:
            _refuse("--manifest alone", ", ".join(more) or "--encoding", words.IN_TABLE)
        return wanted_of(args.manifest)
    if not args.files:
        _refuse("a FILE, or --manifest", "neither", "name the files that are to be added")
    missing = [f"--{one}" for one in ("date", "genre") if said[one] is None]
    missing += [] if args.actor else ["--actor"]
    if missing:
        _refuse(", ".join(missing), "nothing", words.MISSING)
    if len(args.files) > 1 and said["title"] is not None:
        _refuse("one FILE for one --title", f"{len(args.files)} files", words.IN_TABLE)
    cells = {"actors": ";".join(args.actor), **{one: said[one] or "" for one in _SAID}}
    return tuple(
        Wanted(
            path=path,
            said={**cells, "title": cells["title"] or path.stem},
            encoding=args.encoding,
            paper=str(path),
        )
        for path in args.files
    )


def _refuse(expected: str, found: str, mend: str) -> NoReturn:
    command = "dipoli corpus add"
    raise MalformedError([Finding(file=command, expected=expected, found=found, mend=mend)])


def _added_lines(
    folder: Path, added: Sequence[Added], documents: Sequence[Document]
) -> Iterator[str]:
    from dipoli.analysis.discourse.segment import cut  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.standing import standing  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus.checking import nobodys  # noqa: PLC0415 - a quick --help

    yield from _wrapped(standing(actor for one in added for actor in one.row.actors), "")
    yield words.added(len(added), str(folder))
    for one, document in zip(added, documents, strict=True):
        row = one.row
        yield f"{row.file}"
        yield f"  {row.date or words.NO_DATE}, {' and '.join(row.actors)}, {row.genre}: {row.title}"
        size = words.size(one.format, row.chars, len(cut(document)))
        yield f"  {size}; {words.language(row.language, one.found)}"
        for sentence in one.told:
            yield from _wrapped(sentence)
        for nobody in nobodys(document):
            yield from _wrapped(words.nobodys(nobody.characters, nobody.of))
            yield from _speakers(nobody)
            if nobody.characters > _OFTEN * nobody.of:
                yield from _wrapped(words.NAME_THEM)


def _speakers(nobody: Nobodys) -> Iterator[str]:
    shown = nobody.speakers[:MANY]
    named = [f"{speaker or words.OUTSIDE} ({count:,})" for speaker, count in shown]
    more = len(nobody.speakers) - len(shown)
    yield from _wrapped("; ".join(named) + (words.more(more) if more else ""), "    ")


def _wrapped(sentence: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(sentence, WIDTH, initial_indent=indent, subsequent_indent=indent)


# ---------------------------------------------------------------- check and list


def _run_check(args: argparse.Namespace) -> int:
    from dipoli.codec.corpus.checking import check_corpus  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus_json import check_json  # noqa: PLC0415 - a quick --help

    with _progress("reading") as tell:
        checked = check_corpus(args.folder, progress=lambda done, count: tell(done, count, ""))
    if args.json:
        print(json.dumps(check_json(args.folder, checked), ensure_ascii=False))
        return 0
    for line in _checked_lines(checked):
        print(line)
    return 0


def _checked_lines(checked: Checked) -> Iterator[str]:
    from dipoli.analysis.discourse.standing import standing_of  # noqa: PLC0415 - a quick --help

    corpus = checked.corpus
    yield from _wrapped(standing_of(corpus), "")
    yield words.HOLDS
    characters = sum(len(one.text) for one in corpus.documents.values())
    repeats = sum(one.repeats for one in corpus.passages)
    yield words.counts(len(corpus.documents), characters, len(corpus.passages), repeats)
    yield f"digest {corpus.digest}"
    yield from _part(words.SAME, [" = ".join(files) for files in checked.same])
    pairs = [f"{one.share:.0%}: {one.first} and {one.second}" for one in checked.alike]
    yield from _part(words.ALIKE, pairs)
    formulas = [f"{count} texts: {said[:70]}" for said, count in checked.boilerplate]
    yield from _part(words.BOILERPLATE, formulas)
    nobody = [f"{one.file}: {one.characters:,} of {one.of:,}" for one in checked.nobodys]
    yield from _part(words.NOBODYS, nobody)
    languages = [f"{file}: said {said}, found {found}" for file, said, found in checked.languages]
    yield from _part(words.LANGUAGES, languages)
    yield from _part(words.ODD, [f"{file}: {told}" for file, told in checked.odd])
    yield from _part(words.UNLISTED, list(checked.unlisted))


def _part(heading: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield heading
    for line in lines[:MANY]:
        yield f"  {line}"
    if len(lines) > MANY:
        yield f"  {words.and_more(len(lines) - MANY)}"


def _run_list(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.standing import standing  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus.folder import read_rows  # noqa: PLC0415 - a quick --help
    from dipoli.codec.corpus_json import list_json  # noqa: PLC0415 - a quick --help

    rows = read_rows(args.folder)
    if args.json:
        print(json.dumps(list_json(args.folder, rows), ensure_ascii=False))
        return 0
    for line in _wrapped(standing(actor for row in rows for actor in row.actors), ""):
        print(line)
    print(words.listed(len(rows)))
    for row in rows:
        known = (row.date or words.NO_DATE, " and ".join(row.actors), row.language, row.genre)
        print(f"{row.file}: {', '.join(known)}, {row.chars:,} characters: {row.title}")
    return 0


# ---------------------------------------------------------------- progress


class _progress:  # noqa: N801 - read as a word of the command
    """How far a reading is, on a terminal only, in one line that is wiped at the end."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int, str], None]:
        return self._tell

    def _tell(self, done: int, count: int, name: str) -> None:
        if self.shown and count > 1:
            line = f"{self.what} {done} of {count} {name}"[: WIDTH - 1]
            print(f"\r{line:<{WIDTH - 1}}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_raised: object) -> None:
        if self.shown:
            print(f"\r{'':<{WIDTH - 1}}\r", end="", file=sys.stderr, flush=True)
