"""A ledger of measurements: a row is saved as soon as it is made, and a stopped run goes on."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from attrs import asdict, define, field, frozen

ROOT = Path(__file__).parents[1]
LIBRARIES = ("dipoli", "numpy", "scipy", "matplotlib")


@frozen(kw_only=True)
class Row:
    """One measurement.

    Args:
        least: seconds.
        median: seconds.
        most: seconds.
        goal: seconds that were asked for; None where none were.
        ratio: median over a limit measured in the same run.
        against: what that limit is.
        note: what else was measured.
    """

    least: float
    median: float
    most: float
    goal: float | None
    ratio: float
    against: str
    note: str = ""

    @classmethod
    def of(
        cls,
        seconds: tuple[float, float, float],
        *,
        goal: float | None,
        limit: float,
        against: str,
        note: str = "",
    ) -> Row:
        """A row from least, median and most seconds, and the seconds of a limit."""
        least, median, most = (round(one, 6) for one in seconds)
        ratio = float(f"{seconds[1] / limit:.3g}")
        return cls(
            least=least,
            median=median,
            most=most,
            goal=goal,
            ratio=ratio,
            against=against,
            note=note,
        )


@define(kw_only=True)
class Ledger:
    """Rows by name, kept in ``out/NAME.json`` until they are written as a table."""

    name: str
    title: str
    rows: dict[str, dict[str, object]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Take up what an earlier, stopped run left."""
        if self.path.exists():
            kept = json.loads(self.path.read_text("utf-8"))
            if kept["commit"] == commit():
                self.rows = kept["rows"]

    @property
    def path(self) -> Path:
        """Where rows are kept while the run goes on."""
        return ROOT / "out" / f"{self.name}.json"

    def take(self, name: str, run: Callable[[], Row]) -> None:
        """Measure what has not been measured yet."""
        if name in self.rows:
            print(f"kept: {name}", flush=True)
            return
        row = asdict(run())
        self.record(name, row)
        print(f"{name}: {row['median']:.3f} s, {row['ratio']} x {row['against']}", flush=True)

    def record(self, name: str, row: dict[str, object]) -> None:
        """Save a row at once."""
        self.rows[name] = row
        self.path.parent.mkdir(exist_ok=True)
        kept = {"commit": commit(), "rows": self.rows}
        self.path.write_text(json.dumps(kept, indent=1), encoding="utf-8")

    def table(self) -> str:
        """The rows as a table in Markdown, with machine and versions."""
        keys = list(dict.fromkeys(key for row in self.rows.values() for key in row))
        lines = [f"# {self.title}", "", *machine(), ""]
        lines += ["| what | " + " | ".join(keys) + " |", "|---" * (len(keys) + 1) + "|"]
        for name, row in self.rows.items():
            lines.append(f"| {name} | " + " | ".join(_cell(row.get(key)) for key in keys) + " |")
        return "\n".join(lines) + "\n"

    def write(self) -> Path:
        """Leave the table in ``docs/measurements`` and forget the rows."""
        folder = ROOT / "docs" / "measurements"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{today()}-{self.name}.md"
        path.write_text(self.table(), encoding="utf-8")
        self.path.unlink(missing_ok=True)
        return path


def machine() -> list[str]:
    """What the figures were measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        f"- date: {today()}",
        f"- commit: {commit()}",
        f"- machine: {os.cpu_count()} cores, {_processor()}, {platform.system()}",
        f"- Python {platform.python_version()}; {versions}",
    ]


def today() -> str:
    """The day of the measurement, UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()  # noqa: TID251 - a bench may


def commit() -> str:
    """The commit that was measured, with a mark when files were changed since."""
    head = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "src", "cases", "tests", "benches")
    return f"{head}{' with changes' if changed else ''}"


def _git(*words: str) -> str:
    told = subprocess.run(  # noqa: S603 - our own words
        ["git", *words],  # noqa: S607 - whichever git there is
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return told.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "processor unknown"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
