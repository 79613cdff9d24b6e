"""A workbench on stage: a desk of cases of a test's own, and pages as a browser asks for them."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from tests.web.stage import HOST, stage
from tests.workbench.runs.asking import LAKE

from dipoli.cli.answering import answer
from dipoli.workbench.runs.crew import Came, Crew, Job

LONG = 120.0


@contextmanager
def workbench(desk: Any) -> Iterator[None]:  # noqa: ANN401 - a desk, which Django's settings come before
    """The pages of a workbench over a desk; its processes end with it."""
    stage()
    from django.test import override_settings  # noqa: PLC0415 - once Django is set up

    from dipoli.web.workbench import runs_at  # noqa: PLC0415 - the same
    from dipoli.web.workbench.at import lay  # noqa: PLC0415 - the same
    from dipoli.workbench.bench import Bench  # noqa: PLC0415 - the same

    with override_settings(ROOT_URLCONF="dipoli.web.workbench.alone"):
        lay(Bench(desk=desk))
        try:
            yield
        finally:
            runs_at.close()


def folder_desk(place: Path) -> Any:  # noqa: ANN401 - as above
    """A desk of folders with the lake on it."""
    from dipoli.workbench.folder_desk import FolderDesk  # noqa: PLC0415 - once Django is set up

    shutil.copytree(LAKE, place / "lake")
    return FolderDesk(folder=place)


class AtOnce(Crew):
    """A crew that answers in the program that asks, before it goes on: for pages of answers."""

    def start(
        self, job: Job, ended: Callable[[Came], None], begun: Callable[[], None] = lambda: None
    ) -> None:
        """It is answered."""
        begun()
        came = answer(job.kind, job.arguments, job.case, lambda _words: None, job.papers)
        ended(Came(**came))

    def warm(self) -> None:
        """There is no process to be made ready."""


class Visitor:
    """Who asks for pages, without scripts."""

    def __init__(self) -> None:
        from django.test import Client  # noqa: PLC0415 - once Django is set up

        self.client = Client(headers={"host": HOST})

    def get(self, page: str, status: int = 200) -> str:
        """A page."""
        answer = self.client.get(f"/workbench/{page}", follow=True)
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    def post(self, page: str, sent: dict[str, Any]) -> Any:  # noqa: ANN401 - of Django
        """What came of a form."""
        return self.client.post(f"/workbench/{page}", sent)

    def ask(self, kind: str, **sent: Any) -> str:  # noqa: ANN401 - of a form
        """Put a question to the lake; the address of its run below the workbench."""
        sent = {name.replace("_", "-"): value for name, value in sent.items()}
        answer = self.post("do/ask", {"kind": kind, "case": "lake", **sent})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"]).removeprefix("/workbench/")

    def answered(self, run: str) -> str:
        """The page of a run, once it has ended."""
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            page = self.get(run)
            if "data-news" not in page:
                return page
            time.sleep(0.05)
        raise AssertionError(page)


def words(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))
