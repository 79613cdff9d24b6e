"""The table of kinds: which command answers a question, and by which words it is asked.

A field is one option of the command, under the same name and with the same default; a test holds
the two against each other. What is left at its default is not said at all, so that the same
question has the same words however it was asked.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import evolve, frozen

from dipoli.told import tell


class Sort(enum.Enum):
    """What a field holds."""

    FLAG = "flag"
    NUMBER = "number"
    ONE_OF = "one of"
    TEXT = "text"
    SET = "set of positions"
    SEAT = "seat"
    DEAL = "members, in one word"
    MEMBERS = "members"
    BODIES = "members and bodies"
    BASKETS = "baskets"
    STEPS = "steps"
    PLACES = "steps and baskets"
    ISSUES = "issues of the case"
    ATOMS = "issues with options"
    CORPUS = "corpus"
    CODEBOOK = "codebook"
    GENRE = "genre"
    ACTOR = "actor"
    ISSUE = "issue"
    FRAMEWORKS = "frameworks"
    TIED = "text beside the case"


MANY = frozenset(
    {
        Sort.DEAL,
        Sort.MEMBERS,
        Sort.BODIES,
        Sort.BASKETS,
        Sort.STEPS,
        Sort.PLACES,
        Sort.ISSUES,
        Sort.ATOMS,
        Sort.FRAMEWORKS,
    }
)
"""Sorts of which several may be given."""


class On(enum.Enum):
    """On what a question rests."""

    CASE = "case"
    TEXTS = "texts"
    FRAMEWORKS = "frameworks"


@frozen(kw_only=True)
class Field:
    """One word of a question.

    Args:
        name: of the option of the command, without its dashes; what has no dashes there is placed.
        sort: what it holds.
        title: in the field's language.
        default: what it is where it is not given.
        least: the smallest number.
        most: the largest number.
        choices: what it is one of.
        after: whether it stands after the action of the command.
        placed: whether it has no dashes, and is known by its place.
        needed: whether the question cannot be asked without it.
        several: whether several of the choices may be given.
    """

    name: str
    sort: Sort
    title: str
    default: str = ""
    least: int = 0
    most: int = 86_400
    choices: tuple[str, ...] = ()
    after: bool = False
    placed: bool = False
    needed: bool = False
    several: bool = False

    @property
    def many(self) -> bool:
        """Whether several values may be given."""
        return self.several or self.sort in MANY


@frozen(kw_only=True)
class Kind:
    """One kind of question.

    Args:
        name: in addresses.
        command: words of the command before what it is asked of.
        action: words after the options that stand before them.
        mark: what stands on every page and file of an answer, beside the marks of the case.
        on: what it is asked of.
        title: what is asked.
        about: what the answer says, in a sentence.
        cost: how long it takes.
        fields: its words, in the order of the form.
    """

    name: str
    command: tuple[str, ...]
    title: str
    about: str
    cost: str
    fields: tuple[Field, ...]
    on: On = On.CASE
    action: tuple[str, ...] = ()
    mark: str = ""

    def field(self, name: str) -> Field | None:
        """The field of a name; None where there is none."""
        return next((one for one in self.fields if one.name == name), None)


def _flag(name: str, title: str, *, after: bool = False) -> Field:
    return Field(name=name, sort=Sort.FLAG, title=title, after=after)


def _number(name: str, title: str, default: str, least: int, most: int) -> Field:
    return Field(name=name, sort=Sort.NUMBER, title=title, default=default, least=least, most=most)


_SET = Field(name="positions", sort=Sort.SET, title=tell("Set of positions"))
_AWAY = Field(name="away", sort=Sort.MEMBERS, title=tell("Away from the table"))
_STILL = Field(name="still", sort=Sort.BASKETS, title=tell("Baskets that stay as they are"))
_LIMIT = _number("limit", tell("Seconds for one solve"), "60", 1, 86_400)
_ASKED = (
    _SET,
    _AWAY,
    Field(name="unclaimed", sort=Sort.BODIES, title=tell("Consents that are not claimed")),
    Field(
        name="hold",
        sort=Sort.ATOMS,
        title=tell("Only packages with these options, such as some-issue=1,2"),
    ),
    _STILL,
    _LIMIT,
)
_HELD = _flag("held", tell("Hold soft lines like hard ones"))
_CLASH = _flag("clash", tell("Tell assumptions that clash"))
_GIVES = _flag("gives", tell("Beside what each party gets, what it gives"))
_SEAT = Field(name="seat", sort=Sort.SEAT, title=tell("Seat"), needed=True)
_SEED = _number("seed", tell("Seed of random numbers"), "0", 0, 2**63 - 1)
_TRIES = _number("tries", tell("Walks that are compared"), "60", 1, 1_000_000)
_WORK = _number("work", tell("Units of work of the solver"), "5", 0, 86_400)
_PROFILES = tell("Profiles that are drawn")
_STEPS = (
    _SET,
    Field(name="wanted", sort=Sort.STEPS, title=tell("Steps that it is for; all if none")),
    _flag("only", tell("Take no step that is not wanted, except those that wanted ones need")),
    Field(name="refused", sort=Sort.BODIES, title=tell("Give no consent")),
    _AWAY,
    Field(name="still", sort=Sort.BASKETS, title=tell("Baskets in which nothing starts")),
    _number("more-verification", tell("Months that every verification takes longer"), "0", 0, 1200),
    Field(
        name="accounting",
        sort=Sort.ONE_OF,
        title=tell("Accounts are kept by"),
        default="pair",
        choices=("pair", "party", "basket"),
    ),
    _number("horizon", tell("Everything is verified by month"), "240", 0, 1200),
    _SEED,
)
_TEXTS = (
    Field(name="corpus", sort=Sort.CORPUS, title=tell("Corpus"), placed=True, needed=True),
    Field(name="codebook", sort=Sort.CODEBOOK, title=tell("Codebook"), placed=True, needed=True),
)
_COUNTED = (
    Field(name="genre", sort=Sort.GENRE, title=tell("Genre, where there are several")),
    _SEED,
    _number("draws", tell("Draws of documents, for intervals"), "1000", 100, 100_000),
)
_SECONDS = tell("It takes seconds, on a large case a minute.")
_MINUTE = tell("It takes up to some minutes.")
_MOMENT = tell("It takes a few seconds.")

KINDS: tuple[Kind, ...] = (
    Kind(
        name="agree",
        command=("agree",),
        title=tell("Common ground"),
        about=tell(
            "Which baskets can be settled, whether there is common ground over all of them, and "
            "which packages named rules single out. The explorer comes with it."
        ),
        cost=_SECONDS,
        fields=(*_ASKED, _GIVES, _CLASH),
    ),
    Kind(
        name="frontier",
        command=("frontier",),
        title=tell("Packages that cannot be bettered"),
        about=tell("Packages of which none can be bettered for one without loss to another."),
        cost=_MINUTE,
        fields=(
            *_ASKED,
            _HELD,
            _number("packages", tell("Packages listed for each point"), "10", 1, 1_000_000),
        ),
    ),
    Kind(
        name="linkage",
        command=("linkage",),
        title=tell("Links between baskets"),
        about=tell("What linking baskets adds and to whom, and what each further seat costs."),
        cost=_MINUTE,
        fields=(*_ASKED, _HELD, _CLASH),
    ),
    Kind(
        name="robust",
        command=("robust",),
        title=tell("How far answers hold"),
        about=tell("In how many profiles drawn within the ranges of judgements an answer holds."),
        cost=_MINUTE,
        fields=(
            *_ASKED,
            _HELD,
            _number("profiles", _PROFILES, "1000", 10, 1_000_000),
            evolve(_SEED, default="1"),
        ),
    ),
    Kind(
        name="interests",
        command=("interests",),
        title=tell("Interests touched and not covered"),
        about=tell("Whose interests a deal touches and does not cover, and what would."),
        cost=_SECONDS,
        fields=(
            *_ASKED,
            Field(name="deal", sort=Sort.DEAL, title=tell("Who made the deal; all if none")),
            Field(
                name="move",
                sort=Sort.ATOMS,
                title=tell("What the deal moves; found by the program if nothing is"),
            ),
            _HELD,
            _GIVES,
        ),
    ),
    Kind(
        name="home",
        command=("home",),
        title=tell("What a seat could bring home"),
        about=tell("What a seat and the bodies at its home would accept, in their own words."),
        cost=_SECONDS,
        fields=(_SEAT, *_ASKED, _HELD, _CLASH),
    ),
    Kind(
        name="sitting",
        command=("sitting",),
        title=tell("What a seat gains by sitting"),
        about=tell("One seat at the table beside the same party staying out."),
        cost=_SECONDS,
        fields=(_SEAT, *_ASKED, _HELD, _GIVES),
    ),
    Kind(
        name="carry",
        command=("carry",),
        title=tell("Who could carry an issue"),
        about=tell(
            "Who can discuss an issue with whom, and through whom it could pass where two cannot. "
            "For your own eyes: a carrier that is named in public is no carrier."
        ),
        cost=_MOMENT,
        fields=(
            Field(name="issue", sort=Sort.ISSUES, title=tell("Issues; all if none")),
            Field(name="between", sort=Sort.DEAL, title=tell("Between two; every pair if none")),
            _number("carriers", tell("Carriers in a chain, at most"), "2", 1, 4),
        ),
        mark="For an analyst's or a mediator's own eyes. A carrier that is named in public is no "
        "carrier: nothing of this belongs in a forum, in a report, or in a message that goes "
        "further.",
    ),
    Kind(
        name="meaning",
        command=("meaning",),
        title=tell("What a text means"),
        about=tell(
            "What each way to settle each bracket is worth to whom, as you read it, and to which "
            "package the text amounts."
        ),
        cost=_SECONDS,
        fields=(
            Field(name="text", sort=Sort.TIED, title=tell("Text, with its ties"), needed=True),
            *_ASKED,
            _HELD,
            _CLASH,
        ),
    ),
    Kind(
        name="roadmap",
        command=("roadmap",),
        title=tell("Roadmap"),
        about=tell("Steps in an order in which nobody is exposed beyond its limit."),
        cost=_MINUTE,
        fields=(
            *_STEPS,
            Field(
                name="objective",
                sort=Sort.ONE_OF,
                title=tell("What is better; the first counts first"),
                choices=("shortest", "least-peak", "balanced", "value"),
                several=True,
            ),
            _TRIES,
            _WORK,
            _LIMIT,
            _CLASH,
        ),
    ),
    Kind(
        name="whatif",
        command=("roadmap",),
        action=("whatif",),
        title=tell("What if, on the roadmap"),
        about=tell(
            "One thing is changed: a consent refused, a basket frozen, a step put off or left "
            "out. Which steps fall, come later or sooner, and what could start now."
        ),
        cost=_MOMENT,
        fields=(
            Field(name="refuses", sort=Sort.BODIES, title=tell("Consent refused"), after=True),
            Field(name="freezes", sort=Sort.BASKETS, title=tell("Baskets frozen"), after=True),
            evolve(
                _number("longer", tell("Months of verification more"), "0", 0, 1200), after=True
            ),
            Field(name="then", sort=Sort.PLACES, title=tell("What is put off"), after=True),
            Field(
                name="first",
                sort=Sort.PLACES,
                title=tell("Until this is verified"),
                after=True,
            ),
            Field(name="drops", sort=Sort.STEPS, title=tell("Steps left out"), after=True),
            Field(
                name="waits-for",
                sort=Sort.BASKETS,
                title=tell("Tell what waits for these baskets"),
                after=True,
            ),
            _flag("consents", tell("Tell whose consent each step needs"), after=True),
            *_STEPS,
            _TRIES,
        ),
    ),
    Kind(
        name="explain",
        command=("roadmap",),
        action=("explain",),
        title=tell("Why no roadmap reaches everything"),
        about=tell("What is in the way, what is proven, and what would make a roadmap."),
        cost=_MINUTE,
        fields=(*_STEPS, _WORK, evolve(_CLASH, after=True)),
    ),
    Kind(
        name="holds",
        command=("roadmap",),
        action=("robust",),
        title=tell("How far the roadmap holds"),
        about=tell("How many judgements must be off before the roadmap is not safe."),
        cost=_SECONDS,
        fields=(
            *_STEPS,
            _TRIES,
            evolve(_number("profiles", _PROFILES, "1000", 1, 100_000), after=True),
            _flag("drivers", tell("Tell which judgements change the order alone"), after=True),
            evolve(_CLASH, after=True),
        ),
    ),
    Kind(
        name="salience",
        command=("discourse", "salience"),
        on=On.TEXTS,
        title=tell("How often each raises what"),
        about=tell("Shares of each actor's passages by issue, within one genre. No ranking."),
        cost=_MOMENT,
        fields=(*_TEXTS, *_COUNTED),
    ),
    Kind(
        name="converge",
        command=("discourse", "converge"),
        on=On.TEXTS,
        title=tell("Where words of two meet"),
        about=tell("Passages of two actors on one issue side by side: prompts, not findings."),
        cost=_MOMENT,
        fields=(
            *_TEXTS,
            Field(name="one", sort=Sort.ACTOR, title=tell("Actor"), placed=True, needed=True),
            Field(
                name="other", sort=Sort.ACTOR, title=tell("Another actor"), placed=True, needed=True
            ),
            Field(name="issue", sort=Sort.ISSUE, title=tell("Issue"), needed=True),
            *_COUNTED,
        ),
    ),
    Kind(
        name="frameworks",
        command=("frameworks", "compare"),
        on=On.FRAMEWORKS,
        title=tell("Frameworks side by side"),
        about=tell("Charters of what was tried, topic by topic, in the order given."),
        cost=_MOMENT,
        fields=(
            Field(
                name="ids", sort=Sort.FRAMEWORKS, title=tell("Frameworks"), placed=True, needed=True
            ),
        ),
    ),
)

MEANING = "meaning"
"""The kind that is asked of a text beside the case, whose answers are private to who tied it."""
PRIVATE = frozenset({MEANING, "carry"})
"""Kinds whose answers are for the eyes of who asked: names of their files say so."""
BY_NAME: Mapping[str, Kind] = {one.name: one for one in KINDS}
"""The kinds by the names that addresses have."""
