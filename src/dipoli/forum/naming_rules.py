"""Names and orders: who gives which name, which order is published, and what a reader is shown."""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.points import Point
from dipoli.charter.rules import Ordering, Rota
from dipoli.forum import naming as n
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.naming import Thing, Use
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, joined, tell


@frozen(kw_only=True)
class Named:
    """The body of ``name.give/1``."""

    name: str
    sort: Thing
    thing: str
    language: str


@frozen(kw_only=True)
class Published:
    """The body of ``order.publish/1``."""

    how: str
    use: Use
    language: str | None
    order: tuple[str, ...]


NAMED = Form(
    build=Named,
    text="name",
    fields=(
        Field(name="name", sort=Sort.LINE, meaning="what the speaker calls it"),
        Field(name="sort", sort=Sort.SLUG, meaning="what sort of thing it is", choice=Thing),
        Field(name="thing", sort=Sort.LINE, meaning="its code, its short name, or its id"),
        Field(name="language", sort=Sort.LANGUAGE, meaning="in which language"),
    ),
)
PUBLISHED = Form(
    build=Published,
    text="how",
    fields=(
        Field(name="how", sort=Sort.TEXT, meaning="how it was drawn or made, and before whom"),
        Field(name="use", sort=Sort.SLUG, meaning="what it is for", choice=Use),
        Field(
            name="language",
            sort=Sort.LANGUAGE,
            meaning="of which alphabet, where it is for one",
            needed=False,
        ),
        Field(name="order", sort=Sort.CODE, meaning="every seat, once", many=True),
    ),
)

# ---------------------------------------------------------------- guards


def _known(forum: Forum, act: Act) -> OutOfOrder | None:
    """Parties have seats, papers have short names here; places, seas, terms, events are free."""
    paper = act.said
    assert isinstance(paper, Named)  # noqa: S101 - the form of this act gives no other
    sort = forum.sorts.get(paper.thing)
    free = paper.sort not in (Thing.PARTY, Thing.PAPER) or paper.thing in forum.unknown
    if free or (sort is not None and (sort == "seat") is (paper.sort is Thing.PARTY)):
        return None
    why = tell("{thing} is no {sort} here.", thing=paper.thing, sort=in_words(paper.sort))
    remedy = tell("Say which paper it is by its short name.")
    if paper.sort is Thing.PARTY:
        remedy = tell("Say which party it is by its code, once it has a seat here.")
    return refuse(forum, Point.NAMES, why, remedy)


def _tells_apart(forum: Forum, act: Act) -> OutOfOrder | None:
    """A name that only looks like another one tells no reader which is meant.

    A speaker tells its own things apart. What a party calls itself is shown to all, so it does not
    pass for what another calls itself; to bear the very same name is a matter between the two.
    """
    paper = act.said
    assert isinstance(paper, Named)  # noqa: S101 - the form of this act gives no other
    seen = n.look(paper.name)
    thing = forum.called.get((act.by, paper.sort, paper.language, seen), paper.thing)
    if thing != paper.thing:
        name = forum.names[act.by, paper.sort, thing, paper.language]
        why = tell(
            "{who} calls {thing} “{name}” already, and the two names look alike.",
            who=act.by,
            thing=thing,
            name=name,
        )
        return refuse(forum, Point.NAMES, why, tell("Choose a name that readers can tell from it."))
    if paper.sort is not Thing.PARTY or act.by != paper.thing:
        return None
    for code in forum.order:
        other = None if code == act.by else own_name(forum, code, paper.language)
        if other is not None and other != paper.name and n.look(other) == seen:
            why = tell(
                "“{paper}” only looks like “{other}”, by which {code} calls itself.",
                paper=paper.name,
                other=other,
                code=code,
            )
            return refuse(
                forum, Point.NAMES, why, tell("Choose a name that readers can tell from it.")
            )
    return None


def _asked_for(forum: Forum, act: Act) -> OutOfOrder | None:
    """The charter has a use for the order."""
    paper, rules = act.said, forum.charter
    assert isinstance(paper, Published)  # noqa: S101 - the form of this act gives no other
    asked = {
        Use.PROTOCOL: rules.seats.order is Ordering.LOT,
        Use.CHAIR: rules.chair.rota is Rota.LOT,
        Use.LANGUAGE: paper.language is not None,
    }
    if asked[paper.use] and (paper.use is Use.LANGUAGE or paper.language is None):
        return None
    if paper.use is Use.LANGUAGE:
        why = tell("It is not said of which language this is the alphabet.")
        return refuse(forum, Point.ORDER, why, tell("Name the language."))
    seats = paper.use is Use.PROTOCOL
    if asked[paper.use]:
        why = tell("A lot for the turns in the chair is of no language, and one is named.")
        if seats:
            why = tell("A lot for the order of seats is of no language, and one is named.")
        return refuse(forum, Point.ORDER, why, tell("Publish it without a language."))
    why = tell("In this forum the turns in the chair are not drawn by lot.")
    if seats:
        why = tell("In this forum the order of seats is not drawn by lot.")
    remedy = tell(
        "Publish nothing for it; the order of an alphabet can be published for a language."
    )
    return refuse(forum, Point.ORDER, why, remedy)


def _every_seat(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Published)  # noqa: S101 - the form of this act gives no other
    missing = [code for code in forum.order if code not in paper.order]
    strange = [code for code in paper.order if code not in forum.seats]
    if not missing and not strange and len(set(paper.order)) == len(paper.order):
        return None
    twice = [code for code in dict.fromkeys(paper.order) if paper.order.count(code) > 1]
    told = [tell("missing: {codes}", codes=commas(missing))] if missing else []
    told += [tell("no seat here: {codes}", codes=commas(strange))] if strange else []
    told += [tell("twice: {codes}", codes=commas(twice))] if twice else []
    why = tell("An order has every seat here once; {faults}.", faults=joined("; ", told))
    return refuse(forum, Point.ORDER, why, tell("List every seat here once, and nobody else."))


# ---------------------------------------------------------------- effects


def _named(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Named)  # noqa: S101 - the form of this act gives no other
    key = (act.by, paper.sort, paper.thing, paper.language)
    before, looks = forum.names.get(key), (act.by, paper.sort, paper.language)
    called = forum.called
    if before is not None:
        called = called.delete((*looks, n.look(before)))
    called = called.set((*looks, n.look(paper.name)), paper.thing)
    return forum.grown(names=forum.names.set(key, paper.name), called=called)


def _published(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Published)  # noqa: S101 - the form of this act gives no other
    if paper.use is Use.PROTOCOL:
        return forum.grown(lot=paper.order)
    if paper.use is Use.CHAIR:
        return forum.grown(sequence=paper.order)
    return forum.grown(alphabets=forum.alphabets.set(str(paper.language), paper.order))


# ---------------------------------------------------------------- what a reader is shown


def called(forum: Forum, reader: str, sort: Thing, thing: str, language: str) -> str:
    """What a thing is called for a reader: as its seat calls it, else as its own party does.

    Where neither has said anything: as the charter has it, then as the secretariat calls it, and at
    last by its code.

    Args:
        forum: the standing.
        reader: code of the seat that reads.
        sort: of the thing.
        thing: its code, short name or id.
        language: in which the reader reads.
    """
    for speaker in (reader, thing if sort is Thing.PARTY else reader):
        name = forum.names.get((speaker, sort, thing, language))
        if name is not None:
            return name
    listed = forum.charter.member(thing) if sort is Thing.PARTY else None
    if listed is not None and language in listed.names:
        return listed.names[language]
    return forum.names.get((forum.secretariat, sort, thing, language), thing)


def own_name(forum: Forum, code: str, language: str) -> str | None:
    """The name that a party gives itself in a language; None where it gave none."""
    name = forum.names.get((code, Thing.PARTY, code, language))
    listed = forum.charter.member(code)
    return name if name is not None or listed is None else listed.names.get(language)


def alphabet(forum: Forum, codes: tuple[str, ...], language: str) -> tuple[str, ...] | None:
    """Parties in the alphabetical order of a language; None where none can be said.

    The order that the secretariat published stands. Where it published none, and the program knows
    the alphabet, the names decide that the parties give themselves.
    """
    published = forum.alphabets.get(language)
    if published is not None:
        return (
            *(code for code in published if code in codes),
            *(code for code in codes if code not in published),
        )
    names = {code: own_name(forum, code, language) for code in codes}
    given = {code: name for code, name in names.items() if name is not None}
    return n.alphabetical(given, language) if len(given) == len(codes) else None


KINDS: tuple[Kind, ...] = (
    Kind(
        name=n.GIVE,
        form=NAMED,
        who=Who.ANYONE,
        guards=(_known, _tells_apart),
        effect=_named,
        meaning="Say what one calls a party, paper, place, sea, term or event, in a language.",
    ),
    Kind(
        name=n.PUBLISH,
        form=PUBLISHED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_asked_for, _every_seat),
        effect=_published,
        meaning="Publish an order of parties: a lot that was drawn, or an alphabet.",
    ),
)
"""The acts of names and orders."""
