"""The one settings file of Django, read from the environment; it runs with nothing set, and then has no database."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from wijkwaarde.routing import databases
from wijkwaarde.web.login import terms as login
from wijkwaarde.web.openid import configuration as openid

ONLY_HERE = (
    "WIJKWAARDE_DEMO is 1 and WIJKWAARDE_HOSTS names another host than 127.0.0.1 or localhost. In the demo everybody may read "
    "all mails and log in as anybody. Leave one of the two out."
)
HERE = Path(__file__).resolve().parent


def listed(name: str, default: str = "") -> list[str]:
    """The words of an environment variable, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


# --- The command line of the micro-analysis ---

EXAMPLES = HERE / "demo" / "cases"
# Where price lists are looked for, after the folder of the case itself; folders separated as in PATH.
PRICE_FOLDERS = [
    *(Path(folder) for folder in os.environ.get("WIJKWAARDE_PRICES", "").split(os.pathsep) if folder),
    HERE / "demo" / "prices",
]

# --- Where it runs ---

# True for the example neighbourhood only: known log-ins, a page with the mails that were sent, no real people.
DEMO = os.environ.get("WIJKWAARDE_DEMO") == "1"
# What the demo keeps: the embedded database, sent mails, static files. Nothing of it is needed elsewhere.
STATE = Path(os.environ.get("WIJKWAARDE_STATE") or HERE.parents[1] / ".data")
SECRET_KEY = os.environ.get("WIJKWAARDE_SECRET_KEY") or get_random_secret_key()
ALLOWED_HOSTS = listed("WIJKWAARDE_HOSTS", "127.0.0.1,localhost")
if DEMO and not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost"}:
    raise ImproperlyConfigured(ONLY_HERE)
CSRF_TRUSTED_ORIGINS = listed("WIJKWAARDE_ORIGINS")
BEHIND_TLS = os.environ.get("WIJKWAARDE_TLS") == "1"
QUICK_EXIT = os.environ.get("WIJKWAARDE_QUICK_EXIT", "https://www.wikipedia.org")
# A number to call, at the foot of every page and on error pages.
PHONE = os.environ.get("WIJKWAARDE_PHONE", "")
# Whom to tell about a hole, in security.txt: `mailto:...` or `https://...`.
SECURITY_CONTACT = os.environ.get("WIJKWAARDE_SECURITY_CONTACT", "")
# Where the site is, for the links in mails.
SITE = os.environ.get("WIJKWAARDE_SITE", "http://127.0.0.1:8000")
DATABASES = databases(os.environ)
DATABASE_ROUTERS = ["wijkwaarde.routing.OneWay"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WSGI_APPLICATION = "wijkwaarde.wsgi.application"
ROOT_URLCONF = "wijkwaarde.urls"
APPEND_SLASH = False

INSTALLED_APPS = [
    "wijkwaarde.kernel.trail",
    "wijkwaarde.kernel.areas",
    "wijkwaarde.kernel.parties",
    "wijkwaarde.kernel.accounts",
    "wijkwaarde.kernel.identities",
    "wijkwaarde.kernel.activities",
    "wijkwaarde.kernel.prices",
    "wijkwaarde.kernel.shortlist",
    "wijkwaarde.kernel.covers",
    "wijkwaarde.kernel.cases",
    "wijkwaarde.kernel.retention",
    "wijkwaarde.kernel.representations",
    "wijkwaarde.kernel.emergencies",
    "wijkwaarde.kernel.capacity",
    "wijkwaarde.kernel.carers",
    "wijkwaarde.kernel.round_tables",
    "wijkwaarde.kernel.plans",
    "wijkwaarde.kernel.photos",
    "wijkwaarde.kernel.measurements",
    "wijkwaarde.kernel.consents",
    "wijkwaarde.kernel.reminders",
    "wijkwaarde.kernel.barriers",
    "wijkwaarde.kernel.endings",
    "wijkwaarde.kernel.own_costs",
    "wijkwaarde.kernel.flows",
    "wijkwaarde.kernel.privacy_requests",
    "wijkwaarde.kernel.statements",
    "wijkwaarde.kernel.ledger",
    "wijkwaarde.kernel.index_values",
    "wijkwaarde.kernel.budgets",
    "wijkwaarde.kernel.area_rules",
    "wijkwaarde.kernel.base_years",
    "wijkwaarde.kernel.deliveries",
    "wijkwaarde.kernel.results",
    "wijkwaarde.kernel.small_purses",
    "wijkwaarde.kernel.outlook",
    "wijkwaarde.kernel.staffing",
    "wijkwaarde.kernel.agreements",
    "wijkwaarde.kernel.refusals",
    "wijkwaarde.kernel.share_roads",
    "wijkwaarde.web",
    "wijkwaarde.web.sessions",
    "wijkwaarde.instruments.micro_analysis",
    "wijkwaarde.instruments.area_budget",
    "wijkwaarde.instruments.shared_savings",
    "wijkwaarde.instruments.reconciliation",
    "wijkwaarde.instruments.budget_in_plain_words",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "wijkwaarde.web.hardening.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "wijkwaarde.web.assets.Assets",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wijkwaarde.web.error_pages.PlainAnswers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wijkwaarde.web.transaction.OneTransaction",
    "wijkwaarde.web.languages.ReaderLanguage",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "wijkwaarde.web.shell.shell",
            ]
        },
    }
]

# Not in a cookie, which is Django's habit: a message names people.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "wijkwaarde.web.renderer.Renderer"
STATIC_URL = "/vast/"
STATIC_ROOT = STATE / "static"

# --- Language and time ---

LANGUAGE_CODE = "nl"
# `nl-formal` is Dutch that says `u`; who may choose which: web/languages.py.
LANGUAGES = [
    ("nl", _("Nederlands")),
    ("nl-formal", _("Nederlands, met u")),
    ("en", _("Engels")),
    ("tr", _("Turks")),
    ("ar", _("Arabisch")),
]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [HERE / "web" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Who may come in ---

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["wijkwaarde.web.login.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "wijkwaarde.web.login.passwords.TooEasy"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "wijkwaarde.web.login.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": login.CODE_DIGITS, "dashed": True}
ACCOUNT_LOGIN_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = login.CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = login.CODE_TRIES
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = login.CODE_MINUTES * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "wijkwaarde.web.login.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_COUNT = login.EMERGENCY_CODES
MFA_TOTP_PERIOD, MFA_TOTP_TOLERANCE = login.CODE_SECONDS, login.CODE_STEPS
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
ACCOUNT_RATE_LIMITS = login.LIMITS
# Logging in with an account elsewhere: any provider of OpenID Connect. No issuer: no button and no address.
OPENID = openid.configured(
    openid.Configuration(
        issuer=os.environ.get("WIJKWAARDE_OPENID_ISSUER", ""),
        client_id=os.environ.get("WIJKWAARDE_OPENID_CLIENT_ID", ""),
        client_secret=os.environ.get("WIJKWAARDE_OPENID_CLIENT_SECRET", ""),
        name=os.environ.get("WIJKWAARDE_OPENID_NAME", ""),
        levels=tuple(listed("WIJKWAARDE_OPENID_LEVELS")),
        two_factors=os.environ.get("WIJKWAARDE_OPENID_TWO_FACTORS", ""),
        methods=tuple(listed("WIJKWAARDE_OPENID_METHODS")),
    )
)
# How many proxies stand before the site; the network address that attempts are counted by comes from the outermost.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WIJKWAARDE_PROXIES", "1" if BEHIND_TLS else "0"))
# Only log-in counts in it. Not in a process's memory: two processes would allow twice as many attempts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_throttle",
        "KEY_FUNCTION": "wijkwaarde.web.login.throttle.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- What the browser may do ---

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
# Preloading binds a whole domain for years, which its owner decides and not the site.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "wijkwaarde.web.sessions.store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "wijkwaarde.web.error_pages.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# A photo of a table never touches the disk of the server; what is larger than one may be is not read at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 22_000_000

# --- Mail and background work ---

DEFAULT_FROM_EMAIL = os.environ.get("WIJKWAARDE_FROM", "Wijkwaarde <wijkwaarde@localhost>")
OUTBOX = STATE / "outbox"
MAILERS = {
    "default": (
        {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": OUTBOX}}
        if DEMO
        else {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": os.environ.get("WIJKWAARDE_MAIL_HOST", "localhost"),
                "port": int(os.environ.get("WIJKWAARDE_MAIL_PORT", "25")),
                "username": os.environ.get("WIJKWAARDE_MAIL_USER", ""),
                "password": os.environ.get("WIJKWAARDE_MAIL_PASSWORD", ""),
                "use_tls": os.environ.get("WIJKWAARDE_MAIL_TLS") == "1",
            },
        }
    )
}

# --- What is written down ---

# The key of the names that people have in `wijkwaarde trail export`; without it nothing is exported.
TRAIL_KEY = os.environ.get("WIJKWAARDE_TRAIL_KEY", "")

# --- What is written down when something breaks ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "places": {"()": "wijkwaarde.web.logs.PlacesOnly", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "places"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
