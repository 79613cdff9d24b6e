"""Private papers of a delegation: positions, instructions, notes.

On a host's site they are ciphertext, with a day and a length class; the browser or the node seals
and opens them, and what can be read is refused. On the pages of a node they are the node's own
papers, and open there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.urls import reverse

from dipoli.faults import DipoliError
from dipoli.node import private as own_papers
from dipoli.node.paper_box import MOST_TEXT, paper_keys
from dipoli.told import tell
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin, marks_of
from dipoli.web.own import Own
from dipoli.web.papers import keeping
from dipoli.web.papers.keeping import Whose
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent
from dipoli.web.speech import words_of

_BOX = 120_000
"""A sealed paper of the longest class to the most keys, in base64, with room for ends of lines."""


def private(asked: Asked) -> Page:
    """The private papers of the reader's delegation."""
    own = asked.site.own
    return _own_list(asked, own) if own is not None else _kept_list(asked)


def private_paper(asked: Asked) -> Page:
    """One private paper."""
    name, own = asked.words["paper"], asked.site.own
    if own is None:
        one = next((one for one in _kept(_whose(asked)) if one["id"] == name), None)
        if one is None:
            raise MissingError
        return Page(
            title=tell("A sealed paper"),
            marks=_marks(asked),
            twin={"own": False, **_words(asked), "paper": one},
        )
    try:
        with own.lock:
            paper = own_papers.open_(own.folder, own.box, name)
    except DipoliError:
        raise MissingError from None
    said = {"id": name, "day": paper.day, "title": paper.title, "kind": paper.kind}
    return Page(
        title=paper.title,
        marks=_marks(asked),
        twin={"own": True, "paper": {**said, "text": paper.text}},
    )


def private_box(asked: Asked) -> Page:
    """One sealed paper as a file."""
    if asked.site.own is not None:
        raise MissingError
    name = asked.words["paper"]
    box = keeping.box_of(_whose(asked), name)
    if box is None:
        raise MissingError
    file = Document(data=box, media="application/octet-stream", name=f"{name}.paper")
    return Page(title=tell("A sealed paper"), twin={"id": name, "bytes": len(box)}, document=file)


def _marks(asked: Asked) -> tuple[str, ...]:
    """Those of the forum in which the reader sits."""
    hall = asked.site.halls.get(asked.reader.hall)
    return () if hall is None else tuple(marks_of(hall.plenary.by(asked.reader.code).forum))


# ---------------------------------------------------------------- on a host's site


def _whose(asked: Asked) -> Whose:
    """Of which delegation papers are asked; the secretariat, the host, has none here.

    Raises:
        MissingError: the reader is no delegation of a forum here.
    """
    hall = asked.site.halls.get(asked.reader.hall)
    if hall is None:
        raise MissingError
    standing = hall.plenary.by(asked.reader.code).standing
    if asked.reader.code not in standing.seats:  # who was seated once finds its papers again
        raise MissingError
    return Whose(forum=standing.forum, code=asked.reader.code)


def _words(asked: Asked) -> Twin:
    whose = _whose(asked)
    return {"forum": whose.forum, "code": whose.code}


def _kept(whose: Whose) -> Iterator[Twin]:
    for one in keeping.kept(whose):
        words = {"paper": one.id}
        yield {
            "id": one.id,
            "day": one.day,
            "size": one.size,
            "page": reverse("private_paper", kwargs=words),
            "file": reverse("private_box", kwargs=words),
        }


def _kept_list(asked: Asked, refused: str = "") -> Page:
    whose = _whose(asked)
    return Page(
        title=tell("Private papers of the delegation"),
        marks=_marks(asked),
        twin={
            "own": False,
            **_words(asked),
            "most": MOST_TEXT,
            "papers": list(_kept(whose)),
            "keys": [
                {"public": one.public, "code": one.code, "day": one.day}
                for one in keeping.offered(whose)
            ],
            "kinds": list(own_papers.KINDS),
            "refused": refused or None,
        },
    )


def keep(asked: Asked, sent: Sent) -> Gone | Answered:
    """Lay a sealed paper by."""
    whose = _on_a_site(asked)
    instead = next(iter(sent.get("instead", ())), "")
    try:
        made = keeping.keep(whose, sent["box"][0], asked.now[:10], instead)
    except DipoliError as fault:
        return Answered(
            page=_kept_list(asked, words_of(fault)), template="dipoli/private.html", status=422
        )
    return Gone(to=reverse("private"), twin={"id": made})


def offer(asked: Asked, sent: Sent) -> Gone | Answered:
    """Offer a public key to the others of the delegation."""
    try:
        keeping.offer(_on_a_site(asked), sent["public"][0], asked.now[:10])
    except DipoliError as fault:
        return Answered(
            page=_kept_list(asked, words_of(fault)), template="dipoli/private.html", status=422
        )
    return Gone(to=reverse("private"), twin={})


def withdraw(asked: Asked, sent: Sent) -> Gone:
    """Take an offered key away."""
    if not keeping.withdraw(_on_a_site(asked), sent["public"][0]):
        raise MissingError
    return Gone(to=reverse("private"), twin={})


def _on_a_site(asked: Asked) -> Whose:
    if asked.site.own is not None:
        raise MissingError
    return _whose(asked)


# ---------------------------------------------------------------- on a node


def _own_list(asked: Asked, own: Own, refused: str = "", said: Twin | None = None) -> Page:
    with own.lock:
        found = [_opened(own, name) for name in own_papers.names(own.folder)]
    key = paper_keys(own.box)[0].public
    return Page(
        title=tell("Private papers of the delegation"),
        marks=_marks(asked),
        twin={
            "own": True,
            "papers": found,
            "kinds": list(own_papers.KINDS),
            "key": {"public": key.text, "code": key.code},
            "recipient": own_papers.recipient(own.box),
            "refused": refused or None,
            "said": said,
        },
    )


def _opened(own: Own, name: str) -> Twin:
    page = reverse("private_paper", kwargs={"paper": name})
    try:
        paper = own_papers.open_(own.folder, own.box, name)
    except DipoliError:
        return {"id": name, "title": None, "kind": None, "day": None, "page": None}
    return {
        "id": name, "title": paper.title, "kind": paper.kind, "day": paper.day, "page": page
    }  # fmt: skip


def write(asked: Asked, sent: Sent) -> Gone | Answered:
    """Keep a paper on the node."""
    own = asked.site.own
    assert own is not None  # noqa: S101 - the rule of the action
    said = {name: sent[name][0] for name in ("title", "kind", "text")}
    try:
        data = own_papers.written(said["title"], said["kind"], said["text"])
        with own.lock:
            name = own_papers.keep(own.folder, own.box, data, asked.now[:10], secrets.token_bytes)
    except DipoliError as fault:
        page = _own_list(asked, own, words_of(fault), {**said})
        return Answered(page=page, template="dipoli/private.html", status=422)
    return Gone(to=reverse("private_paper", kwargs={"paper": name}), twin={"id": name})


def remove(asked: Asked, sent: Sent) -> Gone:
    """Take a paper away, here or on the node."""
    name, own = sent["paper"][0], asked.site.own
    if own is None:
        if not keeping.remove(_whose(asked), name):
            raise MissingError
    else:
        try:
            with own.lock:
                own_papers.remove(own.folder, name)
        except DipoliError:
            raise MissingError from None
    return Gone(to=reverse("private"), twin={})


ROUTES = (
    Route(
        name="private",
        path="private",
        rule=Rule.SITTING,
        of_desk=True,
        answer=private,
        about="The private papers of the reader's delegation: on a host's site, ciphertext alone.",
    ),
    Route(
        name="private_paper",
        path="private/<slug:paper>",
        rule=Rule.SITTING,
        of_desk=True,
        answer=private_paper,
        about="One private paper of the reader's delegation.",
    ),
    Route(
        name="private_box",
        path="private/<slug:paper>/sealed",
        rule=Rule.SITTING,
        of_desk=True,
        answer=private_box,
        about="One sealed paper as a file, which opens with a key of the delegation alone.",
    ),
)

_PAPER = Input(name="paper", meaning="Id of the paper.", pattern="[0-9a-f-]{1,40}")
_PUBLIC = Input(
    name="public", meaning="The public paper key, in base64.", pattern=r"[A-Za-z0-9+/=\s]{1,120}"
)
ACTIONS = (
    Action(
        name="private_keep",
        path="private/do/keep",
        rule=Rule.SITTING,
        do=keep,
        about="Lay a sealed paper by. What is not sealed is refused.",
        inputs=(
            Input(name="box", meaning="The sealed paper, in base64.", most=_BOX),
            Input(
                name="instead", meaning="Id of the paper that it replaces.", needed=False,
                pattern="[0-9a-f]{1,40}",
            ),
        ),
    ),
    Action(
        name="private_offer",
        path="private/do/offer-key",
        rule=Rule.SITTING,
        do=offer,
        about="Offer a public paper key to the others of the delegation.",
        inputs=(_PUBLIC,),
    ),
    Action(
        name="private_withdraw",
        path="private/do/withdraw-key",
        rule=Rule.SITTING,
        do=withdraw,
        about="Take an offered paper key away.",
        inputs=(_PUBLIC,),
    ),
    Action(
        name="private_write",
        path="private/do/write",
        rule=Rule.NODE,
        do=write,
        about="Keep a private paper on the delegation's own node, sealed to its keys.",
        inputs=(
            Input(name="title", meaning="The title, in one line.", most=300),
            Input(name="kind", meaning="What it is.", pattern="position|instruction|note"),
            Input(name="text", meaning="What it says.", most=500_000),
        ),
    ),
    Action(
        name="private_remove",
        path="private/do/remove",
        rule=Rule.SITTING,
        do=remove,
        about="Take a private paper away.",
        inputs=(_PAPER,),
    ),
)  # fmt: skip
