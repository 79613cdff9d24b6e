"""Cases that come with Dipoli, studied once beside the site: the report, and an answer by basket.

A study takes some tens of seconds of computing. It is made by a program of its own, at the lowest
priority, so that no page waits for it, and kept in the folder of the site under the digest of all
that it rests on. What was kept is read again at the next start.

    python -m dipoli.web.study CASE FILE

**Carriers stay out.** A case says who can raise what with whom, and who could carry it. That is
for an analyst's eyes only. A case is stripped of all of it here, before anything is read from it
for a page and before anything is computed (`public`).
"""

from __future__ import annotations

import atexit
import base64
import functools
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from dipoli.analysis.case import Case
from dipoli.codec.case_folder import read_case
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.codec.yaml12 import read_yaml
from dipoli.told import of_json, to_json

FORM = "dipoli.site-study/2"
_LIMIT = 60.0
"""Seconds for one solve, as `dipoli report` has them."""

_PACKAGE = Path(__file__).resolve().parents[1]
_STYLED = re.compile(r' style="([^"]*)"')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_LOOSE = "default-src 'none'; style-src 'unsafe-inline'"


def names() -> tuple[str, ...]:
    """Names of the cases that come with Dipoli."""
    return tuple(sorted(one.parent.name for one in shipped("cases").glob("*/case.yaml")))


@functools.cache
def title(name: str) -> tuple[str, bool]:
    """The title of a case and whether it is an exercise, from its first paper alone."""
    path = shipped("cases") / name / "case.yaml"
    data: Any = read_yaml(path.read_bytes(), str(path)).data
    return str(data["title"]), bool(data.get("exercise", False))


def public(case: Case) -> Case:
    """A case without who can raise what with whom, and who could carry it between them."""
    return evolve(case, channels=(), channel_states={})


_reading = threading.Lock()
_cases: dict[str, Case] = {}


def case_of(name: str) -> Case:
    """A case that comes with Dipoli, as anybody may read it; read once in this program.

    Args:
        name: one of `names`.
    """
    with _reading:
        if name not in _cases:
            _cases[name] = public(read_case(shipped("cases") / name))
        return _cases[name]


# ---------------------------------------------------------------- what a study holds


@frozen(kw_only=True)
class Study:
    """What was computed of a case.

    Args:
        report: the whole report, as a document of its own.
        policy: the Content-Security-Policy that lets exactly its style be.
        baskets: of each basket the answer in words.
        together: of all baskets at once, by how the lines are held.
        receipt: how it was found.
    """

    report: str = field(repr=False)
    policy: str
    baskets: tuple[dict[str, str], ...]
    together: tuple[dict[str, str], ...]
    receipt: dict[str, str]


def make(case: Case, clock: Callable[[], float] | None = time.monotonic) -> Study:
    """Study a case; it takes a while.

    Args:
        case: what comes of it holds nothing of its channels.
        clock: where seconds come from; None when times are not told.
    """
    from dipoli.analysis.agreement import Means, agree  # noqa: PLC0415 - the site starts without
    from dipoli.codec.question import ask  # noqa: PLC0415 - the site starts without
    from dipoli.report.page import write_report  # noqa: PLC0415 - the site starts without
    from dipoli.report.verdicts import tell_basket, tell_zone  # noqa: PLC0415 - without too
    from dipoli.report.words import plain  # noqa: PLC0415 - the site starts without

    case = public(case)
    means = Means(limit=_LIMIT, clock=clock)
    found = agree(case, ask(case), means, clashes=False)
    page = write_report(case, read_frameworks(shipped("frameworks")).charters, found)
    report, policy = exact(page)
    titles = {basket.id: basket.title for basket in case.baskets}
    standing = found.zone.standing
    held = ("negotiable", "held", "cautious", "generous")
    return Study(
        report=report,
        policy=policy,
        baskets=tuple(
            {"basket": one.basket, **_told(tell_basket(one, titles))} for one in found.baskets
        ),
        together=tuple(
            {"how": plain(f"together_{name}"), **_told(tell_zone(getattr(standing, name)))}
            for name in held
        ),
        receipt={"method": found.receipt.method, "digest": case.digest},
    )


def _told(told: Any) -> dict[str, str]:  # noqa: ANN401 - `Told`, which is imported late
    return {
        "verdict": str(told.mark.word),
        "verdict_told": told.mark.word,
        "told": told.sentence,
        "proof": told.proof,
    }


def exact(page: str) -> tuple[str, str]:
    r"""A page without style in its tags, and the policy that lets its one sheet of style be.

    Each style of a tag becomes a rule of the sheet; the page looks as before.

    >>> exact('<style>p{}</style><p style="color:red">')[0]
    '<style>p{}\n:root:root [data-s="0"]{color:red}</style><p data-s="0">'
    """
    rules: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f' data-s="{rules.setdefault(html.unescape(found[1]), len(rules))}"'

    page = _STYLED.sub(number, page)
    lines = [f':root:root [data-s="{number}"]{{{rule}}}' for rule, number in rules.items()]
    sheets = _STYLE.findall(page)
    if len(sheets) != 1 or any("<" in line for line in lines):
        message = "a report has one sheet of style"
        raise ValueError(message)
    sheet = "\n".join([sheets[0], *lines])
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'"
    page = _STYLE.sub(lambda _found: f"<style>{sheet}</style>", page).replace(_LOOSE, allowed)
    return page, f"{allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


# ---------------------------------------------------------------- keeping studies


Making = subprocess.Popen[bytes]


def begin(name: str, place: Path) -> Making:
    """Begin to make a study, beside this program; it ends with it.

    Args:
        name: of the case, one of `names`.
        place: the file in which it will be kept.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    paths = [str(_PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    making = subprocess.Popen(  # noqa: S603 - our own program, and words that we chose
        [sys.executable, "-m", "dipoli.web.study", name, str(place)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    atexit.register(making.kill)
    return making


@define(eq=False)
class Studies:
    """The studies of one site: those that are kept, and those in the making.

    Args:
        folder: where they are kept.
        begin: begins to make one.
    """

    folder: Path
    begin: Callable[[str, Path], Making | None] = begin
    _lock: threading.Lock = field(init=False, factory=threading.Lock)
    _held: dict[Path, Study] = field(init=False, factory=dict)
    _begun: dict[Path, Making | None] = field(init=False, factory=dict)

    def of(self, name: str) -> Study | None:
        """The study of a case; None while it is in the making, which this begins.

        Args:
            name: one of `names`.
        """
        place = self._place(name)
        with self._lock:
            if place not in self._held and place.exists():
                self._held[place] = read(place)
            if place not in self._held and place not in self._begun:
                self._begun[place] = self.begin(name, place)
            return self._held.get(place)

    def failed(self, name: str) -> bool:
        """Whether the making of a study ended without one."""
        place = self._place(name)
        with self._lock:
            begun = self._begun.get(place)
            return begun is not None and begun.poll() is not None and not place.exists()

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}-{_key(case_of(name).digest)}.json"


_shown: dict[Path, Studies] = {}


def show(studies: Studies) -> None:
    """Take these for the studies of their folder, in place of those that begin by themselves."""
    _shown[studies.folder] = studies


def studies_in(folder: Path) -> Studies:
    """The studies that are kept in a folder."""
    return _shown.setdefault(folder, Studies(folder))


@functools.cache
def _key(digest: str) -> str:
    """What a study rests on: the case, the frameworks, and the program that computes and draws."""
    whole = hashlib.sha256(digest.encode())
    for path in _files():
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:24]


def _files() -> Iterator[Path]:
    yield from sorted(shipped("frameworks").glob("*.yaml"))
    for room in ("analysis", "report"):
        held = (_PACKAGE / room).rglob("*")
        yield from sorted(one for one in held if one.suffix in {".py", ".html", ".css", ".j2"})
    yield Path(__file__)


def read(place: Path) -> Study:
    """A study as it was kept by `write`."""
    told = of_json(json.loads(place.read_text(encoding="utf-8")))
    return Study(
        report=told["report"],
        policy=told["policy"],
        baskets=tuple(told["baskets"]),
        together=tuple(told["together"]),
        receipt=told["receipt"],
    )


def write(study: Study, place: Path) -> None:
    """Keep a study in place of older ones of its case: it is there whole or not at all."""
    told = {
        "form": FORM,
        "policy": study.policy,
        "baskets": to_json(study.baskets),
        "together": to_json(study.together),
        "receipt": to_json(study.receipt),
        "report": study.report,
    }
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    part.replace(place)
    case, _, key = place.stem.rpartition("-")
    for older in place.parent.glob(f"{case}-{'?' * len(key)}.json"):
        if older != place:
            older.unlink(missing_ok=True)


def main(words: Sequence[str]) -> int:
    """Make one study and keep it.

    Args:
        words: the name of the case, and the file.
    """
    name, place = words
    os.nice(19)
    write(make(case_of(name)), Path(place))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
