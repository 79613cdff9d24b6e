"""What the commands on a corpus tell, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dipoli.analysis.discourse.segment import cut
from dipoli.analysis.discourse.standing import standing, standing_of
from dipoli.analysis.discourse.texts import Document
from dipoli.codec.corpus.adding import Added
from dipoli.codec.corpus.checking import Checked, Nobodys, nobodys
from dipoli.codec.corpus.manifest import Row

ADD = "dipoli.corpus-add/1"
CHECK = "dipoli.corpus-check/1"
LIST = "dipoli.corpus-list/1"


def added_json(
    folder: Path, added: Sequence[Added], documents: Sequence[Document]
) -> dict[str, object]:
    """Texts that were added; the documents are made of them, in the same order."""
    return {
        "schema": ADD,
        "mark": standing(actor for one in added for actor in one.row.actors),
        "folder": str(folder),
        "added": [
            {
                **_row(one.row),
                "read_from": one.name,
                "format": one.format,
                "language_found": one.found or None,
                "passages": len(cut(document)),
                "nobodys": next(map(_nobodys, nobodys(document)), None),
                "told": list(one.told),
            }
            for one, document in zip(added, documents, strict=True)
        ],
    }


def list_json(folder: Path, rows: Sequence[Row]) -> dict[str, object]:
    """The lines of a manifest."""
    return {
        "schema": LIST,
        "mark": standing(actor for row in rows for actor in row.actors),
        "folder": str(folder),
        "texts": [_row(row) for row in rows],
    }


def check_json(folder: Path, checked: Checked) -> dict[str, object]:
    """What a look through a corpus found."""
    passages = checked.corpus.passages
    return {
        "schema": CHECK,
        "mark": standing_of(checked.corpus),
        "folder": str(folder),
        "digest": checked.corpus.digest,
        "texts": len(checked.corpus.documents),
        "characters": sum(len(one.text) for one in checked.corpus.documents.values()),
        "passages": len(passages),
        "repeats": sum(one.repeats for one in passages),
        "passages_of_nobody": sum(one.actor is None and not one.joint for one in passages),
        "same": [list(files) for files in checked.same],
        "alike": [
            {"first": one.first, "second": one.second, "share": round(one.share, 4)}
            for one in checked.alike
        ],
        "boilerplate": [{"words": words, "texts": count} for words, count in checked.boilerplate],
        "nobodys": [_nobodys(one) for one in checked.nobodys],
        "odd": [{"file": file, "told": told} for file, told in checked.odd],
        "languages": [
            {"file": file, "said": said, "found": found} for file, said, found in checked.languages
        ],
        "unlisted": list(checked.unlisted),
    }


def _nobodys(one: Nobodys) -> dict[str, object]:
    return {
        "file": one.file,
        "characters": one.characters,
        "of": one.of,
        "speakers": [{"speaker": speaker, "characters": count} for speaker, count in one.speakers],
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "file": row.file,
        "title": row.title,
        "date": row.date or None,
        "actors": list(row.actors),
        "language": row.language,
        "genre": row.genre,
        "characters": row.chars,
        "sha256": row.sha256,
        "venue": row.venue,
        "role": row.role,
        "translation": row.translation.value,
        "speakers": row.speakers,
        "source": row.source,
        "licence": row.licence,
        "original": row.original or None,
    }
