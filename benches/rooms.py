"""The rooms whose mutants are judged: what is changed, which tests may notice, what is owed."""

from __future__ import annotations

from math import inf
from pathlib import Path

from attrs import frozen
from benches.ledger import ROOT


@frozen(kw_only=True)
class Room:
    """One package of the program, and how its mutants are judged.

    Args:
        name: of the package under ``dipoli``, and of the folder of its own tests.
        tests: folders whose tests count, from the root.
        apart: files of tests that do not count, since they start mutants themselves.
        share: of the mutants that must be killed, in per cent.
        patience: seconds of tests that a mutant is held against, by what each test took alone, the
            tests of its module first. What they do not notice counts as survived, so that the share
            of the killed is told too low rather than too high. Without end for all tests.
        bodies: whether only mutants of functions count, and not those of what a module says
            outside them.
        table: name of the table in ``docs/measurements``.
        title: of the table.
    """

    name: str
    tests: tuple[str, ...]
    apart: tuple[str, ...] = ()
    share: float
    patience: float = inf
    bodies: bool
    table: str
    title: str

    @property
    def folder(self) -> Path:
        """Where its modules are."""
        return ROOT / "src" / "dipoli" / self.name

    @property
    def modules(self) -> list[Path]:
        """Its modules, in the order of their names."""
        return sorted(self.folder.glob("*.py"))

    @property
    def words(self) -> list[str]:
        """What pytest is told to collect."""
        kept = [str(ROOT / one) for one in self.tests]
        return [*kept, *(f"--ignore={ROOT / one}" for one in self.apart)]


ROOMS = {
    one.name: one
    for one in (
        Room(
            name="record",
            tests=("tests/record",),
            share=95.0,
            bodies=False,
            table="mutants",
            title="Mutants of the record",
        ),
        Room(
            name="forum",
            tests=("tests/forum", "tests/stories"),
            apart=("tests/forum/test_mutants.py",),
            share=90.0,
            patience=5.0,
            bodies=True,
            table="forum-function-mutants",
            title="Mutants of the functions of the forum",
        ),
    )
}
"""The tables and presets of the forum have mutants of their own: ``benches/forum_mutants.py``."""
