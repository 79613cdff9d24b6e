# noqa: INP001 - a script, not a package
"""Write the references of the site for programs and of who may read what, from the table of routes.

Run it from the top folder: ``PYTHONPATH=src python -m tools.write_site_pages``. The same table
always gives the same pages; a test compares them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.web.route import Action, Input, Route

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"


def papers() -> dict[Path, str]:
    """Every paper that this script writes, with its text."""
    from dipoli.web.routes import ACTIONS, ROUTES  # noqa: PLC0415 - after Django's settings

    return {
        REFERENCE / "site-api.md": "\n".join(_api(ROUTES, ACTIONS)),
        REFERENCE / "site-access.md": "\n".join(_access(ROUTES, ACTIONS)),
    }


def _api(routes: Iterable[Route], actions: Iterable[Action]) -> Iterator[str]:
    from dipoli.web.openapi import FAULTS, address  # noqa: PLC0415 - after Django's settings
    from dipoli.web.register_forms import ELSEWHERE  # noqa: PLC0415 - the same

    yield _API
    yield "## What can be read\n"
    yield "| address | tells | behind the question mark |"
    yield "|---|---|---|"
    for one in routes:
        places = [f"`{address(one.twin_path)}`"]
        if one.media and not one.is_own_twin:
            places.append(f"`{address(one.path)}`, the document")
        if one.events:
            names = ", ".join(f"`{event.name}`" for event in one.events)
            places.append(f"`{address(one.path)}`, a stream of events ({names})")
        yield f"| {'<br>'.join(places)} | {one.about} | {'<br>'.join(_asks(one))} |"
    yield "\n## What can be done\n"
    yield "| address | does | is sent |"
    yield "|---|---|---|"
    for act in actions:
        sent = "<br>".join(_inputs(act.inputs)) or "nothing"
        yield f"| `POST {address(f'{act.path}.json')}` | {act.about} | {sent} |"
    yield "\n## Acts that have no form\n"
    yield _ELSEWHERE
    yield "| act | why, and where it is done |"
    yield "|---|---|"
    for name, why in ELSEWHERE.items():
        yield f"| `{name}` | {why} |"
    yield "\n## When there is no other answer\n"
    yield "| status | means |"
    yield "|---|---|"
    for status, told in FAULTS.items():
        yield f"| {status} | {told} |"
    yield ""


_API = """# The site for programs

*This page is made from the table of routes by `tools/write_site_pages.py`.*

Whatever a page of the site says, it says to a program too: in JSON, at the same address with
`.json` behind it, under the same rule of access. Each answer names its form under `schema`. A site
describes itself in the words of OpenAPI 3.1 at `/api/openapi.json`, with a schema for each answer;
the same for people stands at `/api`. Who may ask for what: [site-access.md](site-access.md).

Who asks is known by a session, as in a browser. What changes something needs the header
`X-CSRFToken` besides, with the value of the cookie `dipoli-form`, which any page with a form gives;
it takes one object of JSON, each field a text, or a list of texts where it says *several*. What is
not described is refused, and nothing is done.
"""


_ELSEWHERE = """Every other act of the forum and of the register has a form in its circle, at
`do/{act}`, for who may come to do it as things stand.
"""


def _asks(one: Route) -> Iterator[str]:
    yield from _inputs(one.asks)
    if one.prefix:
        yield f"`{one.prefix}…`: A field of the form, by its name. *(may be left out, several)*"


def _inputs(held: Iterable[Input]) -> Iterator[str]:
    for one in held:
        notes = [*([] if one.needed else ["may be left out"]), *(["several"] if one.many else [])]
        yield f"`{one.name}`: {one.meaning}" + (f" *({', '.join(notes)})*" if notes else "")


def _access(routes: Iterable[Route], actions: Iterable[Action]) -> Iterator[str]:
    from dipoli.web.openapi import address  # noqa: PLC0415 - after Django's settings
    from dipoli.web.policy import Rule  # noqa: PLC0415 - after Django's settings

    yield _ACCESS
    for rule in Rule:
        read = [one for one in routes if one.rule is rule]
        done = [one for one in actions if one.rule is rule]
        if read or done:
            yield f"## {rule.name.capitalize()}\n"
            yield f"{rule.value}\n"
            yield "| | address | |"
            yield "|---|---|---|"
            for one in read:
                yield f"| read | `{address(one.path)}` | {one.about} |"
            for act in done:
                yield f"| do | `{address(act.path)}` | {act.about} |"
            yield ""


_ACCESS = """# Who may ask for what

*This page is made from the table of routes by `tools/write_site_pages.py`.*

Each address of the site has one rule; there is no address without one. What is another's answers,
byte for byte and header for header, like what does not exist. A page and its twin, behind `.json`,
have the same rule. An address that is read answers *GET* and *HEAD*, one that does something
*POST*; any other way of asking is refused before anybody looks who asks.

What this means for each role, each circle and each state is held by a matrix of cases, every one
against a second statement of the rules that does not ask the program: `tests/web/matrix.py`.
"""


def main() -> None:
    """Write the pages."""
    import django  # noqa: PLC0415 - after its surroundings are set

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "secret.key").write_text("for a page alone", encoding="ascii")
        os.environ |= {
            "DIPOLI_SITE": folder,
            "DIPOLI_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "dipoli.web.settings",
        }
        django.setup()
        made = papers()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(made)} papers written", file=sys.stderr)  # noqa: T201 - a script tells


if __name__ == "__main__":
    main()
