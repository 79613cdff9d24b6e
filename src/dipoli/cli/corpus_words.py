"""Words of ``dipoli corpus``."""

from __future__ import annotations

HELP = "put texts into a corpus, look through it, list it"
DESCRIPTION = (
    "A corpus is a folder of texts with a manifest, which says of each whose words it holds, from "
    "when, in which language and from where. Every figure on what actors say rests on it."
)
ADD_HELP = "add texts: TXT, HTML, PDF, DOCX"
ADD = (
    "Reads each file, keeps it beside its text, and writes a line for it into the manifest: all of "
    "them or none. What is left out, such as scripts of a page, is counted and told; nothing is "
    "re-encoded by guess."
)
CHECK_HELP = "whether every text is as the manifest says; repeats, and words of nobody"
CHECK = (
    "Holds every text against its hash and length, and tells what is said twice, which texts are "
    "nearly one, whose words in transcripts nobody knows, and what a reader would not see."
)
LIST_HELP = "list the texts"
LIST = "Lists the texts in the order of the manifest."
FOLDER = "folder of the corpus"
NEW_FOLDER = "folder of the corpus; made when it is not there"
FILES = "texts that share what the options say"
SHOWN = {
    "date": "DATE", "genre": "GENRE", "language": "CODE", "translation": "KIND",
    "speakers": "NAME=CODE",
}  # fmt: skip
OPTIONS = {
    "actor": "whose words these are, by code; again for each maker of a joint text",
    "date": 'YYYY, YYYY-MM or YYYY-MM-DD; empty ("") if it is not known',
    "genre": "such as speech, joint_statement or transcript; shares are compared within one",
    "title": "title; the name of the file if not given",
    "language": "en, ko, zh, ja, ru or mn; found in the text if not given",
    "source": "where it was found; the name of the file if not given",
    "licence": "on what terms it may be used",
    "venue": "where it was said or issued",
    "role": "in what capacity, such as president; a speaker so called is the actor's",
    "translation": "original, official, unofficial or unknown",
    "speakers": 'for transcripts: whose words a speaker\'s are, as "Ada Lee=LAK; Bo Ru=RIV"',
    "encoding": "of plain text or pages whose bytes do not show it, such as euc-kr or cp1251",
    "manifest": "add the files that this table (CSV) names, each with what it says of it",
}
IN_TABLE = "write what differs from file to file into a table, and give that with --manifest"
MISSING = "say them: figures are compared by actor, date and genre"
NO_DATE = "date not known"
OUTSIDE = "outside of turns"
NAME_THEM = (
    "If some of them speak for an actor, add the text with --speakers, or fill the column speakers "
    "in the manifest."
)
HOLDS = "Every text is as the manifest says."
SAME = "The same bytes; each counts until you delete its line:"
ALIKE = "Nearly one text (share of the shorter one's words); each counts until you delete its line:"
BOILERPLATE = "Said in many texts; counted once for each actor and language:"
NOBODYS = (
    "Characters of nobody: of other speakers, unknown ones, and outside of turns. "
    "They are coded for no actor:"
)
LANGUAGES = "Language said and language found differ:"
ODD = "What a reader would not see:"
UNLISTED = "Files that no line of the manifest names; nobody reads them:"


def added(count: int, folder: str) -> str:
    """How many texts were added."""
    return f"{count:,} text{'' if count == 1 else 's'} added to {folder}."


def listed(count: int) -> str:
    """How many texts there are."""
    return f"{count:,} text{'' if count == 1 else 's'}"


def size(kind: str, characters: int, passages: int) -> str:
    """How long a text is."""
    plural = "" if passages == 1 else "s"
    return f"{kind}, {characters:,} characters, {passages:,} passage{plural}"


def language(said: str, found: str) -> str:
    """The language, and whether it was found."""
    if said == found:
        return f"language {said}, as found"
    return f"language {said}, as said; " + (f"found {found}" if found else "none found")


def nobodys(characters: int, of: int) -> str:
    """How much of a transcript is nobody's."""
    return f"{characters:,} of {of:,} characters are nobody's and are coded for no actor:"


def more(count: int) -> str:
    """How many speakers are not shown."""
    return f"; and {count} more"


def and_more(count: int) -> str:
    """How many lines are not shown."""
    return f"and {count:,} more; --json has all"


def counts(texts: int, characters: int, passages: int, repeats: int) -> str:
    """What a corpus holds."""
    return (
        f"{texts:,} text{'' if texts == 1 else 's'}, {characters:,} characters, {passages:,} "
        f"passages; {repeats:,} repeats of an actor's own words, counted once."
    )
