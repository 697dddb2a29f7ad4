"""Settings of the demo and of daily development."""

from minqing.project.secrets import local_keys, local_secret
from minqing.project.settings.base import *  # noqa: F403
from minqing.project.settings.base import MINQING_KEYS as _KEYS
from minqing.project.settings.base import SECRET_KEY as _SECRET
from minqing.project.settings.base import VAR

# Passkeys work without TLS on this machine's own address only; browsers see to that.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECRET_KEY = _SECRET or local_secret(VAR)
MINQING_KEYS = _KEYS or local_keys(VAR)

MINQING_PRINT_MESSAGES = True
