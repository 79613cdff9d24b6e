"""Who gets letters, as whoever keeps the accounts says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen


@frozen(kw_only=True)
class Person:
    """Somebody who asked for letters.

    Args:
        address: of e-mail.
        hall: name of the forum on the site.
        code: of the delegation or the secretariat, as which the person reads.
        language: in which the letter is written; that of the site when empty.
        at_once: whether a letter goes as soon as something new waits; else in the digest alone.
        hour: of the digest, by the clock of the capital, 0 to 23; None for no digest.
        quiet: from and to which hour of the capital no letter at once is sent.
    """

    address: str = field(repr=False)
    hall: str
    code: str
    language: str = ""
    at_once: bool = True
    hour: int | None = 8
    quiet: tuple[int, int] = (22, 7)


Source = Callable[[], Iterable[Person]]
"""Tells everybody who asked for letters, and nobody else."""

SOURCES: list[Source] = []
"""Accounts add theirs when the program starts: ``SOURCES.append(people_with_letters)``."""


def everybody() -> tuple[Person, ...]:
    """Who asked for letters."""
    return tuple(person for source in SOURCES for person in source())
