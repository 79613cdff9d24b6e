# noqa: INP001 - a script, not a package
"""Draw the schemas of twins from walks over the stage of the tests, or widen those that are kept.

Run it from the top folder: ``PYTHONPATH=src python -m tools.write_twin_schemas``. It never narrows
a schema, so what was bettered by hand stays; what it tells to be unknown wants a hand. Tests hold
every twin against the schemas; of each route named behind the command, the schema is drawn anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from schemathesis.core.failures import FailureGroup
from tests.web.house import house, newly
from tests.web.moments import acts, before
from tests.web.stage import latecomer, visitor
from tests.web.trial import ask, at_site, operations, write_of
from tests.web.walks import LATER, SEATED, Seen, at, shown, walk
from tools.twin_schema import Json, unknown, widened

from dipoli.web.openapi import DIALECT, FOLDER, parts
from dipoli.web.routes import ROUTES

EACH = 130
EXAMPLES = 8
ELSEWHERE = (
    "nobody, where there are accounts",
    "a head of delegation, its officer",
    "an officer of the secretariat",
    "an administrator",
    "a delegation on its own node",
)
MOMENTS = (1, 2, 5, 10, 20, 40, 80, 120, 160, 200, 260, 340, 420, 500, 580, 660, 740, 820, 900)


def seen() -> Iterator[Seen]:
    """Twins of every reader, of the whole record and of its beginnings, now and long after.

    On sites with accounts and on a node they come before and after everything was done there.
    """
    for code in ("", *SEATED):
        yield from walk(visitor(code), EACH)
    yield from walk(latecomer(), EACH)
    with at(LATER):
        yield from walk(visitor("XTV"), EACH)
    for size in MOMENTS:
        if size < len(acts()):
            with shown(before(size)):
                for code in ("XTV", "SECRETARIAT"):
                    yield from walk(visitor(code), EACH)
    with house():
        for code in ("XTV", "XNU", "SECRETARIAT"):
            yield from walk(newly(code), EACH)
    for who in ELSEWHERE:
        with at_site(who) as reader:
            yield from walk(reader.visitor, EACH)
            for name in operations():
                if write_of(name, reader) is not None:
                    with suppress(FailureGroup):  # what is not described yet is done all the same
                        ask(name, reader, 0, EXAMPLES)
            yield from walk(reader.visitor, EACH)


def main(words: Sequence[str]) -> None:
    """Draw and widen, and tell what is unknown."""
    held: dict[str, Json] = {}
    for route in ROUTES:
        place = FOLDER / f"{route.name}.json"
        if route.name not in words and place.exists():
            held[route.name] = json.loads(place.read_text(encoding="utf-8"))
    own = {route.name: route for route in ROUTES}
    for one in seen():
        begun = held.get(one.route) or _begun(own[one.route].schema, one.twin)
        held[one.route] = widened(begun, one.twin, parts())
    for name, schema in held.items():
        schema.setdefault("description", own[name].about)
        text = json.dumps(_ordered(schema), ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
        for where in unknown(schema):
            print(f"{name}{where}: too little was seen", file=sys.stderr)  # noqa: T201 - a script tells
    for name in own.keys() - held.keys():
        print(f"{name}: nothing was seen", file=sys.stderr)  # noqa: T201 - a script tells


def _begun(schema: str, twin: dict[str, Any]) -> Json:
    drawn = widened(None, {**twin, "schema": schema}, parts())
    drawn["properties"]["schema"] = {"const": schema}
    return {"$schema": DIALECT, **drawn}


def _ordered(schema: Json) -> Json:
    first = [key for key in ("$schema", "description", "type") if key in schema]
    return {**{key: schema[key] for key in first}, **schema}


if __name__ == "__main__":
    main(sys.argv[1:])
