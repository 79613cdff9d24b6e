"""Settings of the pages of a room: no folder, no database, no session, no cookie that is kept.

The key that signs forms is made anew by each program and is gone with it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from dipoli.web import logs
from dipoli.web.incoming import BODY

SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "dipoli.web.room.urls"
ASGI_APPLICATION = "dipoli.web.asgi.application"
ACCOUNTS = NODE = DEMO = False
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "dipoli.web.accounts",
    "dipoli.web.notices",
    "dipoli.web.papers",
]  # what the tags of the templates know of; no page of a room asks any of it
AUTH_USER_MODEL = "accounts.Account"
MIDDLEWARE = [
    "dipoli.web.headers.headers",
    "dipoli.web.local_key.local_key",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parents[1] / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "dipoli.web.who.speaking",
            ],
            "builtins": ["dipoli.web.tags"],
        },
    }
]
DATABASES: dict[str, object] = {}
FILE_UPLOAD_HANDLERS: list[str] = []  # no page takes a file
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY  # nothing that comes in lies in a folder for temporary files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000  # both ends of a range of every option, for every party
USE_TZ, TIME_ZONE = True, "UTC"
USE_I18N, LANGUAGE_CODE = True, "en"
APPEND_SLASH = False
CSRF_COOKIE_NAME, CSRF_COOKIE_AGE = "dipoli-form", None  # gone with the window
CSRF_COOKIE_SAMESITE, CSRF_COOKIE_HTTPONLY = "Strict", True
CSRF_FAILURE_VIEW = "dipoli.web.room.answers.stale_form"
LISTEN, PROXY = "127.0.0.1", ""
LOGGING = logs.LOGGING
