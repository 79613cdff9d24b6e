"""The papers of a new case: what the format says of itself, and nothing that has to be judged.

Which scale is used, what its words mean and how exposure is reckoned is the same in every case of
the format, so that it stands there from the beginning and can be changed. Who takes part, what is
on the table and what anybody wants is left out, and told as missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dipoli.codec.case_papers import PAPERS

EXERCISE_TITLE = "An exercise:"
"""So the title of an invented case begins."""

_SET_NOTE = "A package is any choice of options; what is not chosen stays at option 0."
_SCALE = {
    "value_min": 0,
    "value_max": 100,
    "importance_sum": 100,
    "utility_max": 10_000,
    "step_points": "exposure points; about 1 is a working-level gesture, 5 a decision of "
    "ministers, 15 a decision that a leader must defend",
}
_RULES = {
    "utility": "sum over issues of importance times value of the chosen option, plus the synergies "
    "in links.yaml whose conditions all hold; an issue that a file does not list has importance 0",
    "acceptable": "a package is acceptable to a party when its utility is not below the "
    "reservation value and no hard red line holds in it; soft red lines are reported and may be "
    "treated as hard",
    "red_line": "a red line is broken when every atom in when holds at once",
    "zone": "packages other than the status quo that keep requirements and exclusions, are "
    "acceptable to all members and to every body whose consent an option in them needs",
    "consent": "a leaf body consents when the package is acceptable to it; a composite body "
    "consents when all in all_of consent; a procedural body is assumed to consent",
    "requirement": "when the if atom holds the then atom must hold",
    "exclusion": "not all atoms may hold at once",
}
_ACCOUNTING = {
    "pair": "For an ordered pair p towards q there is one account. It opens at the exposure limit. "
    "At its start each cost entry of p towards q takes away the full points; when the step is over "
    "and verified, points times recoverable per cent return.",
    "bundle": "The steps of a bundle may be started as one: among them the order of after is not "
    "asked, costs fall together, and the state is tested once for all.",
    "state": "A step is in order when the options reached so far, with those of the step, break no "
    "requirement, exclusion or hard red line.",
    "unconditional": "An unconditional step is outside the exchange: its costs, benefits and trust "
    "enter no account, and no account delays it; after, consents and state bind it as any other.",
}
_STATES = {
    "open": "regular official contact",
    "strained": "contact goes on under a quarrel",
    "thin": "few people, few subjects",
    "suspended": "was open, stopped, not broken off",
    "closed": "no official contact",
}
_SEEN = {
    "read": "text read in full or in its operative part",
    "excerpt": "a part or a report of it read",
    "general": "not consulted; general knowledge of the compiler",
}


def slug(title: str) -> str:
    """An id of a title.

    >>> slug("An exercise: the waters of Lake Orvanna"), slug("\u6e56")
    ('an-exercise-the-waters-of-lake-orvanna', 'case')
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:40].strip("-") or "case"


def new_papers(id_: str, title: str, as_of: str, *, exercise: bool) -> dict[str, dict[str, Any]]:
    """Every paper of a new case by its name, as plain values.

    Args:
        id_: of the case.
        title: of the case.
        as_of: the day of which it speaks.
        exercise: whether its states are invented.
    """
    head = {
        "id": id_,
        "title": title,
        "exercise": exercise,
        "as_of": as_of,
        "scale": dict(_SCALE),
        "languages": ["en"],
        "baskets": 0,
        "issues": 0,
        "position_sets": [
            {
                "id": "positions",
                "folder": "positions",
                "as_of": as_of,
                "agreement": "open",
                "inherits": None,
                "note": _SET_NOTE,
            }
        ],
        "rules": dict(_RULES),
        "how_to_read": [],
        "limits": [],
    }
    lists: Mapping[str, Mapping[str, Any]] = {
        "parties.yaml": {"parties": [], "ratifiers": [], "members_as_consenters": [],
                         "necessary": [], "broadening": []},
        "issues.yaml": {"baskets": [], "groups": [], "issues": []},
        "links.yaml": {"requirements": [], "exclusions": [], "synergies": [], "consents": [],
                       "subjects": []},
        "steps.yaml": {"accounting": dict(_ACCOUNTING), "exposure_limits": [], "bundles": [],
                       "steps": []},
        "terms.yaml": {"terms": []},
        "channels.yaml": {"as_of": as_of, "states": dict(_STATES), "channels": []},
        "sources.yaml": {"seen_values": dict(_SEEN), "sources": []},
    }  # fmt: skip
    papers = {
        name: {"schema": PAPERS[name][0], "case": id_, **held} for name, held in lists.items()
    }
    return {"case.yaml": {"schema": PAPERS["case.yaml"][0], **head}, **papers}
