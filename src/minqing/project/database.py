"""The database: a server named by DATABASE_URL, or the embedded one of this data directory."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from minqing.project import embedded
from minqing.project.embedded import Cluster, DatabaseUnavailable

# Sent this often on one connection, a statement is prepared there.
PREPARE_AFTER = 3

__all__ = ["Cluster", "DatabaseUnavailable", "ensure_database", "settings_for"]


def settings_for(url: str, var: Path, *, pool: int = 0) -> dict[str, Any]:
    """Return Django's settings for the database.

    Args:
        url: ``postgresql://user:password@host:port/name?sslmode=require``; empty for the embedded server.
            ``prepare=off`` behind a pooler that deals out connections by transaction.
        var: the data directory whose embedded server is meant when ``url`` is empty.
        pool: the greatest number of connections one process keeps; 0 opens one per thread and request.

    Raises:
        ImproperlyConfigured: the address is not one of PostgreSQL.
    """
    settings = _from_url(url) if url else _embedded(var)
    options: dict[str, Any] = settings["OPTIONS"]
    if options.pop("prepare", "on") != "off":
        # Each connection prepares what it has sent a few times: planning took more than running (ADR 0011).
        options["server_side_binding"] = True
        options["prepare_threshold"] = PREPARE_AFTER
    # JIT compilation costs more than any of our short queries takes.
    options["options"] = f"{options.get('options', '')} -c jit=off".strip()
    options.setdefault("application_name", "minqing")
    options.setdefault("connect_timeout", "5")
    if pool:
        # A broken connection is replaced when it is taken, so a restarted database needs no restart here.
        settings["CONN_HEALTH_CHECKS"] = True
        options["pool"] = {
            "min_size": 1,
            "max_size": pool,
            "timeout": 5,
            "max_idle": 120,
            "reconnect_timeout": 5,
        }
    return settings


def ensure_database(var: Path) -> Cluster | None:
    """Return the running embedded server of ``var``; None when DATABASE_URL names another one.

    Raises:
        DatabaseUnavailable: it cannot be made or started; the text names the cure.
    """
    if os.environ.get("DATABASE_URL"):
        return None
    return embedded.ensure_cluster(var)


def _embedded(var: Path) -> dict[str, Any]:
    cluster = embedded.cluster_of(var)
    return {
        "ENGINE": "minqing.project.postgres",
        "NAME": embedded.NAME,
        "USER": embedded.ROLE,
        "PASSWORD": cluster.password,
        "HOST": str(cluster.socket),
        "PORT": "",
        "OPTIONS": {},
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL 必须以 postgresql:// 开头 · must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "minqing.project.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
