"""The accounts as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of the site."""

    name = "dipoli.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who gets letters; its tables are there from now on."""
        from dipoli.web.accounts.letters import people_with_letters  # noqa: PLC0415 - as told above
        from dipoli.web.notices.people import SOURCES  # noqa: PLC0415

        SOURCES.append(people_with_letters)
