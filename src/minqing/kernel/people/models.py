"""Tables of this room: organs (机关单位), accounts (账号), posts (任职) and persons (信访人等自然人)."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minqing.kernel.clock.public import new_id
from minqing.kernel.people import rules
from minqing.kernel.people.fields import BlindIndex, EncryptedText
from minqing.kernel.people.rules import DUTY_WORDS, KIND_WORDS
from minqing.kernel.text.public import pinyin_initials, pinyin_sort_key

if TYPE_CHECKING:
    from datetime import date


class Organ(models.Model):
    """机关单位: one organ of the county's tree; ``path`` holds the codes from the top, each with a dot."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("编码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60)
    kind = models.CharField(_("类别"), max_length=20, choices=[(str(k), w) for k, w in KIND_WORDS.items()])
    parent = models.ForeignKey(
        "self",
        verbose_name=_("上级"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    # Unique, so that Django also makes the varchar_pattern_ops index by which prefixes are found.
    path = models.CharField(_("路径"), max_length=400, unique=True, editable=False)
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("行政区划"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sort_key = models.CharField(_("排序"), max_length=120, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    # What stands on papers and, for the petition office, on the public pages (条例 18(1)).
    # An office's own line and door, nobody's person: plain text.
    telephone = models.CharField(_("办公电话"), max_length=40, blank=True, default="")
    address = models.CharField(_("办公地址"), max_length=200, blank=True, default="")
    letter_code = models.CharField(_("机关代字"), max_length=20, blank=True, default="")
    hours = models.CharField(_("接待时间"), max_length=120, blank=True, default="")
    # Who reviews its opinions (条例 35, 36) where the tree of one level does not say so.
    vertical = models.BooleanField(_("垂直领导"), default=False, db_default=False)
    superior = models.ForeignKey(
        "self",
        verbose_name=_("上级主管部门"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subordinates",
    )
    outside = models.BooleanField(_("不使用本系统"), default=False, db_default=False)
    # Who goes on exercising its powers once it was merged or abolished (条例 24(2)).
    successor = models.ForeignKey(
        "self",
        verbose_name=_("承继职权的单位"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    class Meta:
        """Organs in the order the steward gave them, else by the sound of their names."""

        ordering = ["sort_key", "code"]
        # Two organs under one 机关代字 would give two papers the same number.
        constraints = [
            models.UniqueConstraint(
                fields=["letter_code"], condition=~models.Q(letter_code=""), name="people_letter_code"
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def number_prefix(self) -> str:
        """Return what its papers' numbers begin with: the 机关代字, else the short name."""
        return self.letter_code or self.short_name or self.name

    @property
    def particulars(self) -> rules.Particulars:
        """Return how the organ is reached and numbers its papers."""
        return rules.Particulars(
            telephone=self.telephone,
            address=self.address,
            letter_code=self.letter_code,
            hours=self.hours,
        )

    @property
    def standing(self) -> rules.Standing:
        """Return where it stands outside the tree of its level."""
        return rules.Standing(self.vertical, self.superior_id, self.outside)

    @property
    def organ_kind(self) -> rules.OrganKind:
        """Return the kind as the rules know it."""
        return rules.OrganKind(self.kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep path and sort key in step; a moved organ's subtree is moved by ``move_organ``."""
        if not rules.is_code(self.code):
            raise ValueError(f"not an organ code: {self.code}")
        self.path = rules.path_under(self.parent.path if self.parent else "", self.code)
        self.short_name = self.short_name or self.name
        self.sort_key = self.sort_key or pinyin_sort_key(self.name)[:120]
        super().save(*args, **kwargs)


class AccountManager(BaseUserManager["Account"]):
    """Makes and finds accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        """Return a new stored account; without a password it cannot sign in by password."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.email = self.normalize_email(account.email)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """账号: one natural person who works here; what the account may do follows from its posts alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        _("登录名"), max_length=64, unique=True, error_messages={"unique": _("这个登录名已经有人使用")}
    )
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True, default="")
    telephone = EncryptedText(_("联系电话"), blank=True, default="")
    is_active = models.BooleanField(_("启用"), default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    # There is no administrator account: 不设默认账户, 三权分立 (GB/T 22239-2019 访问控制). Libraries that ask
    # for these get the answer no.
    is_staff = False
    is_superuser = False

    # The posts found together with the account and their day: on the row of one request, never longer.
    found_with: "tuple[date, tuple[rules.PostFacts, ...]] | None" = None

    objects = AccountManager()

    class Meta:
        """Accounts by login name."""

        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the login name as it is stored: NFKC and lower case, for nobody remembers its capitals."""
        return str(super().normalize_username(username)).strip().lower()

    def get_full_name(self) -> str:
        """Return the person's name, for libraries that ask."""
        return self.name

    def get_short_name(self) -> str:
        """Return the person's name, for libraries that ask."""
        return self.name

    def has_perm(self, *_args: Any, **_kwargs: Any) -> bool:
        """Return no: what an account may do follows from its posts (``kernel.access``)."""
        return False

    def has_module_perms(self, *_args: Any, **_kwargs: Any) -> bool:
        """Return no: see ``has_perm``."""
        return False


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, narrowed by day."""

    def on(self, day: Any) -> "PostQuerySet":
        """Return the posts in force that day; both ends included (the same rule as ``rules.in_force``)."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Post(models.Model):
    """任职: an account holds a duty in an organ from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        Account, verbose_name=_("账号"), on_delete=models.PROTECT, related_name="posts"
    )
    organ = models.ForeignKey(Organ, verbose_name=_("单位"), on_delete=models.PROTECT, related_name="posts")
    duty = models.CharField(_("职责"), max_length=20, choices=[(str(d), w) for d, w in DUTY_WORDS.items()])
    title = models.CharField(_("职务"), max_length=60, blank=True, default="")
    valid_from = models.DateField(_("任职起"))
    valid_to = models.DateField(_("任职止"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        """A post ends on or after the day it begins."""

        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.title or self.duty}"

    @property
    def facts(self) -> rules.PostFacts:
        """Return the post as the rules know it; needs the organ loaded."""
        return rules.PostFacts(
            post_id=self.pk,
            organ_id=self.organ_id,
            organ_path=self.organ.path,
            duty=rules.Duty(self.duty),
            title=self.title or DUTY_WORDS[rules.Duty(self.duty)],
        )


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences, narrowed by day."""

    def running(self, first: Any, last: Any) -> "AbsenceQuerySet":
        """Return the absences that touch the days from ``first`` to ``last``, ended early or not."""
        return self.filter(first_on__lte=last, through_on__gte=first)


class Absence(models.Model):
    """外出: somebody is away from one day to another, both included; others stand in meanwhile.

    ``through_on`` is the last day it really lasted: ``last_on``, or earlier when it was ended early. The row
    is never deleted, because what deputies did in that time rests on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        Account, verbose_name=_("账号"), on_delete=models.PROTECT, related_name="absences"
    )
    first_on = models.DateField(_("外出第一天"))
    last_on = models.DateField(_("外出最后一天"))
    through_on = models.DateField(_("实际到哪天"))
    reason = models.CharField(_("事由"), max_length=200, blank=True, default="")
    set_by = models.ForeignKey(Account, verbose_name=_("登记人"), on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("登记时间"))
    ended_at = models.DateTimeField(_("提前结束时间"), null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        """The latest first."""

        ordering = ["-first_on", "-id"]
        indexes = [models.Index(fields=["account", "first_on"], name="absence_account")]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="absence_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.first_on} {self.through_on}"


class StandIn(models.Model):
    """代办: during an absence the deputy exercises the duty of one post of the person away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="stand_ins")
    post = models.ForeignKey(
        Post, verbose_name=_("代办的职务"), on_delete=models.PROTECT, related_name="stand_ins"
    )
    deputy = models.ForeignKey(
        Account, verbose_name=_("代办人"), on_delete=models.PROTECT, related_name="stands_in"
    )

    class Meta:
        """One deputy a post and absence."""

        constraints = [models.UniqueConstraint(fields=["absence", "post"], name="stand_in_once")]

    def __str__(self) -> str:
        return f"{self.deputy_id} {self.post_id}"


class Person(models.Model):
    """自然人: somebody who brings or is named in a matter; how to reach them is sealed.

    《个人信息保护法》6, 28, 51: everything but the name is optional and encrypted at rest.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("姓名"), max_length=120, blank=True)
    sort_key = models.CharField(max_length=240, blank=True, default="", editable=False)
    initials = models.CharField(max_length=60, blank=True, default="", editable=False)
    identity_number = EncryptedText(_("身份证号"), blank=True, default="")
    identity_index = BlindIndex(source="identity_number", normal=rules.normal_identity)
    telephone = EncryptedText(_("联系电话"), blank=True, default="")
    telephone_index = BlindIndex(source="telephone", normal=rules.normal_telephone)
    address = EncryptedText(_("住址"), blank=True, default="")
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("行政区划"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        """Found by blind index; rows without a number stay out of the index."""

        indexes = [
            models.Index(
                fields=["telephone_index"], name="person_telephone", condition=~Q(telephone_index="")
            ),
            models.Index(fields=["identity_index"], name="person_identity", condition=~Q(identity_index="")),
            models.Index(fields=["sort_key", "id"], name="person_sort"),
        ]

    def __str__(self) -> str:
        return rules.mask_name(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key, the initials and the blind indexes in step with what they are made from."""
        self.set_keys()
        fields = kwargs.get("update_fields")
        if fields is not None:
            beside = {
                "name": ["sort_key", "initials"],
                "telephone": ["telephone_index"],
                "identity_number": ["identity_index"],
            }
            kwargs["update_fields"] = {*fields, *(b for f in fields for b in beside.get(f, []))}
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Work out sort key and initials; call it before ``bulk_create``."""
        self.name = rules.normal_name(self.name)
        self.sort_key = pinyin_sort_key(self.name)[:240]
        self.initials = pinyin_initials(self.name)[:60]

    @property
    def masked_telephone(self) -> str:
        """Return the telephone number as a page may show it."""
        return rules.mask_telephone(self.telephone)

    @property
    def masked_identity(self) -> str:
        """Return the identity number as a page may show it."""
        return rules.mask_identity(self.identity_number)

    @property
    def masked_address(self) -> str:
        """Return the address as a page may show it."""
        return rules.mask_address(self.address)
