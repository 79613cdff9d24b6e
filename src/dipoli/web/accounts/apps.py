"""The accounts as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of the site."""

    name = "dipoli.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
