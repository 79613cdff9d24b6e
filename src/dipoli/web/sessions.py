"""Sessions in the database of the desk, as Django keeps them; read by one plain question.

Every page asks for its session, and so does every stream before each word. Django puts the same
question together anew each time, which costs more than the answer.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    """One session."""

    def load(self) -> dict[str, Any]:
        """What it holds; nothing where there is none, or it has run out."""
        said = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [self.session_key, said])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0])
        return held


_ASKED = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
