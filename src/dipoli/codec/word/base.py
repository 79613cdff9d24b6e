"""What a Word file was made from: carried in a part of its own, and shortly in its properties.

The part has every slot with its pieces, every line beside them, and the amendments that were shown
as changes. It has nothing that the paper does not show: no bracketed words in a clean paper, no
holder in one that names none. The whole wording of a clause stands in it as a hash alone, SHA-256
of its UTF-8, and is held against the record before anything is taken from the file.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, NoReturn
from xml.sax.saxutils import escape

from attrs import frozen

from dipoli.codec.attached import Node, refuse
from dipoli.codec.word.paper import Paper, Part, Piece, Slot, Tracked
from dipoli.forum.text_views import View
from dipoli.told import tell

SPACE = "urn:dipoli:word:1"
FORM = 1
PROPERTIES = ("dipoli-text", "dipoli-version", "dipoli-digest")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ITEM = "{6D1B0E8C-3C33-4C57-9E3A-0D1F0B1A2C01}"
ITEM_PROPERTIES = (
    f'{_HEAD}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="http://schemas.openxmlformats.org/'
    f'officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)
_NONE = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@frozen(kw_only=True)
class Base:
    """What a Word file says that it was made from.

    Args:
        origin: of the record.
        text: short name of the text.
        version: of its words.
        view: in which it was laid on paper.
        digest: of the text as it stood.
        slots: from front to back.
        lines: what stood in paragraphs that hold no wording.
    """

    origin: str
    text: str
    version: int
    view: View
    digest: bytes
    slots: tuple[Slot, ...]
    lines: tuple[str, ...]


def base_of(paper: Paper) -> Base:
    """What a Word file of this paper was made from."""
    return Base(
        origin=paper.origin,
        text=paper.text,
        version=paper.version,
        view=paper.view,
        digest=paper.digest,
        slots=paper.slots,
        lines=paper.lines,
    )


# ---------------------------------------------------------------- writing


def write_base(paper: Paper) -> str:
    """The part of XML, with its content as JSON in base64, so that no editor touches its spaces."""
    content: dict[str, Any] = {
        "form": FORM,
        "origin": paper.origin,
        "text": paper.text,
        "version": paper.version,
        "view": paper.view.value,
        "digest": paper.digest.hex(),
        "slots": [_slot(one) for one in paper.slots],
        "lines": list(paper.lines),
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    told = base64.b64encode(written).decode()
    return f'{_HEAD}<export xmlns="{SPACE}">{told}</export>'


def _slot(one: Slot) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "option": one.option,
        "main": one.main,
        "hash": one.hash,
        "pieces": [[p.part.value, p.words, p.at, p.bracket] for p in one.pieces],
        "tracked": [[t.amendment, t.author, t.time, t.start, t.end, t.words] for t in one.tracked],
    }


def write_properties(paper: Paper) -> str:
    """The file's properties: text, version and digest, for who looks at them in an editor."""
    values = (paper.text, str(paper.version), paper.digest.hex())
    rows = "".join(
        f'<property fmtid="{_NONE}" pid="{n}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr>'
        "</property>"
        for n, (name, value) in enumerate(zip(PROPERTIES, values, strict=True), 2)
    )
    space = "http://schemas.openxmlformats.org/officeDocument/2006/"
    return (
        f'{_HEAD}<Properties xmlns="{space}custom-properties" xmlns:vt="{space}docPropsVTypes">'
        f"{rows}</Properties>"
    )


# ---------------------------------------------------------------- reading


def read_base(roots: Mapping[str, Node]) -> Base | None:
    """What the file was made from; None where no part says so.

    Args:
        roots: the parts under ``customXml/``, by name.

    Raises:
        RefusedError: a part says so, and not in this form.
    """
    found = [root for root in roots.values() if root.name == f"{SPACE} export"]
    if not found:
        return None
    if len(found) > 1:
        _broken()
    try:
        held = json.loads(base64.b64decode("".join(found[0].text.split()), validate=True))
        if held["form"] != FORM:
            _broken()
        base = Base(
            origin=_string(held["origin"]),
            text=_string(held["text"]),
            version=_whole(held["version"]),
            view=View(held["view"]),
            digest=bytes.fromhex(held["digest"]),
            slots=tuple(_read_slot(one) for one in held["slots"]),
            lines=tuple(_string(one) for one in held["lines"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        _broken()
    return base


def properties_of(roots: Mapping[str, Node]) -> tuple[str | None, str | None]:
    """Text and version as the file's properties name them; None where they do not."""
    root = roots.get("docProps/custom.xml")
    held = (
        {}
        if root is None
        else {
            one.attributes.get("name", ""): "".join(child.text for child in one.children)
            for one in root.children
        }
    )
    return held.get(PROPERTIES[0]), held.get(PROPERTIES[1])


def _read_slot(one: Any) -> Slot:  # noqa: ANN401 - what a file has
    return Slot(
        clause=_string(one["clause"]),
        option=_whole(one["option"]),
        main=bool(one["main"]),
        hash=_string(one["hash"]),
        pieces=tuple(
            Piece(part=Part(part), words=_string(words), at=_whole(at),
                  bracket=None if bracket is None else _whole(bracket))
            for part, words, at, bracket in one["pieces"]
        ),
        tracked=tuple(
            Tracked(amendment=_string(name), author=_string(author),
                    time=None if time is None else _string(time), start=_whole(start),
                    end=_whole(end), words=_string(words))
            for name, author, time, start, end, words in one["tracked"]
        ),
    )  # fmt: skip


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _broken() -> NoReturn:
    refuse(
        tell("What the file says of the text from which it was made is damaged."),
        tell("Save the text anew as a Word file, and put the changes in that."),
    )
