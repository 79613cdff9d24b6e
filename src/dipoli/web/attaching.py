"""Files attached to texts: taken in, kept by their hash, given out to whoever reads the circle.

A file stands beside the record, never in it: the record has its hash, by the act that files a
language version of a text. It is kept below the site's folder, in a place of its circle:

    FOLDER/files/<forum>/<circle>/<sha-256>.<ending>

Nobody is given a file before an act of the circle names its hash. What was sent and never named is
taken away after a week. A circle that is sealed against the host takes none here: the host would
read them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from dipoli.codec.attached import Checked, Kind, check
from dipoli.faults import RefusedError
from dipoli.forum.standing import Forum
from dipoli.record.canon import to_base64
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Input, Route, Sent

FILES = "files"

WEEK = 7 * 86_400
MOST_WAITING = 100
"""So many files of a circle may wait for the act that names them."""

_AS_TEXT = 34_000_000


def files(asked: Asked) -> Page:
    """Every language version of a text in this circle that has a file, and whether it is here."""
    forum = asked.forum
    place = _place(asked)
    return Page(
        title=tell("Files"),
        twin={
            "files": [
                {
                    "text": text,
                    "title": forum.texts[text].title,
                    "page": asked.thing(text),
                    "language": language,
                    "name": asked.speech.language_name(language),
                    "version": forum.texts[text].languages[language].of,
                    "state": in_words(forum.texts[text].languages[language].status),
                    "digest": digest.hex(),
                    "kind": None if found is None else _kind(found).name,
                    "size": None if found is None else found.stat().st_size,
                    "file": None if found is None else asked.page("file", digest=digest.hex()),
                }
                for text, language, digest in _named(forum)
                for found in [_found(place, digest)]
            ],
            "takes": _takes(asked),
            "texts": [
                {"text": one.id, "title": one.title, "version": one.version}
                for one in forum.texts.values()
            ],
            "languages": [
                {"language": code, "name": asked.speech.language_name(code)}
                for code in forum.charter.languages
            ],
        },
    )


def file(asked: Asked) -> Page:
    """One file, to be saved; its twin says what it is."""
    forum, digest = asked.forum, asked.words["digest"]
    for text, language, named in _named(forum):
        found = _found(_place(asked), named)
        if named.hex() == digest and found is not None:
            kind = _kind(found)
            data = found.read_bytes()
            if hashlib.sha256(data).hexdigest() != digest:
                break  # what lies there is not what the record names: it is not here
            name = f"{text}-{language}-{digest[:8]}.{kind.ending}"
            media = f"{kind.media}; charset=utf-8" if kind is Kind.TEXT else kind.media
            return Page(
                title=name,
                twin={"digest": digest, "media": kind.media, "size": len(data), "name": name},
                document=Document(data=data, media=media, name=name),
            )
    raise MissingError


def attach(asked: Asked, sent: Sent) -> Answered:
    """Look a file through and keep it until an act names its hash."""
    text, language = sent["text"][0], sent["language"][0]
    held = asked.forum.texts.get(text)
    if held is None or not _takes(asked) or language not in asked.forum.charter.languages:
        raise MissingError
    try:
        checked = check(base64.b64decode(sent["file"][0], validate=True))
        digest = _keep(_place(asked), checked, {one for _, _, one in _named(asked.forum)})
    except (RefusedError, binascii.Error) as fault:
        told = fault.args[0] if isinstance(fault, RefusedError) else tell("It is not base64.")
        page = Page(title=tell("The file was not taken"), twin={"told": told, "digest": None})
        return Answered(page=page, template="dipoli/attached.html", status=422)
    given = {"object": text, "f-language": language, "f-version": held.version}
    given |= {"f-digest": to_base64(digest)}
    twin: Twin = {
        "told": None,
        "text": text,
        "spoken": language,
        "digest": digest.hex(),
        "kind": checked.kind.name,
        "size": len(checked.data),
        "next": f"{asked.page('act', act='text.language')}?{urlencode(given)}",
    }
    page = Page(title=tell("The file was looked through and kept"), twin=twin)
    return Answered(page=page, template="dipoli/attached.html")


def _takes(asked: Asked) -> bool:
    """Whether the reader may send a file here: to a circle of this house that the host reads."""
    here = asked.room is not None and asked.room.door is not None and asked.acts
    return here and asked.read is not None and not asked.read.standing.is_sealed


def _named(forum: Forum) -> Iterator[tuple[str, str, bytes]]:
    """Text, language and hash of every version that the record names."""
    for one in forum.texts.values():
        for language in sorted(one.languages):
            yield one.id, language, one.languages[language].digest


def _place(asked: Asked) -> Path:
    assert asked.hall is not None  # noqa: S101 - a page of a circle
    assert asked.room is not None  # noqa: S101 - as above
    return Path(settings.SITE_FOLDER) / FILES / asked.hall.name / asked.room.name


def _found(place: Path, digest: bytes) -> Path | None:
    for kind in Kind:
        found = place / f"{digest.hex()}.{kind.ending}"
        if found.is_file():
            return found
    return None


def _kind(path: Path) -> Kind:
    return next(kind for kind in Kind if path.suffix == f".{kind.ending}")


def _keep(place: Path, checked: Checked, named: set[bytes]) -> bytes:
    """Keep a file under its hash; those that nobody named for a week go first.

    Raises:
        RefusedError: too many wait already.
    """
    digest = hashlib.sha256(checked.data).digest()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = [one for one in place.iterdir() if one.stem not in {it.hex() for it in named}]
    old = time.time() - WEEK  # by the clock of the disk, as the files' own times are
    for one in waiting:
        if one.stat().st_mtime < old:
            one.unlink(missing_ok=True)
    if sum(one.exists() for one in waiting) >= MOST_WAITING:
        told = tell(
            "So many files of this circle wait to be named in an act that no other is taken. Name "
            "them, or wait for a week."
        )
        raise RefusedError(told)
    target = place / f"{digest.hex()}.{checked.kind.ending}"
    fresh = target.with_suffix(".partial")
    fresh.touch(mode=0o600)
    fresh.write_bytes(checked.data)
    # Crash before this: a file that nobody named, which goes after a week.
    fresh.rename(target)
    return digest


ROUTES = (
    Route(
        name="files",
        path=f"{ROOM}/files",
        rule=Rule.CIRCLE,
        of_desk=True,
        answer=files,
        about="Files of the language versions of texts, with their hashes.",
        menu=tell("Files"),
        listed=lambda asked: bool(asked.forum.texts),
    ),
    Route(
        name="file",
        path=f"{ROOM}/files/<slug:digest>",
        rule=Rule.CIRCLE,
        of_desk=True,
        answer=file,
        about="One file, to be saved and never shown in its place.",
    ),
)

ACTIONS = (
    Action(
        name="attach",
        path=f"{ROOM}/attach",
        rule=Rule.ACTING,
        do=attach,
        about="Send a file of a language version of a text; larger ones as a form.",
        inputs=(
            Input(name="text", meaning="Short name of the text.", most=200),
            Input(name="language", meaning="Language of the version.", most=35),
            Input(
                name="file",
                meaning="The file: PDF, PNG, JPEG, plain text, ODT or DOCX; as JSON in base64.",
                most=_AS_TEXT,
                file=True,
            ),
        ),
    ),
)
