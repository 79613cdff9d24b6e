"""Rows of the table of routes: a page that is read, and an action that changes something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from dipoli.web.asked import Answer, Asked, Page
from dipoli.web.policy import Rule
from dipoli.web.reader import Reader

HALL = "forums/<slug:hall>"
"""The address of a forum."""

ROOM = f"{HALL}/<slug:room>"
"""The address of a circle; every page of a circle stands below it."""


@frozen(kw_only=True)
class Input:
    """One thing that is sent to an action, or that stands behind the question mark of a page.

    Args:
        name: of the field.
        meaning: in a sentence, for who writes a client.
        needed: whether it must be sent, and not be empty.
        many: whether it may be sent several times.
        pattern: regular expression of the whole value; any text when empty.
        most: how many signs it may have.
        file: whether it is a file; its value is base64 of the bytes.
    """

    name: str
    meaning: str
    needed: bool = True
    many: bool = False
    pattern: str = ""
    most: int = 30_000
    file: bool = False


@frozen(kw_only=True)
class Event:
    """One sort of event of a stream.

    Args:
        name: as the stream calls it.
        meaning: in a sentence, for who writes a client.
        part: name of the form of what it says, among those that schemas share.
    """

    name: str
    meaning: str
    part: str


@frozen(kw_only=True)
class Route:
    """One page.

    Args:
        name: by which other pages link to it; the template is ``dipoli/NAME.html``.
        path: its address, in the notation of Django, without the slash at its beginning.
        rule: who may ask for it.
        answer: what was asked to the page.
        about: what it tells, in a sentence.
        twin: the address of its twin, where ``.json`` behind the path would not do.
        menu: its words in the menu of a circle; empty where the menu does not list it.
        sorts: of things whose own page it is, as the overview calls them; its address ends in
            ``<str:object>`` then.
        listed: of a circle whose menu lists it; every one's where there is none.
        asks: what may stand behind the question mark of its address; anything else is passed over.
        prefix: of further names there, which hang on what the page is about, such as the fields of
            an act; empty where there are none.
        media: of the document that it is; empty where the template draws it.
        events: that a stream at the same address tells to who asks for events; none where there is
            no stream.
        prints: name of the page that it is on paper; empty where it is none.
        of_desk: whether it rests on what lies beside the records, in the database of the desk or in
            a folder; it is drawn for each who asks, since it changes without an act.
    """

    name: str
    path: str
    rule: Rule
    answer: Answer
    about: str
    twin: str = ""
    menu: str = ""
    sorts: tuple[str, ...] = ()
    listed: Callable[[Asked], bool] | None = None
    asks: tuple[Input, ...] = ()
    prefix: str = ""
    media: str = ""
    events: tuple[Event, ...] = ()
    prints: str = ""
    of_desk: bool = False

    def hears(self, name: str) -> bool:
        """Whether a name may stand behind the question mark of its address."""
        named = any(one.name == name for one in self.asks)
        return named or bool(self.prefix and name.startswith(self.prefix))

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"dipoli/{self.name}.html"

    @property
    def schema(self) -> str:
        """The name of the form of its twin."""
        return f"dipoli.site-{self.name}/1"

    @property
    def twin_path(self) -> str:
        """The address of its twin."""
        return self.twin or f"{self.path}.json"

    @property
    def on_records(self) -> bool:
        """Whether it rests on the records, the reader and the moment alone."""
        return self.rule in {Rule.CIRCLE, Rule.SITTING} and not self.of_desk

    @property
    def is_own_twin(self) -> bool:
        """Whether the document that it is, is its twin as well."""
        return self.twin == self.path != ""


Sent = Mapping[str, tuple[str, ...]]
"""What was sent, each field with its values; a field that was not sent is not there."""


@frozen(kw_only=True)
class Gone:
    """An action was done; a browser goes on to another page.

    Args:
        to: address of that page.
        twin: what a program is told.
        sits: where the reader sits from now on; None where that does not change, a reader without
            a code for getting up.
        language: in which the reader reads from now on; empty where that does not change.
    """

    to: str
    twin: Mapping[str, object]
    sits: Reader | None = None
    language: str = ""


@frozen(kw_only=True)
class Answered:
    """An action is answered by a page of its own: a draft to look at, or why nothing was done.

    Args:
        page: what it says.
        template: that draws it, such as ``dipoli/draft.html``.
        status: of the answer; 200, or 409 and 422 where nothing was done.
    """

    page: Page
    template: str
    status: int = 200


@frozen(kw_only=True)
class Action:
    """Something that one can do on the site, by a form or by JSON at the address with ``.json``.

    Args:
        name: by which templates name its address.
        path: its address, in the notation of Django.
        rule: who may do it.
        do: what was asked and what was sent, to what came of it.
        about: what it does, in a sentence.
        inputs: what is sent to it; anything else is refused.
        prefix: of the names of fields that hang on what is done, such as those of an act; the
            action itself holds them against their form. Empty where there are none.
        proved: whether what is sent proves by itself who sent it, so that no session takes part.
    """

    name: str
    path: str
    rule: Rule
    do: Callable[[Asked, Sent], Gone | Answered]
    about: str
    inputs: tuple[Input, ...] = ()
    prefix: str = ""
    proved: bool = False

    @property
    def schema(self) -> str:
        """The name of the form of its answer."""
        return f"dipoli.site-{self.name}/1"
