# noqa: INP001 - a script, not a package
"""A folder of wheels from which a site is installed without a network.

    python -m tools.wheelhouse out/wheelhouse

It holds the wheel of this tree, the wheels of everything that a site needs to run, with PostgreSQL,
and requirements.txt: those lines of requirements.lock, with their hashes, and no others.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
EXTRAS = ("site", "postgres")
LOCK = ROOT / "requirements.lock"
LIST = "requirements.txt"


def main() -> int:
    """Fill the folder.

    Returns:
        0; 1 when something could not be had.
    """
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / LIST).write_text(listed(), encoding="utf-8")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target.resolve())]
    fetch = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes"),
        *("--only-binary", ":all:", "--no-deps", "-r", str(target / LIST), "-d", str(target)),
    ]
    for command in (build, fetch):
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own words
            return 1
    sys.stdout.write(f"{target} holds {len(list(target.glob('*.whl')))} wheels and {LIST}.\n")
    return 0


def listed() -> str:
    """The lines of the lock file that a site needs."""
    needed = names()
    kept = [block for name, block in blocks(LOCK.read_text("utf-8")) if name in needed]
    return "".join(kept)


def names() -> frozenset[str]:
    """Everything that a site needs, directly or not, as it is installed beside this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    left = [*project["dependencies"], *(one for extra in EXTRAS for one in extras[extra])]
    found = set[tuple[str, str]]()
    while left:
        wanted = Requirement(left.pop())
        name = canonicalize_name(wanted.name)
        for extra in ("", *sorted(wanted.extras)):
            if (name, extra) not in found:
                found.add((name, extra))
                left += [str(one) for one in _needs(name, extra)]
    return frozenset(name for name, _ in found)


def _needs(name: str, extra: str) -> Iterator[Requirement]:
    try:
        told = requires(name) or []
    except PackageNotFoundError:
        told = []
    for one in map(Requirement, told):
        if one.marker is None:
            if not extra:
                yield one
        elif one.marker.evaluate({"extra": extra}):
            yield one


def blocks(lock: str) -> Iterator[tuple[str, str]]:
    """Each package of a lock file: its name, and its lines."""
    for block in re.split(r"^(?=[a-zA-Z0-9])", lock, flags=re.MULTILINE):
        found = re.match(r"([A-Za-z0-9._-]+)==", block)
        if found is not None:
            yield canonicalize_name(found.group(1)), block


if __name__ == "__main__":
    sys.exit(main())
