"""A text as the bytes of an Akoma Ntoso document."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from dipoli.codec.akoma.body import put_clauses
from dipoli.codec.akoma.element import party, put, root
from dipoli.codec.akoma.meta import Source, put_meta, state
from dipoli.forum import text as t
from dipoli.forum.standing import Forum
from dipoli.forum.text import Text
from dipoli.forum.text_put import headnote
from dipoli.forum.text_views import marked


def akoma_ntoso(forum: Forum, text: Text, source: Source) -> bytes:
    """A text as an Akoma Ntoso 1.0 document, as it stands.

    Whoever may read the text gets the same bytes: parties stand in it by the names that they give
    themselves, in the language in which the text is negotiated. A non-paper shows no author.

    Args:
        forum: the standing in which the text is.
        text: to be written.
        source: from where it is taken.

    Returns:
        The document in UTF-8.
    """
    outermost = root()
    document = put(outermost, "statement", name=text.kind.value, contains="singleVersion")
    body = _put_words(forum, text)
    for part in body:
        document.append(part)
    # Who is named in a document is known once all of it is there; what it says of itself is first.
    put_meta(forum, text, source, document)
    meta = document[-1]
    document.remove(meta)
    document.insert(0, meta)
    # No line breaks are put in: between signs and words, white space would be a part of the words.
    return bytes(tostring(outermost, encoding="utf-8", xml_declaration=True))


def _put_words(forum: Forum, text: Text) -> list[Element]:
    """Preface, clauses and what stands below them."""
    preface = Element("preface")
    for mark in marked(forum.charter):
        put(preface, "p", mark)
    line = put(preface, "p")
    put(line, "docNumber", text.symbol).tail = " "
    put(line, "docTitle", text.title, xml__lang=text.language)
    put(put(preface, "p"), "docType", t.TOLD[text.kind])
    put(put(preface, "p"), "docStatus", f"{state(forum, text)}; version {text.version}")
    if text.everything:
        put(preface, "p", "Nothing in it is agreed until everything is agreed.")
    if headnote(forum, text):
        put(preface, "p", "[The whole text is in brackets]")
    main = Element("mainBody", {"xml:lang": text.language})
    put_clauses(forum, text, main)
    if not text.clauses:
        put(main, "p", "There is no clause in it yet.", xml__lang="en")
    parts = [preface, main]
    if text.notes:
        conclusions = Element("conclusions")
        for number in sorted(text.notes):
            note = text.notes[number]
            by = "" if text.kind in t.NO_STATUS else party(note.by)
            put(conclusions, "block", f"Without prejudice to {note.words}",
                name="without-prejudice", dipoli__by=by, dipoli__act=str(number))  # fmt: skip
        parts.append(conclusions)
    return parts
