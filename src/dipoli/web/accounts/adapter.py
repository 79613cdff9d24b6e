"""What allauth asks of this site: names shown with a passkey, and secrets sealed at rest."""

from __future__ import annotations

import base64
import hashlib

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from dipoli.web.accounts.models import Account


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The site's own answers.

    Secrets of apps and of printed codes are sealed with a key made of the site's secret, which does
    not lie in the database: a copy of the database alone lets nobody in.
    """

    def encrypt(self, text: str) -> str:
        """A secret as the database has it."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, to which a passkey is bound: its name without the port."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Dipoli"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """The person, as its own device will list the passkey."""
        assert isinstance(user, Account)  # noqa: S101 - there are no other users
        told = user.shown or user.name
        return {"id": user.pk.hex.encode("ascii"), "display_name": told, "name": told}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the app shows beside its digits."""
        assert isinstance(user, Account)  # noqa: S101 - there are no other users
        return user.name

    def get_totp_issuer(self) -> str:
        """What the app calls the site."""
        return "Dipoli"


def _box() -> Fernet:
    key = hashlib.sha256(b"secrets of accounts " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
