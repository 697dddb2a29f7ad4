"""The key ring: seals personal fields, opens them, and makes the blind indexes they are found by.

A sealed text reads ``<provider>.<key id>.<base64url(nonce + ciphertext + tag)>``. The associated data bind it
to its table, column and row, so that a ciphertext copied to another row or column does not open. Two
providers stand behind one interface: AES-256-GCM with HMAC-SHA-256 (default) and SM4-GCM with HMAC-SM3
(商用密码, GB/T 32907 and GB/T 32905). Software alone does not pass 密评; certified products plug in here.

Articles: 《个人信息保护法》51 (encryption), 《密码法》8, 《商用密码管理条例》41; GB/T 22239-2019 数据保密性.
"""

import base64
import binascii
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
TAG = 16
KEY = 32


class KeyRingError(Exception):
    """The key ring is empty or malformed, or a text was sealed with a key it no longer holds."""


class BrokenSealError(Exception):
    """A sealed text was changed, or moved to another row or column."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A pair of cipher and hash; ``tag`` is written into every sealed text and must never change meaning."""

    tag: str
    key_length: int
    hash: Callable[[], hashes.HashAlgorithm]
    seal: Callable[[bytes, bytes, bytes, bytes], bytes]
    open: Callable[[bytes, bytes, bytes, bytes], bytes]


def _aes_seal(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, plain, bound)


def _aes_open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(nonce, sealed, bound)


def _sm4_seal(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    work = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    work.authenticate_additional_data(bound)
    return work.update(plain) + work.finalize() + work.tag


def _sm4_open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    body, tag = sealed[:-TAG], sealed[-TAG:]
    work = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    work.authenticate_additional_data(bound)
    return work.update(body) + work.finalize()


AES = Provider("a1", 32, hashes.SHA256, _aes_seal, _aes_open)
SM4 = Provider("s1", 16, hashes.SM3, _sm4_seal, _sm4_open)
PROVIDERS = {"aes": AES, "sm4": SM4}
_BY_TAG = {provider.tag: provider for provider in PROVIDERS.values()}


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of this installation, the newest first, and the provider that seals new texts."""

    keys: tuple[tuple[str, bytes], ...]
    provider: Provider

    @property
    def prefix(self) -> str:
        """Return how every text sealed now begins; anything else is due for rotation."""
        return f"{self.provider.tag}.{self.keys[0][0]}."

    def seal(self, plain: str, bound: str) -> str:
        """Return the text sealed with the newest key and bound to ``bound`` (table, column, row)."""
        key_id, key = self.keys[0]
        nonce = os.urandom(NONCE)
        secret = _derived(key, f"seal/{self.provider.tag}", self.provider.key_length, self.provider.tag)
        body = self.provider.seal(secret, nonce, plain.encode("utf-8", "surrogatepass"), bound.encode())
        return f"{self.provider.tag}.{key_id}.{base64.urlsafe_b64encode(nonce + body).decode('ascii')}"

    def open(self, token: str, bound: str) -> str:
        """Return the plain text of a sealed one.

        Raises:
            KeyRingError: its key is no longer in the ring.
            BrokenSealError: it was changed, or belongs to another table, column or row.
        """
        tag, _, rest = token.partition(".")
        key_id, _, body = rest.partition(".")
        provider = _BY_TAG.get(tag)
        if provider is None:
            raise BrokenSealError("not a sealed text")
        key = dict(self.keys).get(key_id)
        if key is None:
            raise KeyRingError(f"the key ring holds no key named {key_id}")
        secret = _derived(key, f"seal/{provider.tag}", provider.key_length, provider.tag)
        try:
            raw = base64.urlsafe_b64decode(body)
            plain = provider.open(secret, raw[:NONCE], raw[NONCE:], bound.encode())
        except (InvalidTag, binascii.Error, ValueError) as fault:
            raise BrokenSealError("the sealed text was changed or moved") from fault
        return plain.decode("utf-8", "surrogatepass")

    def index(self, normal: str, purpose: str) -> str:
        """Return the blind index under the newest key: 32 hexadecimal letters, empty for an empty text."""
        return self._index(self.keys[0][1], self.provider, normal, purpose) if normal else ""

    def indexes(self, normal: str, purpose: str) -> list[str]:
        """Return the blind indexes under every key and provider, so that rows not yet rotated are found."""
        if not normal:
            return []
        return [self._index(key, p, normal, purpose) for _, key in self.keys for p in PROVIDERS.values()]

    @staticmethod
    def _index(key: bytes, provider: Provider, normal: str, purpose: str) -> str:
        work = hmac.HMAC(_derived(key, f"index/{purpose}", KEY, provider.tag), provider.hash())
        work.update(normal.encode("utf-8", "surrogatepass"))
        # 128 bits: no chance collision among 1.4 thousand million people (about 10^-20).
        return work.finalize()[:16].hex()


@lru_cache(maxsize=256)
def _derived(key: bytes, purpose: str, length: int, tag: str) -> bytes:
    """Return a separate key for each purpose, so that no key does two things."""
    algorithm = _BY_TAG[tag].hash()
    return HKDF(algorithm=algorithm, length=length, salt=None, info=f"minqing/{purpose}".encode()).derive(key)


@lru_cache(maxsize=16)
def read_ring(text: str, cipher: str) -> Ring:
    """Return the ring written as ``id:base64key,id:base64key`` (newest first).

    Raises:
        KeyRingError: no key, an id twice or with other characters than letters, digits, ``-`` and ``_``,
            a key that is not 32 bytes, or an unknown cipher.
    """
    keys: list[tuple[str, bytes]] = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        key_id, _, coded = part.partition(":")
        try:
            key = base64.b64decode(coded, validate=True)
        except binascii.Error as fault:
            raise KeyRingError(f"key {key_id} is not base64") from fault
        if len(key) != KEY:
            raise KeyRingError(f"key {key_id} has {len(key)} bytes, not {KEY}")
        if not key_id.replace("-", "").replace("_", "").isalnum() or key_id in dict(keys):
            raise KeyRingError("every key needs an id of its own made of letters and digits")
        keys.append((key_id, key))
    if not keys:
        raise KeyRingError("MINQING_KEYS holds no key; see docs/operate/keys.md")
    if cipher not in PROVIDERS:
        raise KeyRingError(f"MINQING_CIPHER is {cipher}; known are {', '.join(PROVIDERS)}")
    return Ring(tuple(keys), PROVIDERS[cipher])


def ring() -> Ring:
    """Return the ring of the settings MINQING_KEYS and MINQING_CIPHER."""
    return read_ring(settings.MINQING_KEYS, settings.MINQING_CIPHER)
