"""What a document says of itself: which text it is, in which version and language, how it stands.

Dates are those of the record: a file that is made twice of one standing is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from attrs import frozen

from dipoli.codec.akoma.body import in_protocol_order
from dipoli.codec.akoma.element import COUNTRY, Namer, language, parties, party, put, slug
from dipoli.forum import decision as d
from dipoli.forum import text as t
from dipoli.forum.in_order import in_order, those
from dipoli.forum.standing import Forum
from dipoli.forum.term_rules import marks
from dipoli.forum.text import AmendmentStage, Stage, Text
from dipoli.forum.text_put import headnote
from dipoli.forum.text_views import marked

MEDIA = "application/akn+xml"
ADOPTED, NOT_ADOPTED, UNKNOWN = "adopted", "not adopted", "not known here"


@frozen(kw_only=True)
class Source:
    """From where a text is taken.

    Args:
        origin: of the record, such as ``lake/plenary``.
        title: of the circle, in its founders' words.
        tabled: when the text was tabled, as its author said.
        name: code of a party to the name that it gives itself.
    """

    origin: str
    title: str
    tabled: str
    name: Namer


def put_meta(forum: Forum, text: Text, source: Source, document: Element) -> None:
    """Put what a document says of itself."""
    meta = put(document, "meta")
    _put_identification(forum, text, source, put(meta, "identification", source="#dipoli"))
    _put_workflow(forum, text, source, put(meta, "workflow", source="#body"))
    references = put(meta, "references", source="#dipoli")
    _put_proprietary(forum, text, put(meta, "proprietary", source="#dipoli"))
    _put_references(forum, text, source, document, references)


def state(forum: Forum, text: Text) -> str:
    """Whether a text is adopted; what is not known here is said to be so."""
    if text.id in forum.unknown:
        return UNKNOWN
    if text.stage is Stage.WITHDRAWN:
        return "withdrawn"
    for one in deciding(forum, text):
        if one.stage in d.DECIDED:
            return ADOPTED if one.stage is not d.Stage.ADOPTED_EXCEPT else one.stage.value
    return f"{NOT_ADOPTED}; before the body" if text.held else NOT_ADOPTED


def deciding(forum: Forum, text: Text) -> list[d.Proposal]:
    """Proposals that would adopt a text, or did, in the order of tabling."""
    return those(
        forum,
        forum.proposals,
        lambda one: one.purpose is d.Purpose.TEXT and one.subject == text.id,
    )


# ---------------------------------------------------------------- identification


def _put_identification(forum: Forum, text: Text, source: Source, place: Element) -> None:
    work = f"/akn/{COUNTRY}/statement/{source.tabled[:10]}/{slug(f'{source.origin}-{text.id}')}"
    expression = f"{work}/{language(text.language)}@{forum.time}"
    author = party(text.by) if text.kind not in t.NO_STATUS else "#body"
    one = _begin(place, "FRBRWork", work, time=source.tabled, event="tabled", author=author)
    put(one, "FRBRcountry", value=COUNTRY)
    put(one, "FRBRsubtype", value=text.kind.value)
    put(one, "FRBRnumber", value=text.symbol)
    put(one, "FRBRname", value=text.title)
    stands = state(forum, text)
    if stands != UNKNOWN:  # what is not known is not denied
        put(one, "FRBRauthoritative", value="true" if stands == ADOPTED else "false")
    one = _begin(
        place, "FRBRExpression", expression, time=forum.time, event="as it stood", author=author
    )
    put(one, "FRBRversionNumber", value=str(text.version))
    put(one, "FRBRlanguage", language=language(text.language))
    one = _begin(
        place, "FRBRManifestation", expression,
        time=forum.time, event="as it stood", author="#dipoli", ending=".akn",
    )  # fmt: skip
    put(one, "FRBRformat", value=MEDIA)


def _begin(  # noqa: PLR0913 - the parts that all levels have
    place: Element, name: str, uri: str, *, time: str, event: str, author: str, ending: str = ""
) -> Element:
    one = put(place, name)
    put(one, "FRBRthis", value=f"{uri}/!main{ending}")
    put(one, "FRBRuri", value=f"{uri}{ending and '/'}{ending}")
    put(one, "FRBRdate", date=time, name=event)
    put(one, "FRBRauthor", href=author)
    return one


def _put_workflow(forum: Forum, text: Text, source: Source, place: Element) -> None:
    """What was done about the text as a whole, as far as it is dated."""
    by = party(text.by) if text.kind not in t.NO_STATUS else "#body"
    put(place, "step", date=source.tabled, by=by, outcome="#tabled")
    for one in deciding(forum, text):
        if one.adopted is not None:
            put(
                place, "step", date=one.adopted, by="#body", outcome="#adopted",
                dipoli__proposal=one.id, dipoli__stage=one.stage.value,
                dipoli__concerned=parties(one.concerned),
            )  # fmt: skip


def _put_references(
    forum: Forum, text: Text, source: Source, document: Element, place: Element
) -> None:
    """Everybody and everything to which the document refers by a sign."""
    put(place, "TLCOrganization", eId="body", href=_ontology("organization", source.origin),
        showAs=source.title or source.origin)  # fmt: skip
    for code in in_protocol_order(forum, _named(document)):
        put(place, "TLCOrganization", eId=f"party-{code}",
            href=_ontology("organization", code), showAs=source.name(code))  # fmt: skip
    put(place, "TLCConcept", eId="tabled", href=_ontology("concept", "tabled"), showAs="tabled")
    if any(one.adopted for one in deciding(forum, text)):
        put(place, "TLCConcept", eId="adopted", href=_ontology("concept", "adopted"),
            showAs="adopted")  # fmt: skip
    put(place, "TLCObject", eId="dipoli", href=_ontology("object", "dipoli"), showAs="Dipoli")


def _ontology(sort: str, name: str) -> str:
    return f"/ontology/{sort}/{COUNTRY}/{slug(name)}"


def _named(document: Element) -> list[str]:
    """Codes of the parties to which anything in the document refers."""
    found = dict.fromkeys(
        sign.removeprefix("#party-")
        for element in document.iter()
        for value in element.attrib.values()
        for sign in value.split()
        if sign.startswith("#party-")
    )
    return list(found)


# ---------------------------------------------------------------- what the standard has no word for


def _put_proprietary(forum: Forum, text: Text, place: Element) -> None:
    """What a text is and carries beside its words, in the program's own namespace."""
    for mark in marked(forum.charter):
        put(place, "dipoli:mark", mark)
    shown = text.kind not in t.NO_STATUS
    put(
        place, "dipoli:text", id=text.id, acts=str(forum.acts), stage=text.stage.value,
        state=state(forum, text), version=str(text.version), reopened=str(text.reopened),
        pen=party(text.pen) if shown else "", facilitators=parties(text.facilitators),
        headnote=parties(in_protocol_order(forum, headnote(forum, text))),
        everything="true" if text.everything else "", language=text.language,
    )  # fmt: skip
    for code in dict.fromkeys((*forum.charter.languages, *sorted(text.languages))):
        held = text.languages.get(code)
        if code != text.language and held is not None:
            put(
                place, "dipoli:language", code=code, status=text.status(code).value,
                of=str(held.of), digest=held.digest.hex(),
            )  # fmt: skip
    for one in _waiting(forum, text):
        put(
            place, "dipoli:amendment", one.words, id=one.id, clause=one.clause,
            version=str(one.version), by=party(one.by) if shown else "",
        )  # fmt: skip
    for decided in deciding(forum, text):
        made = put(place, "dipoli:proposal", id=decided.id, stage=decided.stage.value,
                   adopted=decided.adopted or "", effective=decided.effective or "")  # fmt: skip
        for said in decided.statements:
            put(made, "dipoli:statement", kind=said.annex.value, by=party(said.by),
                act=str(said.number))  # fmt: skip
    for term in marks(forum, text):
        made = put(place, "dipoli:disputed-term", id=term.id, title=term.title)
        for code in in_protocol_order(forum, term.meanings):
            put(made, "dipoli:meaning", term.meanings[code], by=party(code))


def _waiting(forum: Forum, text: Text) -> Iterator[t.Amendment]:
    for one in in_order(forum, forum.amendments):
        if one.stage is AmendmentStage.PROPOSED and one.clause in text.clauses:
            yield one
