"""What must be in order before anything is served; ``minqing check`` names every fault with its cure."""

import base64
import binascii
import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from minqing.kernel.law import public as law

# AES-256 and SM4 take 32 and 16 bytes; nothing else is a key.
_KEY_BYTES = frozenset({16, 32})
_SECRET_LENGTH = 40


def in_production() -> bool:
    """Tell whether the settings of a real installation are in force."""
    return os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production")


@register()
def every_term_has_its_article(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start on a term of the law without an article, or on profiles that contradict (E001)."""
    hint = "改正 kernel/law/profiles 中的文件"
    return [Error(complaint, hint=hint, id="minqing.E001") for complaint in law.check_profiles()]


@register()
def keys_are_there(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start without keys, or with keys that are none (E003, E004)."""
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < _SECRET_LENGTH and in_production():
        found.append(
            Error(
                "MINQING_SECRET_KEY 缺失或太短",
                hint="openssl rand -hex 32，见 docs/operate/keys.md",
                id="minqing.E003",
            )
        )
    if not settings.MINQING_KEYS:
        found.append(Error("MINQING_KEYS 缺失", hint="见 docs/operate/keys.md", id="minqing.E004"))
    found.extend(
        Error(
            f"MINQING_KEYS 第 {place} 把密钥不可用",
            hint="格式 编号:base64，见 docs/operate/keys.md",
            id="minqing.E004",
        )
        for place, entry in enumerate(filter(None, settings.MINQING_KEYS.split(",")), start=1)
        if not _is_key(entry)
    )
    return found


def _is_key(entry: str) -> bool:
    name, _colon, text = entry.strip().partition(":")
    try:
        return bool(name) and len(base64.b64decode(text, validate=True)) in _KEY_BYTES
    except binascii.Error:
        return False


@register()
def settings_are_sane(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse what would be dangerous or pointless (E005 DEBUG, E006 hosts, E007 the waiting line)."""
    found: list[CheckMessage] = []
    if in_production():
        if settings.DEBUG:
            found.append(Error("生产环境不得打开 DEBUG", hint="删除该设置", id="minqing.E005"))
        if not [host for host in settings.ALLOWED_HOSTS if host] or "*" in settings.ALLOWED_HOSTS:
            found.append(
                Error("MINQING_HOSTS 必须列出域名", hint="MINQING_HOSTS=xf.example.gov.cn", id="minqing.E006")
            )
    if settings.MINQING_AT_WORK < 1 or settings.MINQING_WAITING < 0 or settings.MINQING_PATIENCE <= 0:
        found.append(
            Error(
                "MINQING_AT_WORK、MINQING_WAITING、MINQING_PATIENCE 须为正数",
                hint="删除这些设置",
                id="minqing.E007",
            )
        )
    return found
