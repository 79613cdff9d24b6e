"""The presets with invented members, what each of them says, and a desk that counts both answers.

What a preset says stands here a second time, written from the words of its articles and not from
its values, so that a value that changes is noticed by what the forum then does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import evolve
from tests.forum.made import OFFICE, Desk, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Charter, DecisionMode
from dipoli.codec import charter_file
from dipoli.forum.decision import Proposal, Purpose, Stage
from dipoli.record.canon import Json
from dipoli.record.ruling import OutOfOrder

PRESETS = (
    "helsinki-style",
    "asean-style",
    "six-party-style",
    "ulaanbaatar-style",
    "northeast-asia-proposed",
)

SAID = """\
value                       | helsinki | asean | six-party | ulaanbaatar | northeast-asia
seats.admission             | yes | yes | yes | no  | yes
seats.self_suspension       | no  | no  | yes | no  | yes
seats.suspension            | yes | no  | no  | no  | no
seats.withdrawal            | 0   | 0   | 0   | 0   | 720
seats.order                 | charter-order | charter-order | charter-order | charter-order | lot
seats.categories            | member observer guest partner | member observer partner \
| member guest | member guest observer | member observer guest partner
chair.rota                  | alphabetical | alphabetical | fixed | fixed | by-lot
chair.term                  | day | year | standing | standing | meeting
chair.speaks                | yes | no  | no  | no  | yes
bodies.by_chair             | informal-consultations drafting-group friends-of-the-chair \
| informal-consultations friends-of-the-chair | informal-consultations drafting-group \
| experts-meeting informal-consultations \
| informal-consultations drafting-group friends-of-the-chair
bodies.by_decision          | basket-body contact-group | basket-body experts-meeting \
| basket-body | | basket-body contact-group experts-meeting
bodies.tracks               | track-1 | track-1 track-1-5 track-2 | track-1 | track-1-5 track-2 \
| track-1 track-1-5 track-2
bodies.reporting            | contact-group drafting-group | experts-meeting | basket-body | \
| contact-group drafting-group friends-of-the-chair
bodies.experts              | none | partner | none | guest | guest
meeting.notice              | 168 | 336 | 72  | 720 | 336
meeting.agenda              | yes | no  | no  | no  | yes
meeting.appeal              | yes | no  | no  | no  | yes
meeting.replies             | 2   | 0   | 1   | 1   | 2
meeting.corrigenda          | 168 | 0   | 0   | 168 | 336
meeting.summary             | no  | yes | yes | yes | yes
decision.mode               | consensus | consensus | consensus | nothing | consensus
decision.meeting            | yes | yes | yes | no  | yes
decision.notice             | 48  | 0   | 0   | 0   | 72
decision.waiver             | yes | no  | no  | no  | yes
decision.waiver_hours       | 0   | 0   | 0   | 0   | 24
decision.quorum             | 0   | 0   | 100 | 0   | 80
decision.minus              | 1   | 0   | 0   | 0   | 0
decision.minus_x            | no  | yes | no  | no  | yes
decision.referral           | yes | no  | yes | no  | yes
decision.referral_hours     | 336 | 0   | 720 | 0   | 336
decision.referral_silence   | confirms | lapses | lapses | lapses | lapses
decision.window             | 24  | 72  | 24  | 0   | 72
decision.reservations       | yes | no  | no  | no  | yes
decision.interpretations    | yes | no  | yes | no  | yes
decision.dissociations      | no  | yes | no  | no  | yes
silence.allowed             | yes | no  | no  | no  | yes
silence.leave               | yes | no  | no  | no  | yes
silence.least               | 48  | 0   | 0   | 0   | 72
silence.extensions          | 1   | 0   | 0   | 0   | 1
silence.resume              | 24  | 0   | 0   | 0   | 24
silence.holidays            | yes | no  | no  | no  | no
text.languages              | yes | no  | yes | no  | yes
text.reopening              | yes | yes | yes | yes | yes
text.bridging               | yes | yes | yes | yes | yes
exchange.shares             | 66  | 66  | 66  | 66  | 66
crisis.reply                | 48  | 72  | 48  | 168 | 48
crisis.meeting              | 48  | 168 | 72  | 336 | 48
rooms.least                 | 5   | 5   | 5   | 5   | 5
rooms.reply                 | 1440 | 2160 | 720 | 2160 | 720
level                       | political-commitments | organisation | political-commitments \
| dialogue | dialogue
"""
"""What the articles of each preset say, value by value."""


def _read(cell: str) -> Any:  # noqa: ANN401 - values of several types
    if cell in {"yes", "no"}:
        return cell == "yes"
    return int(cell) if cell.isdecimal() else cell


def _facts() -> Mapping[str, Mapping[str, Any]]:
    table: dict[str, dict[str, Any]] = {name: {} for name in PRESETS}
    for line in SAID.strip().splitlines()[1:]:
        path, *cells = (cell.strip() for cell in line.split("|"))
        for name, cell in zip(PRESETS, cells, strict=True):
            table[name][path] = _read(cell)
    return MappingProxyType(table)


FACTS = _facts()
"""Preset to value to what its articles say of it."""

MEMBERS = ("XAL", "XBE", "XCO", "XDE", "XFA")
"""Five members; by their English names they stand XBE, XDE, XFA, XAL, XCO."""

ENGLISH = ("Delta", "Alpha", "Echo", "Bravo", "Charlie")
FRENCH = ("Alpha", "Delta", "Bravo", "Echo", "Charlie")
HOLIDAY = "2030-04-10"
"""On which the capital of XBE, nine hours ahead, does not work."""

OTHER = "XGU"
"""Who takes part, and is no member."""


@cache
def seated(preset: str, members: int = 5) -> Charter:
    """A preset with invented members, and one party more that is none.

    Args:
        preset: its name.
        members: how many.
    """
    codes = [*MEMBERS, *(f"XM{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(members - 5))]
    listed: list[dict[str, Json]] = []
    for n, code in enumerate(codes):
        few = n < len(MEMBERS)
        names = {"en": ENGLISH[n] if few else f"Z{code}", "fr": FRENCH[n] if few else f"Z{code}"}
        one: dict[str, Json] = {"code": code, "category": "member", "names": dict(names)}
        listed.append({**one, "zone": "Asia/Seoul", "holidays": [HOLIDAY] if n == 1 else []})
    other = "guest" if preset != "asean-style" else "observer"
    listed.append({"code": OTHER, "category": other, "names": {"en": "Golf"}, "zone": "UTC"})
    given: dict[str, Any] = {
        "schema": "dipoli.charter/1",
        "preset": preset,
        "id": "made-up",
        "title": {"en": "Made up"},
        "exercise": True,
        "languages": ["en", "fr"],
        "members": [{"holidays": [], **one} for one in listed],
    }
    if FACTS[preset]["chair.rota"] == "fixed":
        given["presides"] = ["XAL"]
    if preset == "six-party-style":  # it names none of its own
        given["baskets"] = [{"id": "water", "names": {"en": "Water"}}]
    return charter_file.charter_on_preset(given)


class Bench(Desk):
    """A desk under a preset, in an open meeting, with XAL in the chair and everybody present.

    It keeps under which points it refused, and how often it let something pass.
    """

    def __init__(self, preset: str, members: int = 5) -> None:
        super().__init__(forum(seated(preset, members)))
        self.preset, self.has = preset, FACTS[preset]
        self.passed = 0
        self.points: set[Point] = set()

    def do(self, by: str, name: str, about: str = "", /, deadline: Any = None, **said: Json) -> Any:  # noqa: ANN401 - as at the desk
        """Enter an act that must be in order, and count it."""
        self.passed += 1
        return super().do(by, name, about, deadline, **said)

    def breach(
        self,
        point: Point,
        by: str,
        name: str,
        about: str = "",
        /,
        deadline: Any = None,  # noqa: ANN401 - a time, or hours
        **said: Json,
    ) -> OutOfOrder:
        """An act that must be out of order under the article that settles a point."""
        refusal = self.refused(by, name, about, deadline, **said)
        article = self.forum.charter.article(point)
        assert refusal.clause == f"art. {article.number}", f"{refusal} not under {point.value}"
        for text in (refusal.why, refusal.remedy):
            assert text.strip()
            assert text.isprintable()
        self.points.add(point)
        return refusal

    # ------------------------------------------------------------ scenery

    @property
    def decides(self) -> bool:
        """Whether the preset takes decisions at all."""
        return bool(self.has["decision.mode"] == "consensus")

    def table(self, name: str, purpose: str = "measure", subject: str | None = None) -> None:
        """A proposal on the table; where a preset takes no decisions it is laid there by hand."""
        if self.decides:
            said: dict[str, Json] = {"title": "A line", "purpose": purpose, "subject": subject}
            self.do("XBE", "proposal.table", name, **said)
            return
        time = self.forum.time
        one = Proposal(
            id=name, title="A line", purpose=Purpose(purpose), subject=subject, sponsor="XBE",
            mode=DecisionMode.CONSENSUS, basket=None, since=time, number=0, tabled=time,
        )  # fmt: skip
        here = self.forum
        self.forum = here.grown(
            proposals=here.proposals.set(name, one), sorts=here.sorts.set(name, "proposal")
        )

    def put(self, name: str) -> None:
        """Put a proposal to the body once its notice has run."""
        self.wait(hours=self.has["decision.notice"])
        self.do("XAL", "proposal.put", name)

    def proposed(self, name: str = "P1") -> None:
        """A proposal before the body."""
        self.table(name)
        self.put(name)

    def decided(self, name: str, purpose: str = "measure", subject: str | None = None) -> str:
        """A decision of the body."""
        self.table(name, purpose, subject)
        self.put(name)
        self.do("XAL", "proposal.adopt", name)
        return name

    def gives_up(self, code: str) -> None:
        """A party withdraws from its seat of its own accord."""
        self.do(code, "member.notify", code)
        self.wait(hours=self.has["seats.withdrawal"])
        self.do(code, "member.withdraw", code)

    def stands_at(self, name: str, stage: Stage) -> None:
        """A proposal at a stage, by hand."""
        one = evolve(self.forum.proposals[name], stage=stage, adopted=self.forum.time)
        self.forum = self.forum.grown(proposals=self.forum.proposals.set(name, one))

    def text(self, name: str = "T1", **more: Json) -> None:
        """A text of XBE with one clause."""
        said: dict[str, Json] = {
            "title": "On the lake", "symbol": "A/1", "kind": "working-paper", "language": "en",
            "everything": False,
        }  # fmt: skip
        self.do("XBE", "text.table", name, **{**said, **more})
        self.do("XBE", "clause.propose", f"{name}-1", words="The lake is shared.", sort="words")

    def in_french(self, name: str = "T1") -> None:
        """The French version of a text, authentic."""
        version = self.forum.texts[name].version
        digest = "A" * 43 + "="
        self.do("XBE", "text.language", name, language="fr", digest=digest, version=version)
        self.do(OFFICE, "text.authenticate", name, language="fr", version=version)

    def agreed(self, name: str = "T1-1") -> None:
        """A clause agreed ad referendum."""
        self.do("XAL", "clause.clean", name)
        self.do("XAL", "clause.agree", name)

    def silence(self, name: str = "P1", hours: int | None = None) -> None:
        """A silence over a proposal, with leave where leave is asked."""
        self.table(name)
        if self.has["silence.leave"]:
            self.decided(f"{name}-L", "leave-for-silence", name)
        least = self.has["silence.least"]
        self.do("XAL", "silence.open", name, hours or least)

    def serve(self, name: str = "P1") -> None:
        """The text served on every member."""
        for code in MEMBERS:
            channel = f"mailbox of {code}"
            self.do(OFFICE, "text.serve", name, channel=channel, seat=code, how="delivered")

    def call(self, name: str, sort: str, decision: str | None = None, **more: Json) -> None:
        """The chair calls a body."""
        said: dict[str, Json] = {**self.body(sort), "decision": decision}
        self.do("XAL", "circle.call", name, **{**said, **more})

    def body(self, sort: str) -> dict[str, Json]:
        """What a call says."""
        track = str(self.has["bodies.tracks"]).split()[0]
        return {
            "title": "A body", "sort": sort, "track": track, "rank": "officials", "host": "A hall",
            "seats": ["XAL", "XBE"],
        }  # fmt: skip
