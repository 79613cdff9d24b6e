"""Settings of the site, from its surroundings: where the forums lie, and whether it is a demo.

DIPOLI_SITE     the folder with the forums (see `dipoli.web.site`); it must be set
DIPOLI_DEMO     1 for a demonstration: sit down as anybody, on this machine alone
DIPOLI_NODE     1 for the pages of a delegation's own node: on this machine alone, without accounts
DIPOLI_WORKBENCH 1 for the workbench alone: on this machine alone, without forums or accounts
DIPOLI_HOSTS    names under which the site is reached, with commas; not in a demonstration or a node
DIPOLI_DATABASE postgresql://... where desk and records lie on a server; files without it
DIPOLI_PROXY    address of the one proxy whose word on who asks, and how, is believed
DIPOLI_LISTEN   address on which it listens; this machine alone without it, and always in a
                demonstration, a node and the workbench
DIPOLI_PASSPHRASE_FILE    what unlocks the offices' keys (see `dipoli.web.unlock`)
DIPOLI_ADDRESS  https://...: where letters say that the site is
DIPOLI_MAIL     smtps://...: the mail server for letters (see `dipoli.web.notices`); none without it
DIPOLI_BACKUP_TO    the age recipient of the nightly backup; read by its unit alone
"""

from __future__ import annotations

import os
from pathlib import Path

from dipoli.web import logs
from dipoli.web.database import desk
from dipoli.web.incoming import BODY

SITE_FOLDER = Path(os.environ["DIPOLI_SITE"])
DEMO = os.environ.get("DIPOLI_DEMO") == "1"
NODE = os.environ.get("DIPOLI_NODE") == "1"
WORKBENCH = os.environ.get("DIPOLI_WORKBENCH") == "1"
ACCOUNTS = not (DEMO or NODE or WORKBENCH)
"""Whether people log in: in a demonstration they sit down, and a node has one owner."""
LOCAL = NODE or WORKBENCH
"""Whether the site is its owner's own, on the owner's machine. No other mounts the workbench."""

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
_NAMES = os.environ.get("DIPOLI_HOSTS", "").split(",")
ALLOWED_HOSTS = LOOPBACK if DEMO or LOCAL else [*LOOPBACK, *filter(None, _NAMES)]

PROXY = "" if DEMO or LOCAL else os.environ.get("DIPOLI_PROXY", "")
LISTEN = "127.0.0.1" if DEMO or LOCAL else os.environ.get("DIPOLI_LISTEN", "127.0.0.1")

SECRET_KEY = (SITE_FOLDER / "secret.key").read_text(encoding="ascii")
DEBUG = False

_ROOM = Path(__file__).parent
ROOT_URLCONF = "dipoli.web.urls"
if LOCAL:
    ROOT_URLCONF = f"dipoli.web.workbench.{'beside_node' if NODE else 'alone'}"
ASGI_APPLICATION = "dipoli.web.asgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",  # passkeys, digits of an app, printed codes; no log-in through others' sites
    "dipoli.web.accounts",
    "dipoli.web.notices",
    "dipoli.web.papers",
]
MIDDLEWARE = [
    "dipoli.web.headers.headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
if LOCAL:
    MIDDLEWARE.insert(1, "dipoli.web.local_key.local_key")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_ROOM / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "dipoli.web.who.speaking",
            ],
            "builtins": ["dipoli.web.tags"],
        },
    }
]
# A node keeps its own on its own machine, whatever server a site in the same surroundings has.
_SERVER = "" if LOCAL else os.environ.get("DIPOLI_DATABASE", "")
DATABASES = {"default": desk(SITE_FOLDER, _SERVER)}
FILE_UPLOAD_HANDLERS = ["dipoli.web.incoming.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY  # what comes in lies in no folder for temporary files
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
APPEND_SLASH = False

# A demonstration and a node are reached on their own machine, without TLS. Elsewhere browsers send
# these cookies here over TLS alone; also where a link in a notice leads here, so that its reader
# need not log in twice.
_HOST = "__Host-" if ACCOUNTS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST}dipoli-seat", f"{_HOST}dipoli-form"
SESSION_ENGINE = "dipoli.web.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax" if ACCOUNTS else "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ACCOUNTS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "dipoli.web.view.stale_form"
if WORKBENCH:
    CSRF_FAILURE_VIEW = "dipoli.web.workbench.answers.stale_form"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS: list[str] = []  # nobody logs in by name and password
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
MFA_ADAPTER = "dipoli.web.accounts.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # so many half-minutes a telephone's clock may differ
MFA_RECOVERY_CODE_COUNT, MFA_RECOVERY_CODE_DIGITS = 20, 10

LOGGING = logs.LOGGING
