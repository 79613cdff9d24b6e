"""The alarms of one circle, kept on disk: each raised once, with its papers, before it is told.

    alarms/split-view-1a2b3c4d.json           what it says, since when, until when
    alarms/split-view-1a2b3c4d.proof          the proof, where there is one
    alarms/split-view-1a2b3c4d.<paper>        what was seen
    alarms/watch.json                         what was seen too few times yet to be an alarm

Papers and proof are written before the alarm that names them, so a crash leaves at worst papers
without an alarm, and the next look raises it again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from dipoli.depositary.disk import write_durably
from dipoli.faults import RecordError
from dipoli.node.alarm import FOR_EVER, Alarm, AlarmKind
from dipoli.record.note import read_key, write_key
from dipoli.record.shape import read_time, write_time

_WATCH = "watch.json"
_LOST = "Move the file aside and keep it; the next look writes what it finds again."


class AlarmBook:
    """The alarms of one circle.

    Args:
        folder: where they are kept; it is made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self._told = {path.stem: _read(path) for path in folder.glob("*-????????????????.json")}
        watch = folder / _WATCH
        self._seen: dict[str, dict[str, Any]] = _read(watch) if watch.exists() else {}

    def standing(self) -> tuple[Alarm, ...]:
        """Every alarm that stands, the oldest first."""
        open_ = [(name, told) for name, told in self._told.items() if told["until"] is None]
        return tuple(
            self._alarm(name, told) for name, told in sorted(open_, key=lambda one: one[1]["since"])
        )

    def settle(
        self, found: Iterable[Alarm], judged: Collection[AlarmKind], at: datetime, period: int
    ) -> tuple[Alarm, ...]:
        """Take up what a look found, end what has ended, and tell what stands.

        Args:
            found: at this look.
            judged: kinds that this look could judge; those of them that were not found have ended.
            at: the time of the look.
            period: seconds that what is found at several looks must have lasted.

        Returns:
            Every alarm that stands, those raised now marked as new.
        """
        new, listed = set[str](), dict[str, Alarm]()
        for alarm in found:
            listed.setdefault(_name(alarm), alarm)
        for name, alarm in listed.items():
            since = self._lasted(name, alarm, at, period)
            if since is not None and self._raise(name, alarm, since):
                new.add(name)
        spells = {_spell(alarm) for alarm in listed.values()}
        ended = {kind.value for kind in judged if kind not in FOR_EVER}
        self._end(listed.keys(), spells, ended, write_time(at))
        return tuple(evolve(alarm, is_new=_name(alarm) in new) for alarm in self.standing())

    def _lasted(self, name: str, alarm: Alarm, at: datetime, period: int) -> str | None:
        """Since when it is seen, if it was seen often and long enough; else None, remembered."""
        now = write_time(at)
        if alarm.looks <= 1 or self._is_open(name):
            return now
        start = {"kind": alarm.kind.value, "since": now, "looks": 0, "last": ""}
        seen = self._seen.setdefault(_spell(alarm), start)
        if seen["last"] != now:
            seen.update(looks=seen["looks"] + 1, last=now)
            self._keep_watch()
        lasted = (at - read_time(seen["since"])).total_seconds()
        return str(seen["since"]) if seen["looks"] >= alarm.looks and lasted >= period else None

    def _raise(self, name: str, alarm: Alarm, since: str) -> bool:
        """Keep an alarm; whether it is new, or has a proof that it had not."""
        told, stands = self._told.get(name), self._is_open(name)
        if told is not None and stands and (told["proof"] or alarm.proof is None):
            return False
        for paper, data in alarm.papers.items():
            write_durably(self.folder / f"{name}.{_plain(paper)}", data)
        if alarm.proof is not None:
            write_durably(self.folder / f"{name}.proof", alarm.proof)
        # Crash now: papers without an alarm; the next look finds the same and raises it.
        earlier = [] if told is None else told["earlier"]
        if told is not None and not stands:
            earlier = [*earlier, [told["since"], told["until"]]]
        self._told[name] = {
            "kind": alarm.kind.value,
            "subject": alarm.subject,
            "sentence": alarm.sentence,
            "since": told["since"] if told is not None and stands else since,
            "until": None,
            "earlier": earlier,
            "proof": None if alarm.proof is None else f"{name}.proof",
            "log_key": None if alarm.log_key is None else write_key(alarm.log_key),
            "other_way": alarm.other_way,
            "papers": sorted(map(_plain, alarm.papers)),
        }
        self._keep(name)
        return True

    def _end(
        self, found: Collection[str], spells: Collection[str], kinds: Collection[str], now: str
    ) -> None:
        """End what could be judged and was not found."""
        for name, told in self._told.items():
            if told["until"] is None and told["kind"] in kinds and name not in found:
                told["until"] = now
                self._keep(name)
        over = [n for n, one in self._seen.items() if one["kind"] in kinds and n not in spells]
        for name in over:
            del self._seen[name]
        if over:
            self._keep_watch()

    def _is_open(self, name: str) -> bool:
        return name in self._told and self._told[name]["until"] is None

    def _alarm(self, name: str, told: dict[str, Any]) -> Alarm:
        proof = None if told["proof"] is None else (self.folder / told["proof"]).read_bytes()
        return Alarm(
            kind=AlarmKind(told["kind"]),
            subject=told["subject"],
            sentence=told["sentence"],
            proof=proof,
            other_way=told["other_way"],
            papers={one: (self.folder / f"{name}.{one}").read_bytes() for one in told["papers"]},
            log_key=None if told["log_key"] is None else read_key(told["log_key"]),
            since=told["since"],
            place="" if proof is None else str(self.folder / told["proof"]),
        )

    def _keep(self, name: str) -> None:
        write_durably(self.folder / f"{name}.json", _json(self._told[name]))

    def _keep_watch(self) -> None:
        write_durably(self.folder / _WATCH, _json(self._seen))


def _name(alarm: Alarm) -> str:
    """One thing, one name: the kind, and a hash of what it is about."""
    digest = hashlib.sha256(f"{alarm.kind.value}\n{alarm.subject}".encode()).hexdigest()
    return f"{alarm.kind.value}-{digest[:16]}"


def _spell(alarm: Alarm) -> str:
    return alarm.spell or _name(alarm)


def _plain(paper: str) -> str:
    """The name of a paper as a file may be called: nothing in it leads elsewhere."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", paper)[:60]


def _json(value: Any) -> bytes:  # noqa: ANN401 - what JSON can say
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except ValueError as error:
        message = f"The file {path} cannot be read: {error}. {_LOST}"
        raise RecordError(message) from None
    if not isinstance(value, dict):
        message = f"The file {path} cannot be read: no object. {_LOST}"
        raise RecordError(message)
    return value
