"""The count owed of accounts: does the time of an answer tell whether a number is anybody's.

It asserts on a clock, and so is no test; `benches.campaign` runs it.
"""

from __future__ import annotations

import random
import time
from unittest.mock import patch

from scipy.stats import mannwhitneyu
from tests.web.accounts.desk import Person, accounts, browser

from dipoli.web.accounts import limits, ways
from dipoli.web.accounts.models import Account, Attempt

TRIES, FORGET = 1_000, 25


def time_tells_nobody(seed: int) -> None:
    """The answer takes as long for a number of somebody, of nobody, and of one with passkeys alone.

    Args:
        seed: of the order in which they are tried.
    """
    dice = random.Random(seed)
    with (
        accounts(),
        patch.object(limits, "PER_ACCOUNT", TRIES),
        patch.object(limits, "PER_ADDRESS", TRIES),
    ):
        person = Person("XTV")
        Account.objects.create(name="9999-9998", shown="passkeys alone")
        ways.nobody()
        times: dict[str, list[float]] = {person.account.name: [], "9999-9999": [], "9999-9998": []}
        order = [name for name in times for _ in range(TRIES // 2 + FORGET)]
        dice.shuffle(order)
        client = browser()
        for name in order:
            Attempt.objects.all().delete()
            sent = {"number": name, "digits": "000000", "printed": "0000000000"}
            began = time.perf_counter()
            assert client.post("/log-in/app", sent).status_code == 422
            times[name].append(time.perf_counter() - began)
    held = [one[FORGET:] for one in times.values()]
    for other in held[1:]:
        found = mannwhitneyu(held[0], other)
        assert found.pvalue > 0.01, found


CAMPAIGNS = {"the time of an answer does not tell whose number it was": (time_tells_nobody, 3)}
"""What is owed: sentence to the check and the number of seeds."""
