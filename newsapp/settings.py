"""Every setting of newsapp. Each comes from the environment and has a default that needs no set-up.

docs/operating.md lists the variables. The defaults are those of production without TLS on this machine only;
HTTPS=true switches on all that TLS makes possible.
"""

import os
from logging import LogRecord
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from claims.limits import MAX_BYTES, MAX_FILES
from newsapp import background, secret_key

env = environ.Env()
# What is set to nothing is not set: so compose files pass on what they were not given.
env.ENVIRON = {name: value for name, value in os.environ.items() if value}

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("NEWSAPP_VAR", str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    _key_file = env.str("SECRET_KEY_FILE", "")
    SECRET_KEY = secret_key.read_from(Path(_key_file)) if _key_file else secret_key.kept_in(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Sites whose pages may ask the API from a browser, by token and never by a cookie; "*": all.
_origins = [origin.rstrip("/") for origin in env.list("CORS_ORIGINS", default=[])]
CORS_ALLOW_ALL_ORIGINS = "*" in _origins
CORS_ALLOWED_ORIGINS = [origin for origin in _origins if origin != "*"]
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST", "PATCH", "DELETE"]
CORS_ALLOW_HEADERS = [
    *("authorization", "content-disposition", "content-type", "idempotency-key", "if-match", "if-none-match", "prefer"),
]
CORS_EXPOSE_HEADERS = [
    *("change-id", "content-disposition", "etag", "idempotency-replayed", "link", "location", "preference-applied"),
    *("ratelimit", "ratelimit-policy", "retry-after"),
]
CORS_PREFLIGHT_MAX_AGE = 3600
# Where on its host the site begins, as "/news"; gunicorn reads the same variable.
FORCE_SCRIPT_NAME = env.str("SCRIPT_NAME", "").rstrip("/") or None

# Who publishes the assessments, as search engines show it.
NEWSROOM = env.str("NEWSROOM", "")
# What a visitor without an account may read: nothing, confirmed (claims) or everything.
NEWSAPP_VISITORS = env.str("NEWSAPP_VISITORS", "confirmed")
# text -> attributions; a newsroom can name its own function of the same signature.
CLAIMS_EXTRACTOR = env.str("CLAIMS_EXTRACTOR", "claims.extraction.Extractor")

# Requests a minute to the API, of each token or signed-in user, and of each visitor's address; 0: any number.
RATE_SIGNED_IN = env.int("RATE_SIGNED_IN", 6000)
RATE_VISITORS = env.int("RATE_VISITORS", 600)

# Whether articles may be fetched from, and webhooks be at, addresses inside the newsroom's own network.
FETCH_PRIVATE_ADDRESSES = env.bool("FETCH_PRIVATE_ADDRESSES", False)
# Between two pages that are fetched from one server.
FETCH_PAUSE_SECONDS = env.float("FETCH_PAUSE_SECONDS", 1.0)

# Hours after which what came in by a feed is looked at again, whether it was changed.
_hours = env.list("FEED_WATCH_HOURS", default=["1", "6", "24", "72", "168"])
FEED_WATCH_HOURS = [] if _hours == ["never"] else [float(hours) for hours in _hours]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "simple_history",
    "axes",
    "corsheaders",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "newsapp.accounts",
    "claims",
]

MIDDLEWARE = [
    "newsapp.head.without_body",
    # Before the rates: a page may read that it is refused by them, and what a browser asks first is not counted.
    "corsheaders.middleware.CorsMiddleware",
    "claims.api.throttles.with_rate",
    "newsapp.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsapp.compressing.Compressing",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsapp.urls"
WSGI_APPLICATION = "newsapp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'newsapp.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue at the start of their transaction, so none fails half-way; readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
    }
else:
    # A host that does not answer is told from a slow one, and a thread is not held for minutes.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "claims"
LOGOUT_REDIRECT_URL = "claims"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"

# Words and times
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]  # plain words in place of what Django says of wrong values
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True

# Files
# Not relative: Django would put before it the prefix of the moment it is first asked for, when no request is there yet.
STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = ["newsapp.static_files.UsedFiles"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsapp.static_files.NamedByContent"},
}
# Source maps, which only developers' tools ask for, took half of the time that `collectstatic` needs.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BYTES  # a page may be pasted
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES

# Security
HTTPS = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = FORCE_SCRIPT_NAME or "/"  # another site on the host may have such cookies too
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "newsapp.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claims.api.permissions.ByRole"],
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttles.PerCaller"],
    "NUM_PROXIES": 1 if env.bool("BEHIND_PROXY", False) else 0,  # whose word for the visitor's address is taken
    "DEFAULT_RENDERER_CLASSES": ["claims.api.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "claims.api.formats.Negotiation",
    "DEFAULT_PARSER_CLASSES": [
        "claims.api.parsers.JSONParser",
        "claims.api.parsers.MultiPartParser",
    ],
    "DEFAULT_FILTER_BACKENDS": ["claims.api.filters.FilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "claims.api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "claims.api.errors.problem_response",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
# Where background tasks wait: in the database, or in the Redis of REDIS_URL.
NEWSAPP_TASKS = env.str("NEWSAPP_TASKS", "database")
TASKS = background.tasks_in(NEWSAPP_TASKS)
SIMPLE_HISTORY_DATE_INDEX = False  # histories are read by their Changes, never by a clock
KNOX_TOKEN_MODEL = "accounts.Token"  # noqa: S105
MIGRATION_MODULES = {"knox": None}  # its own token table would stay empty, and PostgreSQL would not flush users
if NEWSAPP_TASKS == "redis":
    RQ_QUEUES = background.queues_at(env.str("REDIS_URL", ""))
    INSTALLED_APPS.append("django_rq")
    MIGRATION_MODULES["django_rq"] = None  # it keeps nothing in the database
REST_KNOX = {"TOKEN_TTL": None, "USER_SERIALIZER": None, "TOKEN_LIMIT_PER_USER": None, "AUTO_REFRESH": False}

SPECTACULAR_SETTINGS = {
    "TITLE": "newsapp",
    "DESCRIPTION": "Claims in the news: who said what, in which words, through whom, and what became of it.",
    "VERSION": "1.1.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVERS": [{"url": FORCE_SCRIPT_NAME}] if FORCE_SCRIPT_NAME else [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.examples.with_examples",
        "claims.api.codes.with_codes",
    ],
    "WEBHOOKS": ["claims.api.webhooks.description.CHANGE_MADE", "claims.api.webhooks.description.WEBHOOK_TEST"],
    "ENUM_NAME_OVERRIDES": {
        "StatusEnum": "claims.choices.Status",
        "FormEnum": "claims.choices.Form",
        "BatchFormEnum": "claims.choices.BatchForm",
        "AssessmentStatusEnum": "claims.choices.AssessmentStatus",
        "SpeakerKindEnum": "claims.choices.SpeakerKind",
        "QuoteTypeEnum": "claims.choices.QuoteType",
        "ChangeKindEnum": "claims.choices.ChangeKind",
        "DeliveryStateEnum": "claims.choices.DeliveryState",
        "IntakeStateEnum": "claims.choices.IntakeState",
    },
}


def _without_trace(record: LogRecord) -> bool:
    """Let the record be a line alone: whoever scans the net asks by wrong hosts, and a trace says no more."""
    record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # What is out of order here for a while has a line of its own in the log; Django would add a trace a request.
    "filters": {
        "but_503": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", None) != 503,
        },
        "no_trace": {"()": "django.utils.log.CallbackFilter", "callback": _without_trace},
    },
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "claims": {"level": "INFO"},
        "django.request": {"level": "ERROR", "filters": ["but_503"]},  # a refused request is no event
        "django.security.DisallowedHost": {"filters": ["no_trace"]},
        "mcp": {"level": "ERROR"},  # nor is a message that is none
        "trafilatura": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},  # that requests wait for a thread is no event
    },
}
