"""The gallery: every shared component with invented contents, for those who build and judge pages.

Shown in development only; project/urls.py decides. The same page is what the accessibility and
screenshot tests look at. No person, place or matter in it is real.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minqing.desks.shared.ribbon import (
    Branch,
    Deadline,
    DeadlineState,
    Facet,
    FacetValue,
    FormError,
    Moment,
    Station,
    StationState,
    deadline_on,
    stations_at,
)

_TODAY = date(2026, 11, 23)
_DAYS = {
    "intake": date(2026, 9, 28),
    "registration": date(2026, 9, 29),
    "routing": date(2026, 10, 9),
    "handling": date(2026, 10, 20),
    "reply": date(2026, 11, 12),
    "review": date(2026, 11, 16),
    "evaluation": date(2026, 11, 18),
    "closure": date(2026, 11, 20),
}


def _days_until(last: str) -> dict[str, date]:
    keys = list(_DAYS)
    return {key: _DAYS[key] for key in keys[: keys.index(last)]}


def ribbons() -> dict[str, tuple[Station, ...]]:
    """Ribbons of all kinds: in hand, jointly handled, guided elsewhere, under review, done, counted."""
    joint = Branch("会同县水利局办理", StationState.PRESENT, "11月25日前交回意见", "reply")
    review = Branch("市级复查", StationState.PASSED, "维持原意见 11月16日", "evaluation")
    guided = Branch("导入劳动仲裁", StationState.PASSED, "10月9日告知")
    counted = stations_at("handling")
    figures = (18, 42, 65, 1204, 310, 27, 96, 0)
    return {
        "in_hand": stations_at(
            "handling",
            days=_days_until("handling"),
            holder="县住房和城乡建设局",
            due_on=date(2026, 11, 30),
        ),
        "joint": stations_at(
            "handling",
            days=_days_until("handling"),
            holder="县住房和城乡建设局",
            due_on=date(2026, 11, 30),
            branches={"routing": joint},
        ),
        "guided": stations_at(
            "",
            days=_days_until("handling"),
            branches={"routing": guided},
            skipped=("handling", "reply", "review", "evaluation"),
        ),
        "review": stations_at(
            "evaluation",
            days=_days_until("evaluation"),
            holder="您",
            due_on=date(2026, 12, 18),
            branches={"reply": review},
        ),
        "done": stations_at("", days=_DAYS, skipped=("review",)),
        "start": stations_at("intake", holder="县信访局", due_on=date(2026, 12, 14)),
        "counted": tuple(
            Station(key=station.key, label=station.label, state=StationState.AHEAD, count=figure)
            for station, figure in zip(counted, figures, strict=True)
        ),
    }


def deadlines() -> tuple[Deadline, ...]:
    """A badge for each state of a deadline."""
    days = (date(2026, 12, 20), date(2026, 11, 26), _TODAY, date(2026, 11, 19))
    badges = tuple(deadline_on(day, on=_TODAY) for day in days)
    return (*badges, deadline_on(days[0], on=_TODAY, paused=True), Deadline(DeadlineState.NONE, "无期限"))


class SampleForm(forms.Form):
    """A form with one control of each kind and two mistakes."""

    what = forms.CharField(
        label="您遇到了什么事？",
        help_text="写清时间、地点和经过，我们才知道该由谁来办。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    telephone = forms.RegexField(
        r"^1\d{10}$",
        label="手机号码",
        help_text="答复做好后发短信告诉您，不会公开。",
        error_messages={"invalid": "手机号码应当是 11 位数字，请核对。"},
    )
    town = forms.ChoiceField(
        label="事情发生在哪个乡镇？", choices=[("", "请选择"), ("1", "诺水河镇"), ("2", "沙溪镇")]
    )
    kept = forms.ChoiceField(
        label="您的姓名给不给办理单位看？",
        widget=forms.RadioSelect,
        help_text="选保密，办理单位只看到事情，看不到您是谁。",
        choices=[("open", "可以看"), ("kept", "请保密")],
    )
    email = forms.EmailField(label="电子邮箱", required=False)
    agree = forms.BooleanField(label="我说的是我知道的实情")


def _rows(lines: dict[str, tuple[Station, ...]]) -> list[dict[str, Any]]:
    badges = deadlines()
    names = ("李桂兰", "王建国", "𠮷田㛃", "陈䶮", "张秀英", "刘德厚")
    titles = (
        "楼顶漏雨三个月，物业一直没有修",
        "修村道占了自家菜地，补偿还没有谈",
        "建筑工地拖欠四个月工资",
        "建议在小学门口装一个红绿灯",
        "低保停发，不知道是什么原因",
        "河道采砂夜里太吵，睡不着觉",
    )
    states = (
        ("active", "办理中"),
        ("waiting", "待受理"),
        ("bad", "已退回"),
        ("active", "办理中"),
        ("waiting", "待签发"),
        ("done", "已办结"),
    )
    ribbons_shown = ("in_hand", "start", "guided", "joint", "review", "done")
    return [
        {
            "number": f"511921-2026-{4021 - index:05d}",
            "title": titles[index],
            "name": names[index],
            "organ": "县住房和城乡建设局" if index % 2 else "诺水河镇人民政府",
            "state": states[index],
            "line": lines[ribbons_shown[index]],
            "deadline": badges[index],
            "late": index == 3,  # noqa: PLR2004
        }
        for index in range(len(names))
    ]


def sample_context() -> dict[str, Any]:
    """Everything the gallery page shows."""
    lines = ribbons()
    form = SampleForm({"what": "", "telephone": "1380", "town": "1", "kept": "open", "agree": "on"})
    return {
        "desk_name": "通江县信访局 · 登记岗",
        "nav": [
            ("收件箱", "#", True, "i"),
            ("我的工作", "#", False, "h"),
            ("签发", "#", False, "l"),
            ("督办看板", "#", False, "s"),
            ("管理", "#", False, "t"),
        ],
        "unread": 3,
        "search_url": "?",
        "notices_url": "#",
        "lines": lines,
        "deadlines": deadlines(),
        "form": form,
        "rows": _rows(lines),
        "facets": [
            Facet(
                "state", "状态", (FacetValue("a", "办理中", 1204, chosen=True), FacetValue("b", "待受理", 65))
            ),
            Facet("town", "乡镇", (FacetValue("1", "诺水河镇", 88), FacetValue("2", "沙溪镇", 41))),
            Facet("channel", "渠道", (FacetValue("online", "网上", 720), FacetValue("letter", "来信", 310))),
        ],
        "errors": [FormError("请填写查询码", "code")],
        "moments": [
            Moment(
                "县住建局受理，10日内告知您结果", "10月20日 星期二 09:12", "县住房和城乡建设局", public=True
            ),
            Moment("现场查看，屋面防水层开裂约 6 平方米", "10月27日 星期二 15:40", "赵明", "附照片 3 张"),
            Moment("处理意见书草稿送签", "11月20日 星期五 17:05", "赵明"),
        ],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """The desk's face of the gallery (组件陈列)."""
    return render(request, "shared/gallery.html", sample_context())


def public_gallery(request: HttpRequest) -> HttpResponse:
    """The public face of the gallery."""
    return render(request, "shared/gallery_public.html", sample_context())
