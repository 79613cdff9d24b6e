"""Programs on a site that tests run in a process of their own: Django takes its folder but once."""

from __future__ import annotations

import hashlib
import io
import os
import re
import warnings
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen
from django.conf import settings
from django.test import Client

from dipoli.web.keep import __main__ as keep
from dipoli.web.keep import archive as archive  # noqa: PLC0414 - loaded once, for every process
from dipoli.web.keep.ready import ready
from dipoli.web.notices import __main__ as notices
from dipoli.web.site import site_at


@frozen(kw_only=True)
class Done:
    """What came of it."""

    code: int
    told: str
    faults: str


def do(name: str, words: tuple[str, ...], surroundings: dict[str, str]) -> Done:
    """Run one of the programs below."""
    warnings.simplefilter("ignore")
    os.environ.pop("DIPOLI_DATABASE", None)
    os.environ |= surroundings
    told, faults = io.StringIO(), io.StringIO()
    with redirect_stdout(told), redirect_stderr(faults):
        code = PROGRAMS[name](words)
    return Done(code=code, told=told.getvalue(), faults=faults.getvalue())


def ask(words: tuple[str, ...]) -> int:
    """Open a site as it lies in a folder and ask it for pages, with a session on its desk."""
    ready(Path(words[0]))
    client = Client(headers={"host": "127.0.0.1"})
    for page in words[1:]:
        answer = client.get(page)
        session = client.session
        session["seen"] = page
        session.save()
        print(answer.status_code, len(answer.content) > 1000, page)  # noqa: T201 - for who asked
    return 0


_SKIPPED = ("/static/", "/library", "/cases", "/things/")


def walk(words: tuple[str, ...]) -> int:
    """Open a site and print every page of it that a visitor comes to, with the hash of its twin."""
    ready(Path(words[0]))
    site_at(settings.SITE_FOLDER).clock = lambda: datetime(2026, 11, 22, tzinfo=UTC)
    client = Client(headers={"host": "127.0.0.1"})
    seen, left = set[str](), ["/"]
    while left:
        page = left.pop(0).partition("#")[0].partition("?")[0]
        if page in seen or any(part in page for part in _SKIPPED):
            continue
        seen.add(page)
        answer = client.get(page)
        if page.endswith((".json", ".txt")):
            told = hashlib.sha256(answer.content).hexdigest()
            print(answer.status_code, told, page)  # noqa: T201 - for who asked
        if answer.headers["content-type"].startswith("text/html"):  # files lead nowhere
            left += re.findall(r'href="(/[^"]*)"', answer.content.decode())
    return 0


PROGRAMS = {"keep": keep.main, "notices": notices.main, "ask": ask, "walk": walk}
