"""A copy of a whole office while it is at work: papers, keys and record, to be kept elsewhere.

What waits for a second signature is copied as well: somebody has signed it, and would not know that
it was lost.

The static files are not copied: they are made anew from the record (`lay_static`), which needs no
key. So a copy is small, and nothing in it can disagree with the record.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from attrs import evolve

from dipoli.depositary.disk import write_durably
from dipoli.depositary.form import told
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import RecordError
from dipoli.record.custody import Head
from dipoli.secretariat.premises import RECEIPTS, WAITING, Premises, open_premises, write_paper
from dipoli.secretariat.publish import publish
from dipoli.secretariat.settings import Settings

PAPERS = ("keys.json", "next-office.json", "handed-over.json")
"""What lies in the folder of an office beside its paper and its record."""

_HALF = shutil.ignore_patterns("*.partial")


def copy_office(premises: Premises, target: Path) -> Head:
    """Copy an office into a new folder, its record as of one moment and in a file.

    Args:
        premises: the office, which may be at work.
        target: the folder to be; what stands above it exists.

    Returns:
        the head of the copy.

    Raises:
        RecordError: something lies there, or the record could not be copied.
        TamperedError: what was copied does not agree with itself.
    """
    if target.exists():
        why, mend = f"{target} exists", "name a folder that is not there yet"
        raise RecordError(told("The office was not copied", why, mend))
    target.mkdir(mode=0o700, parents=True)
    copied = evolve(premises, folder=target, server="")
    for name in PAPERS:
        if (premises.folder / name).exists():
            write_durably(target / name, (premises.folder / name).read_bytes())
    # What waits before the record: where it is signed meanwhile it is in both, and its page says
    # that it waits in vain. The other way round it could be in neither.
    _copy_waiting(premises.folder / WAITING, target / WAITING)
    if premises.has_record:
        premises.backup(copied.record)
        copied.record.chmod(0o600)
    # Receipts last: one for an act that the copy does not hold shows that the copy is older.
    if (premises.folder / RECEIPTS).is_dir():
        shutil.copytree(premises.folder / RECEIPTS, target / RECEIPTS, ignore=_HALF)
    write_paper(copied)
    return copied.head()


def _copy_waiting(source: Path, target: Path) -> None:
    for path in sorted(source.glob("*.json")):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue  # it was signed by both meanwhile, or given up
        target.mkdir(mode=0o700, exist_ok=True)
        write_durably(target / path.name, data)


def lay_static(premises: Premises) -> None:
    """Make the static files of an office anew from its record; no key is needed.

    Raises:
        RecordError: the record is older than the files that lie there, or cannot be read.
    """
    with premises.in_reading() as (standing, custody):
        publish(custody, standing, StaticFiles(premises.static), Settings().patience)


def offices_in(folder: Path) -> tuple[Premises, ...]:
    """The offices that lie in a site's folder, by their places' names.

    Raises:
        RecordError: one of them cannot be opened.
    """
    places = sorted(folder.glob("*/offices/*/office.json"))
    return tuple(open_premises(place.parent) for place in places)
