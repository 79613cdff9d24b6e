"""The invented states of the exercise, their sea, their towns and their people.

None of them is a state, a sea or a person. The names are made up, in three languages; a test holds
them against the names of real states.
"""

from __future__ import annotations

from attrs import frozen

FORUM = "veyra-sea.example/dialogue"
BEFORE = "veyra-sea.example/contact-meeting"
SEA = {"en": "Veyra Sea", "ko": "베이라해", "mn": "Вейра тэнгис"}
TITLE = {
    "en": "Dialogue of the Veyra Sea",
    "ko": "베이라해 대화",
    "mn": "Вейра тэнгисийн яриа хэлэлцээ",
}
OTHER_SEA = {"XKS": "Inner Sea", "XSE": "Southern Gulf"}
"""What two of them call the sea."""


@frozen(kw_only=True)
class State:
    """An invented state.

    Args:
        code: its id.
        names: by language.
        town: where it receives the others.
        zone: time zone of its capital.
        channel: by which it is served.
        people: who leads its delegation, and who follows.
    """

    code: str
    names: dict[str, str]
    town: str
    zone: str
    channel: str
    people: tuple[str, ...]


STATES = (
    State(
        code="XTV", names={"en": "Tavrena", "ko": "타브레나", "mn": "Таврена"},
        town="Old Ansel", zone="Etc/GMT-8", channel="node of the mission of Tavrena",
        people=("Mira Tolen", "Jore Askil"),
    ),
    State(
        code="XKS", names={"en": "Kessorin", "ko": "케소린", "mn": "Кессорин"},
        town="Port Meriden", zone="Etc/GMT-9", channel="node of the mission of Kessorin",
        people=("Dasho Pell", "Runa Veth"),
    ),
    State(
        code="XNU", names={"en": "Nuremi", "ko": "누레미", "mn": "Нуреми"},
        town="Halla", zone="Etc/GMT-9", channel="Registry of the embassy of Nuremi, by hand",
        people=("Ilen Sorra", "Teo Marl"),
    ),
    State(
        code="XOR", names={"en": "Orvessa", "ko": "오르베사", "mn": "Орвесса"},
        town="Tresk", zone="Etc/GMT-7", channel="node of the mission of Orvessa",
        people=("Anwen Droste", "Kiril Obane"),
    ),
    State(
        code="XSE", names={"en": "Selkand", "ko": "셀칸드", "mn": "Селканд"},
        town="Brinmouth", zone="Etc/GMT-8", channel="mailbox of the mission of Selkand",
        people=("Sael Ovidan", "Petra Lunn"),
    ),
    State(
        code="XUL", names={"en": "Ulmara", "ko": "울마라", "mn": "Улмара"},
        town="Lake Ostry", zone="Etc/GMT-7", channel="node of the mission of Ulmara",
        people=("Bex Harrowin", "Noor Calder"),
    ),
    State(
        code="XHA", names={"en": "Halvorin", "ko": "할보린", "mn": "Халворин"},
        town="Stenby", zone="Etc/GMT-10", channel="mailbox of the mission of Halvorin",
        people=("Edda Quill", "Orrin Sayle"),
    ),
)  # fmt: skip
PAPER = "XNU"
"""The seat that takes part on paper, and never logs in."""

CODES = tuple(one.code for one in STATES)
BY_CODE = {one.code: one for one in STATES}
NODES = tuple(code for code in CODES if code != PAPER)
GUESTS = ("XGU", "XOB")
"""A neighbour that comes later, and the state that it becomes; they are invented as well."""

BEFORE_TITLE = {
    "en": "Contact Meeting of the Veyra Sea",
    "ko": "베이라해 접촉 회의",
    "mn": "Вейра тэнгисийн уулзалт",
}


def english(code: str) -> str:
    """What a state is called in English."""
    return BY_CODE[code].names["en"] if code in BY_CODE else "Gurren"
