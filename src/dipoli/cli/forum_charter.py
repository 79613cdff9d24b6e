"""The charter with which ``dipoli forum open`` begins: a file, or a preset and its parties."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from dipoli.charter.rules import Charter, Rota
from dipoli.codec.charter_file import (
    charter_on_preset,
    preset_names,
    read_charter,
    read_preset,
)
from dipoli.codec.shipped import shipped
from dipoli.faults import RefusedError
from dipoli.forum.chair_rules import NAMED_BY_CHARTER
from dipoli.record.shape import CODE


def charter_of_line(args: argparse.Namespace) -> Charter:
    """The charter that is named on the line: a file, or a preset with its parties.

    Args:
        args: with charter, party, presides, title and no_exercise.

    Raises:
        DipoliError: it cannot be used; it says why. Nothing was opened.
    """
    names = preset_names()
    with_preset = args.party or args.presides or args.no_exercise
    if args.charter not in names:
        if with_preset:
            told = ", ".join(names)
            message = f"--party, --presides and --no-exercise go with a preset: {told}."
            raise RefusedError(message)
        if not Path(args.charter).exists():
            message = (
                f"{args.charter} is no file, and no preset. Give a charter file, or one of: "
                f"{', '.join(names)}. Nothing was opened."
            )
            raise RefusedError(message)
        return read_charter(Path(args.charter))
    if not args.party:
        message = (
            f"{args.charter} is a preset: rules without parties. Name them with --party, or write "
            "a charter file on it (docs/reference/charters.md)."
        )
        raise RefusedError(message)
    preset = read_preset(shipped("charters") / f"{args.charter}.yaml")
    members = [_member(one) for one in args.party]
    _check_parties(args, preset.chair.rota, members)
    given: dict[str, Any] = {
        "schema": "dipoli.charter/1",
        "preset": args.charter,
        "id": args.charter,
        "title": {"en": args.title} if args.title else dict(preset.title),
        "exercise": not args.no_exercise,
        "languages": ["en"],
        "members": members,
    }
    if args.presides:
        given["presides"] = args.presides
    return charter_on_preset(given)


def _member(word: str) -> dict[str, Any]:
    code, said, rest = word.partition("=")
    name, _, zone = rest.partition("@")
    code, name, zone = code.strip(), name.strip(), zone.strip() or "UTC"
    if not said or not code or not name:
        message = f"--party is CODE=NAME or CODE=NAME@ZONE, not {word}. Nothing was opened."
        raise RefusedError(message)
    if re.fullmatch(CODE, code) is None:
        message = (
            f"--party {word}: {code} is no code. A code is of two to nine capital letters, such as "
            "XAL. Nothing was opened."
        )
        raise RefusedError(message)
    if zone not in available_timezones():
        message = (
            f"--party {word}: {zone} is no time zone. Take the name from the time zone database, "
            "such as Asia/Ulaanbaatar. Nothing was opened."
        )
        raise RefusedError(message)
    return {"code": code, "category": "member", "names": {"en": name}, "zone": zone}


def _check_parties(
    args: argparse.Namespace, rota: Rota, members: Sequence[Mapping[str, Any]]
) -> None:
    """Each party has a code and a name of its own, and who presides is named where it must be."""
    names = [one["names"]["en"] for one in members]
    for told, given in (("code", [one["code"] for one in members]), ("name", names)):
        twice = [one for one in dict.fromkeys(given) if given.count(one) > 1]
        if twice:
            message = (
                f"Each party has a {told} of its own; given more than once: {', '.join(twice)}. "
                "Nothing was opened."
            )
            raise RefusedError(message)
    if rota in NAMED_BY_CHARTER and not args.presides:
        message = (
            f"By {args.charter}, the charter names who presides. Name it with --presides CODE. "
            "Nothing was opened."
        )
        raise RefusedError(message)
