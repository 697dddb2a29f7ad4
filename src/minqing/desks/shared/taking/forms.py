"""The form of what somebody asks for, in the order a person speaks. Shape only."""

import re
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from minqing.desks.shared.casefile.forms import choose, text_area
from minqing.desks.shared.casefile.forms.coming_in import CONFIRMED
from minqing.kernel.places.public import children_of
from minqing.petition.public import Channel, Statement
from minqing.petition.public.coming_in import Arrived, Confirmed, Speaker

LONG: Final = 20_000
LINES: Final = 20_000
IDENTITIES: Final = (
    ("named", _("实名")),
    ("confidential", _("实名，要求保密")),
    ("anonymous", _("匿名")),
)
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


def townships() -> list[tuple[str, str]]:
    """Return the townships and streets of the county as choices."""
    return [(place.code, place.name) for place in children_of(settings.MINQING_PLACE)]


class StatementForm(forms.Form):
    """诉求: who asks for what, written down by staff."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    identity = forms.ChoiceField(
        label=_("怎样提出"),
        choices=IDENTITIES,
        widget=forms.RadioSelect,
        initial="named",
        help_text=_(
            "要求保密的：姓名只有承办单位看得到，名单和单位之间的函件上只写姓。"
            "匿名的：不记姓名和住址，没法书面告知，凭查询码查。请向本人说清楚。"
        ),
    )
    name = forms.CharField(label=_("姓名"), max_length=100, required=False)
    telephone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    home_address = forms.CharField(label=_("通信地址"), max_length=300, required=False)
    identity_number = forms.CharField(
        label=_("身份证号"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-draft": "off"}),
    )
    people_count = forms.IntegerField(label=_("涉及人数"), min_value=1, initial=1)
    speakers = forms.CharField(
        label=_("推选的代表"),
        max_length=LINES,
        required=False,
        widget=text_area(2),
        help_text=_("一行一名：姓名 电话。第一位信访人不用重复写。走访的代表人数有上限，由他们自己推选。"),
    )
    township = forms.ChoiceField(label=_("发生在哪个乡镇、街道"), required=False)
    address = forms.CharField(label=_("具体地点"), max_length=300, required=False)
    title = forms.CharField(
        label=_("标题"), max_length=200, required=False, help_text=_("不写的，取内容的第一句。")
    )
    body = forms.CharField(
        label=_("反映的内容"),
        max_length=LONG,
        widget=text_area(8),
        help_text=_("口述的，照本人说的如实记，不改意思。"),
    )
    requests = forms.CharField(
        label=_("要求解决什么"),
        max_length=LINES,
        widget=text_area(3),
        help_text=_("一行一项，答复时逐项回答。"),
    )
    oral = forms.BooleanField(label=_("以上是本人口述、由我记录的"), required=False)
    confirmed = forms.ChoiceField(
        label=_("宣读后怎样确认的"),
        required=False,
        help_text=_("读给本人听，本人确认了再选；还没有宣读的，以后在案卷里补。"),
    )
    confirmed_words = forms.CharField(label=_("确认情况"), max_length=500, required=False)
    electronic_delivery = forms.BooleanField(label=_("同意电子送达"), required=False)

    def __init__(self, *args: Any, townships: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "take-%s", **kwargs})
        choose(self, "township", [("", "—"), *townships])
        choose(self, "confirmed", [("", "—"), *((key.value, said) for key, said in CONFIRMED.items())])
        given = str(self.data.get("key", ""))
        self.fresh_key = given if _KEY.fullmatch(given) else secrets.token_urlsafe(24)

    @property
    def for_several(self) -> bool:
        """Return whether it is put forward by more than one, as the form stands now."""
        people = str(self["people_count"].value() or "1")
        return people.isdigit() and int(people) > 1

    def said_by(
        self, channel: Channel, received_on: date | None, file_ids: tuple[Any, ...], **arrived: Any
    ) -> Statement:
        """Return what was written down, come in that way on that day; ``arrived`` as ``Arrived`` names it."""
        said = self.cleaned_data
        anonymous = said["identity"] == "anonymous"

        def known(field: str) -> str:
            return "" if anonymous else str(said[field])

        return Statement(
            title=said["title"],
            body=said["body"],
            requests=tuple(line.strip() for line in said["requests"].splitlines() if line.strip()),
            name=known("name"),
            telephone=known("telephone"),
            identity_number=known("identity_number"),
            home_address=known("home_address"),
            place_code=said["township"],
            address=said["address"],
            anonymous=anonymous,
            confidential=said["identity"] == "confidential",
            electronic_delivery=said["electronic_delivery"],
            channel=channel,
            people_count=said["people_count"],
            file_ids=file_ids,
            idempotency_key=self.fresh_key,
            received_on=received_on,
            arrived=Arrived(
                oral=said["oral"],
                confirmed=Confirmed(said["confirmed"]) if said["confirmed"] else None,
                confirmed_words=said["confirmed_words"],
                **arrived,
            ),
            speakers=self.speakers_named(),
        )

    def speakers_named(self) -> tuple[Speaker, ...]:
        """Return the representatives, one a line."""
        lines = str(self.cleaned_data["speakers"]).splitlines()
        return tuple(_speaker(line) for line in lines if line.strip())


def _speaker(line: str) -> Speaker:
    """Return a representative from 姓名 电话: the last word is the telephone when it begins with a digit.

    >>> _speaker("李桂兰 13800005678")
    Speaker(name='李桂兰', telephone='13800005678')
    """
    parts = line.replace("，", " ").replace(",", " ").split()
    if len(parts) > 1 and parts[-1][0].isdigit():
        return Speaker(" ".join(parts[:-1]), parts[-1])
    return Speaker(" ".join(parts))
