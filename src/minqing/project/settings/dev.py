"""Settings of the demo and of daily development."""

from minqing.project.settings.base import *  # noqa: F403
from minqing.project.settings.base import MINQING_KEYS as _KEYS
from minqing.project.settings.base import SECRET_KEY as _SECRET
from minqing.project.settings.base import VAR
from minqing.project.secrets import local_keys, local_secret

SECRET_KEY = _SECRET or local_secret(VAR)
MINQING_KEYS = _KEYS or local_keys(VAR)
