"""Names of states by code, as the cases and frameworks know them that come with Dipoli.

With them a transcript's ``President of Lakeland`` is known to speak for LAK. No state stands in the
code: whoever has a case of his own gives its names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dipoli.codec.shipped import shipped
from dipoli.codec.yaml12 import read_yaml


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Names by code, with both kinds of apostrophe."""
    papers = [
        shipped("frameworks") / "parties.yaml",
        *sorted(shipped("cases").glob("*/parties.yaml")),
    ]
    found: dict[str, dict[str, None]] = {}
    for paper in papers:
        if not paper.is_file():
            continue
        for code, name in _names(paper):
            spelled = found.setdefault(code, {})
            spelled.setdefault(name)
            spelled.setdefault(name.replace("'", "’"))  # noqa: RUF001 - as many transcripts write it
    return {code: tuple(names) for code, names in found.items()}


def _names(paper: Path) -> list[tuple[str, str]]:
    data = read_yaml(paper.read_bytes(), paper.name).data
    parties = data.get("parties") if isinstance(data, dict) else None
    if isinstance(parties, dict):
        parties = [{"code": code, **known} for code, known in parties.items()]
    found: list[tuple[str, str]] = []
    for party in parties or []:
        code = str(party["code"])
        names = dict(party.get("names") or {})
        called = [one.get("name") for one in party.get("called_by") or []]
        every = [party.get("name"), *names.values(), *called]
        found += [(code, name) for name in every if isinstance(name, str) and len(name) > 1]
    return found
