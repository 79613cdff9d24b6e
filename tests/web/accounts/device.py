"""A device that holds a passkey, written from the description of WebAuthn, without a browser."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "localhost"
"""The name under which schemathesis reaches the site."""

ORIGIN = f"https://{HOST}"
_FLAG = AuthenticatorData.FLAG
_SEEN = _FLAG.UP | _FLAG.UV  # its owner was there, and showed it


class Device:
    """One passkey.

    Args:
        host: of the site to which it is bound.
    """

    def __init__(self, host: str = HOST) -> None:
        self._key, self.id = generate_private_key(SECP256R1()), secrets.token_bytes(16)
        self._site, self._count = hashlib.sha256(host.encode()).digest(), 0

    def made(self, options: Any = None) -> dict[str, Any]:  # noqa: ANN401 - as a browser is told
        """What a browser answers when it was asked to make it; to nothing, as it is kept."""
        held = AttestedCredentialData.create(
            b"\0" * 16,
            self.id,
            ES256.from_cryptography_key(self._key.public_key()),  # type: ignore[no-untyped-call]
        )
        data = AuthenticatorData.create(self._site, _SEEN | _FLAG.AT, self._count, held)
        said = {
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "clientDataJSON": websafe_encode(self._client("webauthn.create", options)),
        }
        more = {"clientExtensionResults": {"credProps": {"rk": True}}}
        return {**self._named(), "response": said, **more}

    def shown(self, options: Any, owner: bytes) -> dict[str, Any]:  # noqa: ANN401 - as above
        """What a browser answers when it was asked to show it.

        Args:
            options: the question.
            owner: whose it is, as the device was told.
        """
        self._count += 1
        data = AuthenticatorData.create(self._site, _SEEN, self._count)
        client = self._client("webauthn.get", options)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ECDSA(SHA256()))
        said = {
            "authenticatorData": websafe_encode(data),
            "clientDataJSON": websafe_encode(client),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(owner),
        }
        return {**self._named(), "response": said, "clientExtensionResults": {}}

    def _named(self) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key"}

    def _client(self, kind: str, options: Any) -> bytes:  # noqa: ANN401 - as above
        question = "AAAA" if options is None else options["publicKey"]["challenge"]
        return bytes(CollectedClientData.create(kind, question, ORIGIN))


def written(answer: dict[str, Any]) -> str:
    """An answer as a page sends it."""
    return json.dumps(answer)
