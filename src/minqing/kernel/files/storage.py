"""Where contents lie (存储): outside the web root, by digest, on a local disk or on S3-compatible storage."""

import functools
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable


@functools.lru_cache(maxsize=4)
def _storage_for(address: str, location: str) -> Storage:
    """Build the storage of an address ``s3://key:secret@host/bucket?region=…&secure=1``, or a local one."""
    if not address:
        # Overwriting is harmless: a path is the digest of its content, both writers bring the same bytes.
        return FileSystemStorage(
            location=location,
            allow_overwrite=True,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )
    parts = urlsplit(address)
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    scheme = "https" if options.get("secure", "1") == "1" else "http"
    storage: Callable[..., Storage] = import_string("storages.backends.s3.S3Storage")
    return storage(
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
        bucket_name=parts.path.strip("/"),
        endpoint_url=f"{scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
        if parts.hostname
        else None,
        region_name=options.get("region"),
        file_overwrite=True,
        default_acl=None,
    )


def local_root() -> str:
    """Return the directory of local contents; temporary files of uploads lie in ``incoming`` beneath it."""
    return str(getattr(default_storage, "location", settings.MEDIA_ROOT))


def contents() -> Storage:
    """Return the storage all contents lie in; MINQING_FILES_URL chooses S3, empty means the local disk."""
    return _storage_for(str(getattr(settings, "MINQING_FILES_URL", "")), local_root())
