"""The page on charter files lists what there is, and its example is a charter."""

from __future__ import annotations

import re
from pathlib import Path

from dipoli.charter.coherence import GOVERNS
from dipoli.charter.points import Point
from dipoli.codec.charter_file import preset_names, read_charter

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "reference/charters.md").read_text(encoding="utf-8")


def test_every_value_stands_on_the_page_with_its_point_and_no_other() -> None:
    told = re.findall(r"^\| `([a-z_.]+)` \| .+ \| `([a-z.-]+)` \|$", PAGE, re.MULTILINE)
    assert told == [(path, point.value) for path, point in GOVERNS.items()]


def test_every_point_stands_on_the_page_and_no_other() -> None:
    table = PAGE.split("| point | asks |")[1]
    assert re.findall(r"^\| `([a-z.-]+)` \|", table, re.MULTILINE) == [one.value for one in Point]


def test_the_example_on_the_page_is_a_coherent_charter(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    assert read_charter(path).decision.notice == 48


def test_every_preset_is_explained() -> None:
    page = (DOCS / "explanation/practice.md").read_text(encoding="utf-8").lower()
    for name in preset_names():
        word = name.removesuffix("-style").removesuffix("-proposed").replace("-", " ")
        assert word in page.replace("-", " ")
