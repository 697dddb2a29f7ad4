"""Settings of the test suite: fast password hashing, fixed keys, everything else as in production."""

from minqing.project.settings.base import *  # noqa: F403
from minqing.project.settings.base import DATABASES as _DATABASES
from minqing.project.settings.base import VAR

SECRET_KEY = "only-for-tests"  # noqa: S105
MINQING_KEYS = (
    "k2:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=,k1:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "test-files")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A test's data need not survive a power cut.
_OPTIONS = _DATABASES["default"]["OPTIONS"]
_OPTIONS["options"] += " -c synchronous_commit=off"
# Tests that count queries must not meet the look for a new calendar; those of the clock set the time.
CALENDAR_CHECK_SECONDS = 86400
