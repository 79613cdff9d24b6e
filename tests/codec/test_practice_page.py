"""The page on the presets: what it sets side by side is what the presets say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipoli.charter.rules import DecisionMode, Lapse, Rota, Term
from dipoli.codec.charter_file import Preset, preset_names, read_preset

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/explanation/practice.md").read_text(encoding="utf-8")
CHAIR = {
    (Rota.ALPHABET, Term.DAY): "each day another, by alphabet",
    (Rota.ALPHABET, Term.YEAR): "each year another, by alphabet",
    (Rota.LOT, Term.MEETING): "each meeting another, by lot",
    (Rota.FIXED, Term.STANDING): "one, who is named",
}
NO_ANSWER = {Lapse.CONFIRMS: "confirms", Lapse.LAPSES: "lapses"}


def _columns() -> dict[str, dict[str, str]]:
    """Preset, as the table has it, to what stands in its column, by the word of the row."""
    part = PAGE.split("## Side by side")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\|.*\|$", part, re.MULTILINE)
    ]
    head, _, *body = rows
    return {name: {row[0]: row[place] for row in body} for place, name in enumerate(head) if place}


def _column_of(name: str) -> dict[str, str]:
    """The column that a preset ought to have, from its values."""
    preset = read_preset(ROOT / "charters" / f"{name}.yaml")
    found = {
        "begins as": preset.level.value.replace("-", " "),
        "in the chair": CHAIR[preset.chair.rota, preset.chair.term],
        "meeting called before it opens": f"{preset.meeting.notice} hours",
        "shortest silence": _silence(preset),
        "suspension of a seat": _suspension(preset),
    }
    if preset.decision.mode is DecisionMode.INFORMATION:
        return found | dict.fromkeys(_decisions(preset), "-") | {"decides by": "takes no decisions"}
    return found | _decisions(preset)


def _decisions(preset: Preset) -> dict[str, str]:
    rules = preset.decision
    last = f"{rules.referral_hours} hours; no answer {NO_ANSWER[rules.referral_silence]}"
    told = (
        ("reservation", rules.reservations),
        ("interpretative statement", rules.interpretations),
        ("dissociation", rules.dissociations),
    )
    return {
        "decides by": rules.mode.value,
        "proposal tabled before it is put": f"{rules.notice} hours" if rules.notice else "at once",
        "members present, of a hundred": str(rules.quorum or "any number"),
        "decided without those concerned": f"{rules.minus} at most" if rules.minus else "no",
        "staying out of a decision": "yes" if rules.minus_x else "no",
        "referred to capitals, at most": last if rules.referral else "no",
        "statements on a decision": ", ".join(word for word, allowed in told if allowed),
    }


def _silence(preset: Preset) -> str:
    rules = preset.silence
    if not rules.allowed:
        return "none"
    leave = ", with leave" if rules.leave else ""
    return f"{rules.least} hours{leave}" + ("" if rules.holidays else ", not into a holiday")


def _suspension(preset: Preset) -> str:
    by = {(True, False): "by the others", (False, True): "by itself", (False, False): "no"}
    return by[preset.seats.suspension, preset.seats.self_suspension]


@pytest.mark.parametrize("name", preset_names())
def test_what_stands_side_by_side_is_what_the_preset_says(name: str) -> None:
    heads = {"northeast-asia-proposed": "northeast asia, proposed"}
    columns = {head.lower(): column for head, column in _columns().items()}
    assert columns[heads.get(name, name)] == _column_of(name)


@pytest.mark.parametrize("name", preset_names())
def test_who_is_served_late_has_the_hours_that_the_page_names(name: str) -> None:
    assert "whoever is served has 24 hours to speak" in PAGE
    rules = read_preset(ROOT / "charters" / f"{name}.yaml").silence
    assert not rules.allowed or rules.resume == 24
