"""Stories of words: a single text, terms that are read in two ways, baskets, links, a summit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from dipoli.demonstration.exercise import DAY, HOUR, Exercise
from dipoli.demonstration.negotiation import digest
from dipoli.forum.text import ClauseStage


def single_text(x: Exercise) -> Iterator[datetime]:
    """A declaration of the plenary: pen, facilitators, amendments, three languages, adoption."""
    yield x.day(120)
    text = x.plenary.name("T")
    x.do("XOR", "text.table", text, "Declaration of the seven on the common sea", symbol="PL/1",
         kind="single-negotiating-text", language="en", everything=True)  # fmt: skip
    one, two, three = f"{text}-1", f"{text}-2", f"{text}-3"
    x.do("XOR", "clause.propose", one, "The sea is common to the seven.", sort="words")
    x.do("XOR", "clause.propose", two, "Its waters are used in peace.", sort="words", behind=one)
    x.do("XOR", "clause.propose", three, "The seven meet each year.", sort="words", behind=two)
    x.do("XKS", "text.bracket", text, "The whole, until we know its name.")
    x.do("XSE", "text.without-prejudice", text, "our rights in the Southern Gulf")
    x.do("XOR", "text.pen", text, to="XUL")
    x.do(x.chair(), "text.facilitate", text, facilitators=["XTV"])
    yield x.later(20)
    x.do("XKS", "text.lift", text, "The name is agreed.")
    x.do("XTV", "clause.bridge", one, "The sea is used by the seven in common.")
    x.do("XUL", "clause.take", one, which=2)
    x.do("XOR", "clause.drop", one, which=1)
    x.do("XSE", "clause.bracket", two, "in peace")
    x.do("XSE", "clause.lift", two, which=1)
    version = x.forum.texts[text].version
    x.do("XUL", "clause.revise", two, "Its waters are used in peace and kept clean.",
         version=version)  # fmt: skip
    version = x.forum.texts[text].version
    x.do("XHA", "amendment.propose", "A1", "The seven meet twice a year.", clause=three,
         version=version)  # fmt: skip
    x.do("XSE", "amendment.propose", "A2", "The seven meet as they wish.", clause=three,
         version=version)  # fmt: skip
    x.do("XUL", "amendment.take", "A1")
    x.do("XSE", "amendment.withdraw", "A2")
    for clause in (one, two, three):
        if x.forum.clauses[clause].stage is ClauseStage.PROPOSED:
            x.do(x.chair(), "clause.clean", clause)
        x.do(x.chair(), "clause.agree", clause)
    x.do("XNU", "clause.reopen", three, "Our capital says once.", reason="instructions-pending")
    yield x.later(20)
    for which in sorted(x.forum.clauses[three].brackets):
        x.do("XNU", "clause.lift", three, which=which)
    x.do(x.chair(), "clause.agree", three)
    for clause in (one, two, three):
        for code in x.members():
            x.do(code, "clause.confirm", clause)
    yield from _languages(x, text)
    name = x.table("XUL", "Declaration of the seven on the common sea", "text", subject=text)
    yield x.sitting(after=4)
    x.adopt(name)
    x.office("proposal.effect", name)


def _languages(x: Exercise, text: str) -> Iterator[datetime]:
    """Each version is filed, found to stand, questioned and filed anew."""
    version = x.forum.texts[text].version
    for by, language in (("XUL", "ko"), ("XTV", "mn")):
        x.do(by, "text.language", text, language=language, digest=digest(f"{text} {language}"),
             version=version)  # fmt: skip
        x.office("text.authenticate", text, language=language, version=version)
    x.do("XHA", "text.question", text, "In Korean the second clause says 'may'.", language="ko")
    yield x.later(5)
    x.do("XUL", "text.language", text, language="ko", digest=digest(f"{text} ko, mended"),
         version=version)  # fmt: skip
    x.office("text.authenticate", text, language="ko", version=version)


def non_paper(x: Exercise) -> Iterator[datetime]:
    """A non-paper is shown about, and taken back."""
    yield x.day(100)
    text = x.plenary.name("T")
    x.do("XKS", "text.table", text, "If the ferries came first", symbol="NP/1", kind="non-paper",
         language="en", everything=False)  # fmt: skip
    yield x.later(40)
    x.do("XKS", "text.withdraw", text, "It has served.")


def two_meanings(x: Exercise) -> Iterator[datetime]:
    """Three read 'free passage' in three ways; a meaning is settled for one text, and re-opened."""
    yield x.day(170)
    text = x.plenary.name("T")
    x.do("XSE", "text.table", text, "On passage through the strait", symbol="PL/2",
         kind="working-paper", language="en", everything=False)  # fmt: skip
    x.do("XSE", "clause.propose", f"{text}-1", "Ferries have free passage by day.", sort="words")
    x.do("XKS", "term.dispute", "W1", "free passage", names=["free passage", "자유 통항"])
    x.do("XKS", "term.mean", "W1", "Passage that is announced and not refused.")
    x.do("XSE", "term.mean", "W1", "Passage that nobody has to announce.")
    x.do("XHA", "term.mean", "W1", "Passage without a fee.")
    yield x.later(60)
    x.do(x.chair(), "term.offer", "W1", "Here: passage that is announced once a year.", text=text)
    x.do("XKS", "term.accept", "W1", text=text)
    x.do("XSE", "term.accept", "W1", text=text)
    x.do("XHA", "term.accept", "W1", text=text)
    yield x.day(560)
    x.do("XHA", "term.reopen", "W1", "A fee was taken in June.", text=text)


def reserved(x: Exercise) -> Iterator[datetime]:
    """What two seats will not have discussed; one admits a paper on it, and later gives it up."""
    yield x.day(12)
    x.do("XKS", "matter.reserve", "S1", "The islets of Marr", names=["islets of Marr", "Marr"])
    x.do("XTV", "matter.reserve", "S2", "The railway treaty", names=["railway treaty"])
    yield x.day(400)
    text = x.plenary.name("T")
    x.do("XKS", "matter.admit", "S1", paper=text)
    x.do("XHA", "text.table", text, "Birds on the islets of Marr", symbol="PL/3",
         kind="working-paper", language="en", everything=False, matters=["S1"])  # fmt: skip
    yield x.day(600)
    x.do("XTV", "matter.release", "S2", "The treaty was published.")


def new_basket(x: Exercise) -> Iterator[datetime]:
    """A basket on fisheries is opened; a link to the economy is claimed, agreed, and removed."""
    yield x.day(180)
    decision = yield from x.decided("XNU", "To open a basket on fisheries", "body",
                                    subject="fisheries")  # fmt: skip
    x.do(x.chair(), "basket.open", "fisheries", decision=decision)
    one = x.table("XNU", "A closed season for herring", basket="fisheries")
    two = x.table("XSE", "A common price for ice", basket="economy")
    x.do("XHA", "link.claim", "L1", "Fleets pay for ice when they may fish.", waits=two, other=one,
         how="after")  # fmt: skip
    x.do("XTV", "link.claim", "L2", "Note of Tavrena, of this week.", waits=one, other=two,
         how="together")  # fmt: skip
    x.do("XTV", "link.remove", "L2", "One is enough.")
    yield from x.decided("XHA", "To agree link L1", "link", subject="L1")
    yield x.sitting(after=5)
    x.adopt(two)
    yield x.sitting(after=5)
    x.adopt(one)
    x.office("proposal.effect", one)
    x.office("proposal.effect", two)


def level(x: Exercise) -> Iterator[datetime]:
    """After a year the forum is raised from a dialogue to political commitments."""
    yield x.day(365)
    decision = yield from x.decided("XUL", "To raise the forum to political commitments", "level",
                                    subject="political-commitments")  # fmt: skip
    x.office("level.raise", decision, "With the thanks of the seven.")


def summit(x: Exercise) -> Iterator[datetime]:
    """Leaders meet on an island; their file has parts; they end without agreement on one."""
    yield x.day(540)
    name = "SUM1"
    x.office("summit.open", name, "Leaders on the island of Ost")
    parts = ("clean", "bracketed", "left-to-leaders", "fall-back")
    for part in parts:
        leaf = hashlib.sha256(part.encode()).digest()
        x.do(x.chair(), "summit.cite", name, part=part, circle=f"file-{part}", leaf=leaf)
    for code in ("XTV", "XSE"):
        leaf = hashlib.sha256(code.encode()).digest()
        x.do(code, "summit.cite", name, part="to-announce", circle=f"announce-{code.lower()}",
             leaf=leaf)  # fmt: skip
    yield x.later(30)
    x.office("summit.hold", name, "Five leaders came, and two ministers.")
    yield x.hall.now + DAY + HOUR
    x.office("summit.end", name, outcome="fall-back-used")


STORIES = (single_text, non_paper, two_meanings, reserved, new_basket, level, summit)
