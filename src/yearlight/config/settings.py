"""Every setting of the site; values come from the environment through typed readers."""

import secrets
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from yearlight.core.doors import RATES
from yearlight.core.env import Env
from yearlight.core.secret import is_push_key, kept_secret, new_push_key

PACKAGE = Path(__file__).resolve().parent.parent
_checkout = PACKAGE.parent.parent

env = Env()

# --- where everything lies ---
_default_home = _checkout / "data" if (_checkout / "pyproject.toml").exists() else Path.home() / "yearlight"
YEARLIGHT_HOME: Path = (
    env.path("YEARLIGHT_HOME", _default_home, "The one folder that holds everything: database, originals, secret key.")
    or _default_home
)

# --- the address ---
PORT = env.integer("PORT", 8000, "The port to listen on.", least=1, most=65535)
YEARLIGHT_HOST = env.text("YEARLIGHT_HOST", "127.0.0.1", "The network address to listen on; 0.0.0.0 for all.")
YEARLIGHT_ADDRESS = env.text(
    "YEARLIGHT_ADDRESS",
    "",
    "The address families type, such as https://remember.example.org; empty on one's own machine.",
).rstrip("/")
if YEARLIGHT_ADDRESS and not YEARLIGHT_ADDRESS.startswith(("http://", "https://")):
    env.faults.append("YEARLIGHT_ADDRESS must begin with https:// or http://.")
_host = YEARLIGHT_ADDRESS.partition("://")[2].partition("/")[0]
_is_https = YEARLIGHT_ADDRESS.startswith("https://")
ALLOWED_HOSTS = [_host.rpartition(":")[0] or _host] if _host else []
ALLOWED_HOSTS += [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.words("YEARLIGHT_ALSO_HOSTS", (), "Further host names it answers to."),
]
if YEARLIGHT_ADDRESS:
    CSRF_TRUSTED_ORIGINS = [YEARLIGHT_ADDRESS]
_proxies = env.integer(
    "YEARLIGHT_PROXIES", 0, "How many proxies stand in front and set X-Forwarded-For.", least=0, most=9
)
if _proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
YEARLIGHT_SEND_FILES = env.choice(
    "YEARLIGHT_SEND_FILES",
    "self",
    "Who hands pictures out: the application itself, or the server in front by X-Accel-Redirect or X-Sendfile.",
    among=("self", "x-accel-redirect", "x-sendfile"),
)
YEARLIGHT_THREADS = env.integer(
    "YEARLIGHT_THREADS", 4, "Requests answered at the same time by each process.", least=1, most=64
)
YEARLIGHT_PROCESSES = env.integer("YEARLIGHT_PROCESSES", 1, "Processes that answer requests.", least=1, most=64)

# --- limits ---
YEARLIGHT_PICTURE_MB = env.integer(
    "YEARLIGHT_PICTURE_MB", 60, "The largest picture file taken, in megabytes.", least=1, most=1000
)
YEARLIGHT_FILE_MB = env.integer(
    "YEARLIGHT_FILE_MB", 8192, "The largest video or sound taken, in megabytes.", least=1, most=10**6
)
YEARLIGHT_PICTURE_MEGAPIXELS = env.integer(
    "YEARLIGHT_PICTURE_MEGAPIXELS", 120, "The largest picture taken, in millions of pixels.", least=1, most=1000
)
YEARLIGHT_PLAY_MINUTES = env.integer(
    "YEARLIGHT_PLAY_MINUTES", 240, "The longest video or sound taken, in minutes.", least=1, most=1440
)
YEARLIGHT_FREE_MB = env.integer(
    "YEARLIGHT_FREE_MB",
    1024,
    "Pictures are refused below this much free space, so that letters can still be kept.",
    least=0,
    most=10**7,
)

YEARLIGHT_SECOND_COPY = env.path(
    "YEARLIGHT_SECOND_COPY",
    None,
    "A copy of the whole folder that you keep on another disk; a damaged original is mended from it.",
)
YEARLIGHT_FAMILY_MB = env.integer(
    "YEARLIGHT_FAMILY_MB",
    0,
    "How many megabytes of pictures a family may keep, unless the host gave it another room; 0 sets no limit.",
    least=0,
    most=10**7,
)

# --- a bucket for the originals ---
YEARLIGHT_S3_BUCKET = env.text(
    "YEARLIGHT_S3_BUCKET", "", "An S3-compatible bucket that holds the originals; empty keeps them in the folder."
)
YEARLIGHT_S3_ENDPOINT = env.text("YEARLIGHT_S3_ENDPOINT", "", "The address of the bucket's server, with https.")
YEARLIGHT_S3_REGION = env.text("YEARLIGHT_S3_REGION", "us-east-1", "The region that its server is asked for.")
YEARLIGHT_S3_KEY = env.text("YEARLIGHT_S3_KEY", "", "The name of the key to the bucket.")
YEARLIGHT_S3_SECRET = env.text("YEARLIGHT_S3_SECRET", "", "The secret of that key.")
YEARLIGHT_S3_FETCHED_MB = env.integer(
    "YEARLIGHT_S3_FETCHED_MB",
    4096,
    "How many megabytes of originals are kept on this machine too, to work from.",
    least=64,
    most=10**7,
)
if YEARLIGHT_S3_BUCKET:
    if not (YEARLIGHT_S3_KEY and YEARLIGHT_S3_SECRET):
        env.faults.append("YEARLIGHT_S3_BUCKET needs YEARLIGHT_S3_KEY and YEARLIGHT_S3_SECRET.")
    if find_spec("boto3") is None:
        env.faults.append("YEARLIGHT_S3_BUCKET needs the package boto3: pip install 'yearlight[s3]'.")

# --- who may make an account ---
YEARLIGHT_SIGN_UP = env.choice(
    "YEARLIGHT_SIGN_UP",
    "invited",
    "Who may make an account: whoever was invited, everyone (open), or nobody new (closed).",
    among=("open", "invited", "closed"),
)

# --- ways back into an account ---
YEARLIGHT_RECOVERY_DAYS = env.integer(
    "YEARLIGHT_RECOVERY_DAYS",
    7,
    "How many days a new way into an account waits, in which its owner is told and can stop it.",
    least=2,
    most=90,
)

# --- help ---
YEARLIGHT_HELP_FILE = env.path("YEARLIGHT_HELP_FILE", None, "A TOML file with the help lines shown on the help page.")
YEARLIGHT_KEEPER_CONTACT = env.text(
    "YEARLIGHT_KEEPER_CONTACT", "", "Who looks after this machine, as people here would say it."
)

# --- mail ---
EMAIL_HOST = env.text("YEARLIGHT_SMTP_HOST", "", "The mail server; empty keeps messages in the outbox folder instead.")
EMAIL_PORT = env.integer("YEARLIGHT_SMTP_PORT", 587, "The mail server's port.", least=1, most=65535)
EMAIL_HOST_USER = env.text("YEARLIGHT_SMTP_USER", "", "The user name at the mail server.")
EMAIL_HOST_PASSWORD = env.text("YEARLIGHT_SMTP_PASSWORD", "", "The password at the mail server.")
_smtp_security = env.choice(
    "YEARLIGHT_SMTP_SECURITY", "starttls", "How the connection is protected.", among=("starttls", "tls", "none")
)
EMAIL_USE_TLS = bool(EMAIL_HOST) and _smtp_security == "starttls"
EMAIL_USE_SSL = bool(EMAIL_HOST) and _smtp_security == "tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.text("YEARLIGHT_MAIL_FROM", "yearlight@localhost", "The sender's address of messages.")
SENDS_MAIL = bool(EMAIL_HOST)
if YEARLIGHT_SIGN_UP == "open" and not SENDS_MAIL:
    env.faults.append(
        "YEARLIGHT_SIGN_UP can only be open where YEARLIGHT_SMTP_HOST names a mail server: without one nobody's address "
        "can be confirmed."
    )
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if SENDS_MAIL else "yearlight.core.mail.OutboxBackend"
OUTBOX = YEARLIGHT_HOME / "outbox"

# --- answers by mail ---
YEARLIGHT_ANSWERS_ADDRESS = env.text(
    "YEARLIGHT_ANSWERS_ADDRESS",
    "",
    "The private addresses that answers to reminders go to, such as yearlight+{key}@example.org; empty takes none.",
)
if YEARLIGHT_ANSWERS_ADDRESS and (YEARLIGHT_ANSWERS_ADDRESS.count("{key}"), YEARLIGHT_ANSWERS_ADDRESS.count("@")) != (
    1,
    1,
):
    env.faults.append(
        "YEARLIGHT_ANSWERS_ADDRESS must be an address with {key} in it, such as yearlight+{key}@example.org."
    )
YEARLIGHT_IMAP_HOST = env.text("YEARLIGHT_IMAP_HOST", "", "The mail server in whose mailbox answers arrive, if any.")
YEARLIGHT_IMAP_PORT = env.integer("YEARLIGHT_IMAP_PORT", 993, "The port of that mail server.", least=1, most=65535)
YEARLIGHT_IMAP_USER = env.text("YEARLIGHT_IMAP_USER", "", "The user name of the mailbox.")
YEARLIGHT_IMAP_PASSWORD = env.text("YEARLIGHT_IMAP_PASSWORD", "", "The password of the mailbox.")
YEARLIGHT_IMAP_SECURITY = env.choice(
    "YEARLIGHT_IMAP_SECURITY",
    "tls",
    "How the connection to the mailbox is protected.",
    among=("tls", "starttls", "none"),
)
YEARLIGHT_IMAP_FOLDER = env.text("YEARLIGHT_IMAP_FOLDER", "INBOX", "The folder of the mailbox that is looked into.")
YEARLIGHT_LMTP_LISTEN = env.text(
    "YEARLIGHT_LMTP_LISTEN",
    "",
    "Where `yearlight receive` takes messages by LMTP: host:port, or the path of a socket.",
)
if (
    YEARLIGHT_LMTP_LISTEN
    and "/" not in YEARLIGHT_LMTP_LISTEN
    and not YEARLIGHT_LMTP_LISTEN.rpartition(":")[2].isdecimal()
):
    env.faults.append("YEARLIGHT_LMTP_LISTEN must be host:port, such as 127.0.0.1:2424, or the path of a socket.")

# --- messages on devices ---
YEARLIGHT_PUSH = env.flag("YEARLIGHT_PUSH", True, "Whether people may have messages on their telephones and browsers.")
YEARLIGHT_PUSH_SERVICES = env.words(
    "YEARLIGHT_PUSH_SERVICES",
    ("fcm.googleapis.com", ".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"),
    "The push services that messages are handed to; one that begins with a dot stands for every host below it.",
)
_push_key = env.text(
    "YEARLIGHT_PUSH_KEY", "", "The key by which browsers know this site; made and kept in the folder when empty."
)
if _push_key and not is_push_key(_push_key):
    env.faults.append("YEARLIGHT_PUSH_KEY must be a private P-256 key: 32 bytes in base64url, which is 43 letters.")
#: Only tests set it: their push service listens on this machine, without TLS.
OUTSIDE_MAY_BE_HERE = False

# --- people's settings ---
TIME_ZONE = env.text("YEARLIGHT_TIME_ZONE", "UTC", "The time zone of those who chose none, such as Europe/Oslo.")
_pseudo = env.flag("YEARLIGHT_PSEUDO_LANGUAGES", False, "Offer the two made-up languages that translators test with.")

DEBUG = env.flag("YEARLIGHT_DEBUG", False, "Show technical error pages; only for developing.")
if DEBUG and YEARLIGHT_ADDRESS:
    env.faults.append("YEARLIGHT_DEBUG cannot be on where YEARLIGHT_ADDRESS is set: it shows strangers what is inside.")
_secret = env.text("YEARLIGHT_SECRET_KEY", "", "The key that signs sessions; made and kept in the folder when empty.")
env.finish()
SECRET_KEY = _secret or kept_secret(YEARLIGHT_HOME / "secret_key", make=lambda: secrets.token_urlsafe(64))
YEARLIGHT_PUSH_KEY = _push_key or kept_secret(YEARLIGHT_HOME / "push_key", make=new_push_key)

# --- Django ---
ROOT_URLCONF = "yearlight.config.urls"
WSGI_APPLICATION = "yearlight.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES: list[tuple[str, object]] = [("en", _("English"))]
if _pseudo:
    LANGUAGES += [("en-xa", "[Ëñĝļïŝĥ]"), ("ar-xb", "[RTL]")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["yearlight.web.formats"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "yearlight.ops",
    "yearlight.pages",
    "yearlight.reminders",
    "yearlight.rituals",
    "yearlight.children",
    "yearlight.entries",
    "yearlight.keepsakes",
    "yearlight.memorials",
    "yearlight.people",
    "yearlight.web",
    "yearlight.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
]
MIDDLEWARE = [
    "yearlight.web.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the door: what is outside the children's view is not there, for guests neither.
    "yearlight.people.middleware.ChildrensViewMiddleware",
    "yearlight.people.middleware.DoorMiddleware",
    # After the two above: looking for the form's mark reads the whole request, which a stranger shall not make us do.
    "django.middleware.csrf.CsrfViewMiddleware",
    "yearlight.people.middleware.PreferencesMiddleware",
    "yearlight.people.middleware.QuietMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "yearlight.web.middleware.NotThereMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yearlight.pages.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "yearlight.web.templatetags.shell"],
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": YEARLIGHT_HOME / "yearlight.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;"
            ),
        },
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "yearlight.core.queue.LeasedBackend", "QUEUES": []}}

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "static_built"
WHITENOISE_MAX_AGE = 365 * 24 * 3600
STORAGES = {
    # Originals never go through this storage: keepsakes.vault writes them.
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = ["yearlight.core.uploads.IncomingUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

# --- sign-in ---
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["yearlight.people.passwords.SmallArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yearlight.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
# Accounts are made by invitation: a stranger's address is no reason to write to it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = RATES
ALLAUTH_TRUSTED_PROXY_COUNT = _proxies
MFA_ADAPTER = "yearlight.people.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _is_https
MFA_TOTP_ISSUER = "Yearlight"

# --- cookies and headers ---
SESSION_COOKIE_NAME = "__Host-yearlight" if _is_https else "yearlight"
CSRF_COOKIE_NAME = "__Host-yearlight-csrf" if _is_https else "yearlight-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
SESSION_COOKIE_AGE = 60 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yearlight.pages.views.plain.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "yearlight.core.logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"yearlight": {"level": "INFO"}},
}
