"""What a host may choose. None of it changes what is in order."""

from __future__ import annotations

from datetime import timedelta

from attrs import Attribute, field, frozen


def _at_least_one(_settings: object, attribute: Attribute[int], value: int) -> None:
    if value < 1:
        message = f"{attribute.name} is at least 1, not {value}"
        raise ValueError(message)


@frozen(kw_only=True)
class Settings:
    """What a host may choose.

    Args:
        receipt_hours: from the receipt to the deadline that it promises, in hours, from 1.
        attempts: how often an act is tried, from 1; each that fails, another act was entered.
        patience: seconds for which witnesses are asked for one head while others follow it, from
            1; two of the periods in which they look.
        ahead: how far the time of a cosignature may be ahead of the office's own.

    Raises:
        ValueError: a number below 1.
    """

    receipt_hours: int = field(default=24, validator=_at_least_one)
    attempts: int = field(default=50, validator=_at_least_one)
    patience: int = field(default=120, validator=_at_least_one)
    ahead: timedelta = timedelta(minutes=10)

    @property
    def receipt(self) -> timedelta:
        """From the receipt to its deadline."""
        return timedelta(hours=self.receipt_hours)
