"""Small corpora of made-up words, and codings of them, for tests of coding by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from dipoli.analysis.discourse.codebook import Codebook, Issue, Kind
from dipoli.analysis.discourse.coding import Code, Coded, Stance
from dipoli.analysis.discourse.hands.codings import Coding, Codings, Half, Item, Listed, Mark
from dipoli.analysis.discourse.texts import Corpus, Document, Passage, digest_of

ISSUES = ("water", "levels", "fishing", "crews")
LISTED = (
    Listed(id="water"), Listed(id="levels", parent="water"), Listed(id="fishing"),
    Listed(id="crews"),
)  # fmt: skip
BOOK = Codebook(
    id="lake",
    version="1.0.0",
    languages=("en",),
    issues=tuple(
        Issue(id=one.id, parent=one.parent, label={"en": one.id}, kind=Kind.GOAL, definition="x")
        for one in LISTED
    ),
    digest="b" * 64,
)


def document(file: str, actor: str, sentences: int, language: str = "en") -> Document:
    text = " ".join(f"{file} sentence {n} of {actor}." for n in range(sentences))
    return Document(
        file=file, title=file, date="2031-04-30", actors=(actor,), language=language,
        genre="speech", text=text, sha256=digest_of(text),
    )  # fmt: skip


def corpus_of(documents: list[Document]) -> tuple[Corpus, tuple[Coded, ...]]:
    """A corpus cut at full stops; sentence n carries the issue of number n, where there is one."""
    coded = []
    for one in documents:
        at = 0
        for n, words in enumerate(one.text.split(". ")):
            end = at + len(words) + (0 if words.endswith(".") else 1)
            passage = Passage(
                file=one.file, start=at, end=end, sha256=digest_of(one.text[at:end]),
                actor=one.actors[0],
            )  # fmt: skip
            issue = ISSUES[n % 8] if n % 8 < len(ISSUES) else None
            codes = (Code(issue=issue, seed="s", start=at, end=end),) if issue else ()
            coded.append(Coded(passage=passage, codes=codes))
            at = end + 1
    corpus = Corpus(
        documents={one.file: one for one in documents},
        passages=tuple(one.passage for one in coded),
        digest="c" * 64,
    )
    return corpus, tuple(coded)


def item(
    text: str = "Water is for all.", file: str = "a.txt", start: int = 0, **more: object
) -> Item:
    held: dict[str, object] = {
        "language": "en", "actors": ("ORV",), "date": "2031", "half": Half.DEV,
        "coders": ("A", "B"),
    }  # fmt: skip
    held |= more
    return Item(
        file=file, start=start, end=start + len(text), sha256=digest_of(text), text=text,
        **held,  # type: ignore[arg-type]
    )  # fmt: skip


def codings_of(items: list[Item], **more: object) -> Codings:
    held: dict[str, object] = {"seed": 3} | more
    return Codings(
        corpus="c" * 64, codebook="b" * 64, name="lake 1.0.0", issues=LISTED, items=tuple(items),
        **held,  # type: ignore[arg-type]
    )  # fmt: skip


def marks(told: str) -> tuple[Mark, ...]:
    """Marks as ``water:supports fishing``."""
    parts = (one.partition(":") for one in told.split())
    return tuple(
        Mark(issue=issue, stance=Stance(stance) if stance else None) for issue, _c, stance in parts
    )


def coded(codings: Codings, *rows: tuple[str, str, str]) -> Codings:
    """Codings with the codes of some coders: item, coder, marks."""
    for one, coder, told in rows:
        codings = codings.put(one, coder, Coding(marks=marks(told)))
    return codings


MARKS = st.lists(
    st.tuples(st.sampled_from(ISSUES), st.none() | st.sampled_from(list(Stance))),
    unique_by=lambda one: one[0],
    max_size=4,
).map(
    lambda found: tuple(
        Mark(issue=issue, stance=stance)
        for issue, stance in sorted(found, key=lambda one: ISSUES.index(one[0]))
    )
)


@st.composite
def any_codings(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Codings:
    """Codings of made-up items, whatever stands in them."""
    count = draw(st.integers(0, 4))
    items = [
        item(
            draw(texts.filter(bool)), file=f"{n}{draw(texts)}", start=draw(st.integers(0, 9)),
            actors=draw(st.sampled_from([("ORV",), ("ORV", "TEL")])),
            date=draw(st.sampled_from(["", "2031", "2031-04", "2031-04-30"])),
            half=draw(st.sampled_from(list(Half))),
            coders=draw(st.sampled_from([("A",), ("A", "B"), ("B", "A", "C-2")])),
            drawn=draw(st.sampled_from([None, "", "water"])),
        )
        for n in range(count)
    ]  # fmt: skip
    found = codings_of(items, seed=draw(st.integers(0, 2**63 - 1)))
    for one in items:
        for coder in one.coders:
            coding = Coding(
                marks=draw(st.none() | MARKS), note=draw(st.just("") | texts),
                when=draw(st.sampled_from(["", "2031-05-01", "1/5/2031", "=NOW()"])),
            )  # fmt: skip
            found = found.put(one.id, coder, coding)
    return found
