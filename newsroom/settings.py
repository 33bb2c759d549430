"""All settings, read from the environment; docs/settings.md explains each variable.

With nothing set this is a safe installation for one desk: DEBUG off, a SQLite file and a secret
key of its own under var/, readable on this computer only.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from newsroom import environment
from newsroom.database import database
from newsroom.firstrun import private_folder, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = private_folder(Path(environment.text("VAR_DIR", str(BASE_DIR / "var"))).resolve())

# --- who may come, and from where -------------------------------------------------------------

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY") or secret_key(VAR_DIR)
READING = environment.choice("READING", ("public", "private"))
BIND = environment.text("BIND", "127.0.0.1")
BASE_URL = environment.web_address("BASE_URL")
HOST = urlsplit(BASE_URL).hostname or ""
ALLOWED_HOSTS = [
    *environment.words("ALLOWED_HOSTS"),
    *([HOST] if HOST else []),
    "localhost",
    "127.0.0.1",
    "[::1]",
]

# BASE_URL alone decides what depends on https: who says https in it has a proxy in front that
# ends TLS and sets X-Forwarded-Proto.
IS_HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
# HSTS for subdomains and the browsers' preload list is the domain owner's to decide: this
# product knows one host of it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Nothing from elsewhere, nothing inline: a page is its own HTML, our CSS and our scripts.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- the rooms --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "simple_history",
    "import_export",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "coverage.apps.CoverageConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coverage.api.problems.problem_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "coverage.web.gate.Gate",
    "coverage.web.visits.visits_middleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coverage.web.context.page_context",
            ],
        },
    },
]

# --- what is kept -----------------------------------------------------------------------------

DATABASES = {"default": database(environment.text("DATABASE_URL"), VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
NEAR_DUPLICATES = environment.flag("NEAR_DUPLICATES", default=True)
UPLOAD_LIMIT_MB = environment.whole_number("UPLOAD_LIMIT_MB", 25, least=1, most=2048)
# What holds many documents may be larger; each document in it may not.
ARCHIVE_LIMIT_MB = environment.whole_number("ARCHIVE_LIMIT_MB", 512, least=1, most=8192)
# All files that are sent at once; what one of them may have fits in it.
REQUEST_LIMIT_MB = environment.whole_number("REQUEST_LIMIT_MB", 1024, least=1, most=65536)
FILE_UPLOAD_HANDLERS = [
    "coverage.desk.jobs.sentfiles.SentFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The limit on pasted text; uploaded files wait on disk, and those over their limit are refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_MB * 1024 * 1024
# An article in the admin carries each of its quotes, posts and claims as a form row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A folder of saved pages is added at once. So many files must not stand in memory together: what
# is larger than this waits on disk (each an open file, of which a process may have some 1,000).
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

# --- programs ---------------------------------------------------------------------------------

# Requests a minute of one token, over all processes.
API_LIMIT = environment.whole_number("API_LIMIT", 600, least=1, most=1_000_000)

# --- work in the background -------------------------------------------------------------------

# `manage.py work` takes the tasks up; scripts/serve.py starts it beside the server.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- people -----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Passwords that were set before stay good, however short they are.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# Ten wrong passwords for one name from one address close that pair for a quarter of an hour;
# the same name from elsewhere stays open, so that nobody can lock a colleague out. Behind the
# proxy that BASE_URL speaks of, the address is the one the proxy saw, not the proxy's own.
AXES_CLIENT_IP_CALLABLE = "newsroom.visitors.client_address"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Further attempts do not put off the moment that the page names.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "coverage.web.signing.closed"
# Who signed in stands in the audit log.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# How long the audit log keeps who did what when.
AUDIT_DAYS = environment.whole_number("AUDIT_DAYS", 365, least=1, most=36_500)

# --- language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
USE_TZ = True

# --- pages' files -----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.pagefiles.HashedPageFiles",
    },
}
MEDIA_ROOT = VAR_DIR / "media"

# --- what is written to the log ---------------------------------------------------------------

LOG_LEVEL = environment.choice("LOG_LEVEL", ("info", "debug", "warning", "error")).upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers mail administrators when DEBUG is off; here the log is the console.
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "coverage": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        # Warns of every HEAD request: Django leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
