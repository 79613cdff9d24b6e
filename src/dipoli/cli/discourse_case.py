"""`dipoli discourse term|file`: uses of a disputed term of a case, a passage as its source."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from dipoli.cli.discourse_desk import (
    corpus_argument,
    named,
    read_texts,
    refuse,
    tell,
    told_arguments,
    width,
)
from dipoli.cli.discourse_read import passage_at, place_arguments

FILED_SCHEMA = "dipoli.discourse.filed/1"
_POSITION = re.compile(r"([A-Z-]+)\.([a-z0-9-]+)")


def add_case(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    term = actions.add_parser(
        "term",
        help="each actor's own uses of a disputed term, by date",
        description="Lists where each actor itself uses a disputed term of a case, by date, in the "
        "wordings that the case gives it and those that are added. What an actor means by it is "
        "not read.",
    )
    term.add_argument("case", type=Path, metavar="CASE", help="folder of the case")
    term.add_argument("term", metavar="ID", help="id of the term")
    corpus_argument(term)
    term.add_argument(
        "--wording",
        action="append",
        default=[],
        metavar="WORDS",
        help="search these words, too, in any language; repeatable",
    )
    told_arguments(term)
    term.set_defaults(run=_term, command="term")

    file = actions.add_parser(
        "file",
        help="file a passage in a case, beside a position or a term",
        description="Adds the passage at a place to the sources of a case, with the name and the "
        "hash of its document and the span and the hash of its words, beside a position or a "
        "disputed term. The case is written into a new folder; the old one stays as it is.",
    )
    corpus_argument(file)
    place_arguments(file)
    file.add_argument("--case", type=Path, required=True, metavar="CASE", help="folder of the case")
    beside = file.add_mutually_exclusive_group(required=True)
    beside.add_argument(
        "--position", metavar="PARTY.ISSUE", help="beside what the party's position says of it"
    )
    beside.add_argument("--term", metavar="ID", help="beside a disputed term")
    file.add_argument(
        "--positions", metavar="SET", help="set of positions; the first of the case if not given"
    )
    file.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="a new folder for the case"
    )
    file.add_argument("--json", action="store_true", help="one JSON object on standard output")
    file.set_defaults(run=_file, command="file")


def _term(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.uses import (  # noqa: PLC0415 - a quick --help
        NOT_SHOWN,
        languages_of,
        uses,
    )
    from dipoli.cli.discourse_text import Page, term_text  # noqa: PLC0415 - the same
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import text_receipt  # noqa: PLC0415 - the same

    case = read_case(args.case)
    terms = {one.id: one for one in case.terms}
    named([args.term], list(terms), "term of the case")
    term = terms[args.term]
    for wording in args.wording:
        if not languages_of(wording):
            mend = "write it in the letters of one language that can be read here"
            refuse("a wording in letters of one language", repr(wording), mend)
    # what the case gives in letters of no language that is read here cannot be searched
    given = [one for one in (term.term, *term.native.split(" / ")) if languages_of(one)]
    corpus = read_texts(args.corpus)
    wordings = (*given, *args.wording)
    receipt = text_receipt(
        corpus,
        "Every actor's own passages were searched for the wordings of the term.",
        {"case": case.id, "case sha256": case.digest, "term": term.id},
        NOT_SHOWN,
    )
    # Actors in the order of the case; those that it does not know come after them.
    answer = uses(corpus, term.term, wordings, case.members, receipt)
    page = Page(corpus=corpus, width=width())
    return tell(args, corpus, answer, receipt, lambda: term_text(page, answer), case)


def _file(args: argparse.Namespace) -> int:
    from dipoli.cli.discourse_words import say  # noqa: PLC0415 - a quick --help
    from dipoli.codec.case_filing import (  # noqa: PLC0415 - the same
        Excerpt,
        beside_position,
        beside_term,
    )

    match = None if args.position is None else _POSITION.fullmatch(args.position)
    if args.position is not None and match is None:
        mend = "write the code of the party, a dot and the id of the issue"
        refuse("a position such as XAL.w-dam", args.position, mend)
    if args.positions is not None and match is None:
        mend = "leave --positions out, or name a position"
        refuse("a set of positions beside a position only", args.positions, mend)
    corpus = read_texts(args.corpus)
    passage, _held = passage_at(corpus, args.file, args.start)
    excerpt = Excerpt(document=corpus.documents[passage.file], passage=passage)
    if match is None:
        filed = beside_term(args.case, excerpt, term=args.term, out=args.out)
    else:
        filed = beside_position(
            args.case,
            excerpt,
            party=match[1],
            issue=match[2],
            positions=args.positions,
            out=args.out,
        )
    if args.json:
        told = {
            "schema": FILED_SCHEMA,
            "case": {"id": filed.case.id, "sha256": filed.case.digest, "mark": filed.case.mark},
            "corpus": corpus.digest,
            "source": filed.source.id,
            "beside": filed.beside,
            "passage": {
                "file": passage.file,
                "start": passage.start,
                "end": passage.end,
                "sha256": passage.sha256,
            },
            "papers": list(filed.papers),
            "folder": str(filed.folder),
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(filed.case.title)
    print(filed.case.mark)
    print(say("filed", source=filed.source.id, beside=filed.beside))
    print(say("rewritten", papers=", ".join(filed.papers)))
    print(filed.folder)
    return 0
