"""The table of administrative divisions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from minqing.kernel.places.rules import MAX_CODE, MAX_NAME, Level


class Place(models.Model):
    """行政区划: a division from province to village group; the code is its key and never reused."""

    class Levels(models.TextChoices):
        """行政区划级别."""

        PROVINCE = Level.PROVINCE.value, _("省")
        CITY = Level.CITY.value, _("市")
        COUNTY = Level.COUNTY.value, _("县")
        TOWNSHIP = Level.TOWNSHIP.value, _("乡镇（街道）")
        VILLAGE = Level.VILLAGE.value, _("村（社区）")
        GROUP = Level.GROUP.value, _("村民小组")

    code = models.CharField(_("编码"), max_length=MAX_CODE, primary_key=True)
    name = models.CharField(_("名称"), max_length=MAX_NAME)
    level = models.CharField(_("级别"), max_length=10, choices=Levels.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("上级"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    # Pinyin of the name; the database has no Chinese collation.  "C" sorts alike on every server.
    sort_key = models.CharField(_("排序键"), max_length=600, db_collation="C")
    initials = models.CharField(_("拼音首字母"), max_length=80)
    # Normalised name, so that traditional and full-width spellings find it.
    folded = models.CharField(_("检索名"), max_length=200)

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering: ClassVar[list[str]] = ["sort_key", "code"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["parent", "sort_key"], name="places_children"),
            models.Index(fields=["initials"], name="places_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["folded"], name="places_folded", opclasses=["varchar_pattern_ops"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in Level]), name="places_place_level"
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=False) | models.Q(level=Level.PROVINCE.value),
                name="places_place_has_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name
