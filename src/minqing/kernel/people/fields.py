"""Columns that hold personal data: sealed text and the blind index beside it.

Reading a row opens nothing: the sealed text is opened only when the attribute is read, so a list that shows
no telephone decrypts none, and ``values()`` yields sealed texts, never plain ones. Writing goes through the
row (``save``, ``create``, ``bulk_create``), because the text is bound to the row's id; ``update()`` with a
plain text is refused.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from minqing.kernel.people.vault import ring

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Char = models.CharField[str, str]
else:
    _Text = models.TextField
    _Char = models.CharField


class Sealed(str):
    """A sealed text as it stands in the database."""

    __slots__ = ()


class UnboundTextError(TypeError):
    """A plain text was to be written without its row; use the row's ``save``."""


def binding(instance: models.Model, field: "EncryptedText") -> str:
    """Return what a sealed text is bound to: table, column and row."""
    return f"{instance._meta.db_table}/{field.column}/{instance.pk}"  # noqa: SLF001


class _Opening(DeferredAttribute):
    """Opens the sealed text at the moment the attribute is read."""

    field: "EncryptedText"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        return ring().open(value, binding(instance, self.field)) if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedText(_Text):
    """A text encrypted at rest (《个人信息保护法》51(3)); an empty text stays empty."""

    descriptor_class = _Opening

    def from_db_value(self, value: str | None, *_: Any) -> "Sealed | None":
        """Return the sealed text unopened; an empty one is plain."""
        return Sealed(value) if value else value  # type: ignore[return-value]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the text sealed for this row; one never opened or changed is written back as it is."""
        del add
        value = model_instance.__dict__.get(self.attname, "")
        if not value or isinstance(value, Sealed):
            return value
        return Sealed(ring().seal(str(value), binding(model_instance, self)))

    def get_prep_value(self, value: Any) -> Any:
        """Let only sealed and empty texts through.

        Raises:
            UnboundTextError: a plain text came without its row, for instance from ``update(telephone=...)``.
        """
        if value and not isinstance(value, Sealed):
            raise UnboundTextError(f"{self.name} is sealed for its row: set the attribute and save the row")
        return super().get_prep_value(value) if not isinstance(value, Sealed) else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the sealed text, so that a dump of the tables holds no personal data."""
        return str(self.pre_save(obj, add=False) or "")


class BlindIndex(_Char):
    """A keyed digest of another column by which equal values are found without opening any."""

    def __init__(
        self, *args: Any, source: str = "", normal: Callable[[str], str] = str, **kwargs: Any
    ) -> None:
        """``source`` names the sealed column, ``normal`` brings its text to one form for comparing."""
        self.source = source
        self.normal = normal
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return what a migration needs to make this column again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "normal": self.normal}

    @property
    def purpose(self) -> str:
        """Return the name its key is derived for; another column has another key."""
        return f"{self.model._meta.db_table}.{self.source}"  # noqa: SLF001

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the digest of the source column; an unopened source leaves it as it is."""
        raw = model_instance.__dict__.get(self.source, "")
        if isinstance(raw, Sealed):
            return super().pre_save(model_instance, add)
        value = ring().index(self.normal(raw or ""), self.purpose)
        setattr(model_instance, self.attname, value)
        return value

    def lookup(self, plain: str) -> list[str]:
        """Return every digest the text may be stored under: one for each key of the ring and each cipher."""
        return ring().indexes(self.normal(plain), self.purpose)

    def of(self, plain: str) -> str:
        """Return the digest of the text under the newest key."""
        return ring().index(self.normal(plain), self.purpose)
