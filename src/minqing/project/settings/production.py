"""Settings of a real installation: TLS in front, keys from the environment, nothing by default."""

from minqing.project.settings.base import *  # noqa: F403
from minqing.project.settings.base import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = _MIDDLEWARE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
