"""Settings that hold everywhere; every one of them is described in docs/operate/settings.md."""

import os
from pathlib import Path
from typing import Any

from minqing.project import database, logs

PACKAGE = Path(__file__).resolve().parents[2]
REPOSITORY = PACKAGE.parents[1]
VAR = Path(os.environ.get("MINQING_VAR", str(REPOSITORY / "var"))).resolve()

DEBUG = False
SECRET_KEY = os.environ.get("MINQING_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("MINQING_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MINQING_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_vite",
    "django_cotton",
    "minqing.kernel.clock",
    "minqing.kernel.places",
    "minqing.kernel.people",
    "minqing.kernel.ledger",
    "minqing.kernel.files",
    "minqing.kernel.search",
    "minqing.kernel.documents",
    "minqing.kernel.notifications",
    "minqing.petition",
    "minqing.reception",
    "minqing.relief",
    "minqing.supervision",
    "minqing.study",
    "minqing.exchange",
    "minqing.desks",
    "minqing.project",
]

MIDDLEWARE = [
    "minqing.project.middleware.request_notes",
    "minqing.project.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "minqing.project.accounts.WhoIsThere",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "minqing.project.urls"
WSGI_APPLICATION = "minqing.project.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "desks" / desk / "templates"
            for desk in (
                "shared",
                "public",
                "petitioner",
                "counter",
                "registrar",
                "handler",
                "leader",
                "reviewer",
                "supervisor",
                "fund",
                "steward",
            )
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "minqing.desks.shared.templatetags.words",
                "minqing.desks.shared.templatetags.cells",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
COTTON_DIR = "components"

# How a web worker meets a crowd: requests served at once, requests that may wait, seconds they wait at most.
# Four at once keep one Python process busy while the database works; measured in docs/operate/load.md.
MINQING_AT_WORK = int(os.environ.get("MINQING_AT_WORK", "4"))
MINQING_WAITING = int(os.environ.get("MINQING_WAITING", "16"))
MINQING_PATIENCE = float(os.environ.get("MINQING_PATIENCE", "5"))

# A web worker keeps connections: one for each request at work, as many again for exports being streamed.
_POOL = 2 * MINQING_AT_WORK if os.environ.get("MINQING_WEB") else 0
DATABASES = {"default": database.settings_for(os.environ.get("DATABASE_URL", ""), VAR, pool=_POOL)}

# The live process of the displays listens beside the web server; behind a proxy, the address it has there.
MINQING_LIVE_PORT = int(
    os.environ.get("MINQING_LIVE_PORT") or int(os.environ.get("MINQING_PORT", "8000")) + 1
)
MINQING_LIVE_URL = os.environ.get("MINQING_LIVE_URL", "")

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "minqing.project.accounts.StaffBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "minqing.project.accounts.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
# Five wrong passwords lock the name and address for a quarter of an hour (GB/T 22239-2019, 身份鉴别 b).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "minqing.kernel.people.sign_in.username_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# In the database, read by its key: several processes serve one person, and a cache of each process would keep
# a session alive after its owner has signed out with another one. Written only when something changes in it.
SESSION_ENGINE = "minqing.project.sessions"
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "desks" / "shared" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "files")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Vite names a file after its content, so a browser may keep it for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/built/assets/"
MEDIA_ROOT = VAR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "minqing.desks.shared.limits.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "minqing.desks.public.views.page_too_old"

DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": PACKAGE / "desks" / "shared" / "static" / "built" / "manifest.json",
        "static_url_prefix": "built",
    }
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Key ring of the personal fields: "id:base64-key" separated by commas, the newest first: docs/operate/keys.md
MINQING_KEYS = os.environ.get("MINQING_KEYS", "")
# The place code of the county this installation serves; decides the rule profile.
MINQING_PLACE = os.environ.get("MINQING_PLACE", "511921")
# How often a process looks whether another one has imported a year of holidays.
CALENDAR_CHECK_SECONDS = 60
# Where messages to telephones and mailboxes go: Apprise addresses, one per contact kind; empty prints them.
MINQING_SMS_URL = os.environ.get("MINQING_SMS_URL", "")
MINQING_MAIL_URL = os.environ.get("MINQING_MAIL_URL", "")
MINQING_WORKGROUP_URL = os.environ.get("MINQING_WORKGROUP_URL", "")
# Messages without an exit are shown in the log; their words only where this says so (never in production).
MINQING_PRINT_MESSAGES = False
# Nobody's telephone rings at night: "21:00-08:00" unless set otherwise.
MINQING_QUIET_HOURS = os.environ.get("MINQING_QUIET_HOURS", "")
# "aes" or "sm4": how new personal fields are sealed; both can always be read.
MINQING_CIPHER = os.environ.get("MINQING_CIPHER", "aes")
# Where attachments lie: empty for the data directory, else s3://key:secret@host/bucket.
MINQING_FILES_URL = os.environ.get("MINQING_FILES_URL", "")
# Greatest size of an attachment in megabytes by kind, as "photo=20,video=200"; others keep their own.
MINQING_FILE_LIMITS_MB = {
    kind.strip(): int(size)
    for kind, _equals, size in (
        part.partition("=") for part in os.environ.get("MINQING_FILE_LIMITS_MB", "").split(",") if part
    )
}
# Proxies of our own that stand in front: so many addresses of X-Forwarded-For are believed, from the right.
MINQING_PROXIES = int(os.environ.get("MINQING_PROXIES", "0"))

LOGGING = logs.configure()

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
