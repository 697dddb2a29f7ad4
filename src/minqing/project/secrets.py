"""Secrets of a single installation, made once and kept beside its data with owner-only rights."""

import base64
import secrets
from pathlib import Path


def _kept(path: Path, make: str) -> str:
    """Return what the file holds, writing ``make`` first when it does not exist yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make, encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def local_secret(var: Path) -> str:
    """Return the signing secret of this installation, 64 letters."""
    return _kept(var / "secret.key", secrets.token_hex(32))


def local_keys(var: Path) -> str:
    """Return the key ring of this installation: one new 256-bit key ``k1`` at first use."""
    key = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    return _kept(var / "personal-data.keys", f"k1:{key}")
