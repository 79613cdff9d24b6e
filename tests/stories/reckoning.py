"""A second reckoning of a case, straight from its papers, as a patient clerk would do it.

It shares no code with the program: another reader, plain dictionaries, one package at a time. The
stories are held against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
Package = Mapping[str, int]


@frozen(kw_only=True)
class Papers:
    """A case as its papers have it, with one set of positions."""

    sizes: Mapping[str, int]
    baskets: Mapping[str, str]
    members: tuple[str, ...]
    bodies: Mapping[str, dict[str, Any]]
    positions: Mapping[str, dict[str, Any]]
    links: dict[str, Any]

    def gain(self, code: str, package: Package) -> int:
        """Points above the state of things on the coded scale of one party or body."""
        rows = self.positions[code]["issues"]
        points: int = sum(
            row["importance"] * (row["value"][package[row["issue"]]] - row["value"][0])
            for row in rows
        )
        added: int = sum(
            one["points"]
            for one in self.links["synergies"]
            if one["party"] == code and holds(one["when"], package)
        )
        return points + added

    def refusals(self, code: str, package: Package, *, soft: bool = False) -> list[str]:
        """Why one party or body refuses a package; with soft lines held when asked for."""
        reasons = ["worth less"] if self.gain(code, package) < 0 else []
        return reasons + [
            line["id"]
            for line in self.positions[code]["red_lines"]
            if (soft or line["firmness"] == "hard") and holds(line["when"], package)
        ]

    def asked(self, package: Package, without: Collection[str] = ()) -> set[str]:
        """Whose position an option of a package calls on, beside the members."""
        return {
            leaf
            for row in self.links["consents"]
            if package[row["issue"]] in row["options"]
            for body in row["bodies"]
            for leaf in self.leaves(body, without)
        }

    def leaves(self, code: str, without: Collection[str] = ()) -> list[str]:
        """Whose own paper decides for a body."""
        body = self.bodies.get(code)
        if code in without or (body and body["kind"] == "procedural"):
            return []
        if body and body["kind"] == "composite":
            return [leaf for one in body["all_of"] for leaf in self.leaves(one, without)]
        return [code]

    def keeps_links(self, package: Package) -> bool:
        """Whether requirements and exclusions are kept."""
        required = all(
            holds([row["then"]], package) or not holds([row["if"]], package)
            for row in self.links["requirements"]
        )
        return required and not any(
            holds(row["atoms"], package) for row in self.links["exclusions"]
        )

    def accepts(
        self, package: Package, *, without: Collection[str] = (), soft: bool = False
    ) -> bool:
        """Whether a package is in the zone: it moves something, and nobody asked refuses."""
        if not any(package.values()) or not self.keeps_links(package):
            return False
        everybody = {code for code in self.members if code not in without}
        return not any(
            self.refusals(code, package, soft=soft)
            for code in everybody | self.asked(package, without)
        )


def holds(atoms: Iterable[Mapping[str, Any]], package: Package) -> bool:
    """Whether every atom holds."""
    return all(package[atom["issue"]] in atom["options"] for atom in atoms)


def read_papers(folder: Path, *sets: str) -> Papers:
    """Read a case; later sets of positions go before earlier ones."""
    issues = _read(folder / "issues.yaml")["issues"]
    parties = _read(folder / "parties.yaml")
    files = [path for one in sets for path in sorted((folder / one).glob("*.yaml"))]
    return Papers(
        sizes={row["id"]: len(row["options"]) for row in issues},
        baskets={row["id"]: row["basket"] for row in issues},
        members=tuple(row["code"] for row in parties["parties"] if row["role"] == "member"),
        bodies={row["code"]: row for row in parties["ratifiers"]},
        positions={path.stem: _read(path) for path in files},
        links=_read(folder / "links.yaml"),
    )


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return loaded


def rows_of(page: str, heading: str) -> dict[str, list[str]]:
    """The table under a heading of a page of the documentation: first cell to the other cells."""
    text = (ROOT / "docs" / "stories" / page).read_text(encoding="utf-8")
    _before, _heading, after = text.partition(f"## {heading}\n")
    section = after.partition("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return {row[0]: row[1:] for row in cells[2:]}
