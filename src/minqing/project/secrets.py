"""Secrets of a single installation, made once and kept beside its data with owner-only rights."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], str]) -> str:
    """Return what the file holds, writing what ``make`` gives first when it does not exist yet.

    The file appears whole or not at all, and of two processes that make it at once one wins for both.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        half.touch(mode=0o600)
        half.write_text(make(), encoding="ascii")
        try:
            os.link(half, path)
        except FileExistsError:
            pass  # another process was first; its secret holds
        finally:
            half.unlink()
    return path.read_text(encoding="ascii").strip()


def local_secret(var: Path) -> str:
    """Return the signing secret of this installation, 64 letters."""
    return kept(var / "secret.key", lambda: secrets.token_hex(32))


def local_keys(var: Path) -> str:
    """Return the key ring of this installation: one new 256-bit key ``k1`` at first use."""
    return kept(
        var / "personal-data.keys", lambda: f"k1:{base64.b64encode(secrets.token_bytes(32)).decode('ascii')}"
    )
