"""Settings of the site, from its surroundings: where the forums lie, and whether it is a demo.

DIPOLI_SITE     the folder with the forums (see `dipoli.web.site`); it must be set
DIPOLI_DEMO     1 for a demonstration: sit down as anybody, on this machine alone
DIPOLI_HOSTS    names under which the site is reached, with commas; not in a demonstration
"""

from __future__ import annotations

import os
from pathlib import Path

SITE_FOLDER = Path(os.environ["DIPOLI_SITE"])
DEMO = os.environ.get("DIPOLI_DEMO") == "1"

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
_NAMES = os.environ.get("DIPOLI_HOSTS", "").split(",")
ALLOWED_HOSTS = LOOPBACK if DEMO else [*LOOPBACK, *filter(None, _NAMES)]

SECRET_KEY = (SITE_FOLDER / "secret.key").read_text(encoding="ascii")
DEBUG = False

_ROOM = Path(__file__).parent
ROOT_URLCONF = "dipoli.web.urls"
ASGI_APPLICATION = "dipoli.web.asgi.application"
INSTALLED_APPS = ["django.contrib.sessions"]
MIDDLEWARE = [
    "dipoli.web.headers.headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_ROOM / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": ["dipoli.web.tags"],
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SITE_FOLDER / "desk.db",
        "CONN_MAX_AGE": 60,  # a thread keeps its connection for a minute; opening one costs a page
        "CONN_HEALTH_CHECKS": True,
    },
}
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
APPEND_SLASH = False

SESSION_COOKIE_NAME = "dipoli-seat"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "dipoli-form"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
CSRF_FAILURE_VIEW = "dipoli.web.view.stale_form"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
