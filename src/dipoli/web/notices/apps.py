"""The app of notices, as Django lists it."""

from __future__ import annotations

from django.apps import AppConfig


class Notices(AppConfig):
    """Letters, and what was told."""

    name = "dipoli.web.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
