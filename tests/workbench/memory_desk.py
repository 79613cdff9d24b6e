"""A desk in memory, for tests of edits; a log passes through the form in which desks keep it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import define, field

from dipoli.workbench import history_json
from dipoli.workbench.desk import Held, stale, unknown
from dipoli.workbench.history import Papers


@define
class MemoryDesk:
    """Cases as a program would find them after a restart."""

    sealed: bool = False
    _held: dict[str, tuple[dict[str, str], str]] = field(factory=dict)

    def list(self) -> Iterator[str]:
        """Ids, in the order in which they came."""
        yield from self._held

    def read(self, case: str) -> Held:
        """A case, from what was kept."""
        if case not in self._held:
            raise unknown()
        papers, log = self._held[case]
        return Held(id=case, papers=papers, history=history_json.read(json.loads(log), "log"))

    def add(self, name: str, papers: Papers) -> Held:
        """Lay a new case here."""
        held = Held(id=f"{name}-{len(self._held)}", papers=dict(sorted(papers.items())))
        self._keep(held)
        return held

    def write(self, held: Held, expected: str) -> None:
        """Keep a case in place of the version that was read."""
        if self.read(held.id).version != expected:
            raise stale()
        self._keep(held)

    def remove(self, case: str, expected: str) -> None:
        """Take a case away."""
        if self.read(case).version != expected:
            raise stale()
        del self._held[case]

    def _keep(self, held: Held) -> None:
        log = json.dumps(history_json.plain(held.history))
        self._held[held.id] = (dict(held.papers), log)
