"""What the pure rooms say, retold in the reader's language.

Rules, the law and the working calendar speak Chinese and know no gettext; a page in another language shows
their sentences through ``retold`` (in templates ``|retold``). A sentence is found by its pattern, its parts
are retold in turn, and what has no pattern stays as it is: names, reasons somebody wrote, most refusals.
Fixed words of the pure rooms (titles of papers, duties, names of terms) are found by ``tools/messages.py``.
"""

import re
from datetime import date
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.dateformat import format as formatted
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as noop

SENTENCES: Final = (
    # Why that day, as Count.summary of the clock says it.
    noop("%(said)s（依据%(cite)s）"),
    noop("%(said)s（内部办理期限，不是法定期限）"),
    noop("%(said)s；%(year)s年放假安排尚未公布，此为暂定日期"),
    noop("自%(start)s起%(length)s，至%(due)s届满（%(day)s是休息日，顺延）"),
    noop("自%(start)s起%(length)s，至%(due)s届满"),
    noop("%(length)s，延长%(more)s"),
    noop("%(length)s，其间中止%(days)s日不计"),
    # The days of a count, as the clock explains them.
    noop("%(day)s：%(said)s"),
    noop("%(said)s（%(year)s年放假安排尚未公布，暂按周末和固定节日推算）"),
    noop("%(said)s；%(why)s，顺延至下一工作日"),
    noop("%(said)s，期限最后一日"),
    noop("%(why)s，继续顺延"),
    noop("%(why)s，不是工作日，不计"),
    noop("%(said)s（延长期第%(number)s日）"),
    noop("%(said)s（延长期第%(number)s个工作日）"),
    noop("%(said)s（%(name)s调休上班）"),
    noop("第%(number)s日"),
    noop("第%(number)s个工作日"),
    noop("%(name)s放假"),
    noop("%(count)s日"),
    noop("%(count)s个工作日"),
    # Who may do it, as access says it.
    noop("只有%(who)s可以进行此操作"),
    noop("需满足下列条件之一：%(which)s"),
    noop("此页面供%(who)s使用，您目前没有这项任职"),
)
REFUSALS: Final = (
    # Refusals with parts; those without are found where they are raised.
    noop("还有请求没有答复：%(which)s。"),
    noop("办结清单不完整：%(which)s。"),
    noop("“%(words)s”未核对"),
    noop("“%(words)s”未写依据"),
    noop("评价期限已于%(day)s届满。"),
    noop("这件事项应当通过%(way)s解决，请导入相应程序并书面告知信访人。"),
    noop("程序告知书还缺：%(which)s。"),
    noop("答复还缺：%(which)s。"),
    noop("%(title)s还不完整，缺少：%(which)s。"),
    noop("标题最多%(count)s个字。"),
    noop("地点最多%(count)s个字。"),
    noop("姓名最多%(count)s个字。"),
    noop("住址最多%(count)s个字。"),
    noop("每项请求最多%(count)s个字。"),
    noop("一件信访事项最多写%(count)s项请求，其余的请另行提出。"),
    noop("最多%(count)s个字，现在有%(number)s个字；更长的材料请作为附件上传。"),
    noop("多人走访应当推选代表，代表人数不得超过%(count)s人。"),
    noop("没有编号为“%(code)s”的内容分类。"),
    noop("不得将检举控告材料转给被检举、控告的单位：%(organ)s。"),
    noop("%(organ)s已撤销或者停用，请转送承继其职权的机关、单位。"),
    noop("%(organ)s不是有权处理的机关、单位。"),
    noop("文件名以 .%(ending)s 结尾，内容却是%(what)s。请用真实的文件名重新上传。"),
    noop("%(what)s不能超过 %(count)s MB，请压缩或分开上传。"),
)
FIXED: Final = (
    noop("开始当日，不计入"),
    noop("期限中止，不计入"),
    noop("顺延后的期限最后一日"),
    noop("期限最后一日"),
    noop("周末休息"),
    noop("没有人可以进行此操作"),
    noop("信访人请凭查询码查看自己的事项"),
    noop("您目前没有有效的任职，不能办理事项"),
    noop("该事项对您所在单位保密或须回避，您不能查看和办理"),
    noop("该事项属于检举控告等保密事项，您的职责不在知悉范围内"),
)
# Holidays of the moon's calendar; those of fixed date stand in the clock's own table.
HOLIDAYS: Final = (noop("春节"), noop("清明节"), noop("端午节"), noop("中秋节"))
LAWS: Final = (noop("信访工作条例"), noop("信访条例"), noop("示例县信访工作细则（虚构）"))

_DAY: Final = r"\d{4}年\d{1,2}月\d{1,2}日(?:（星期.）)?"
_KINDS: Final = {"number": r"\d+", "count": r"\d+", "days": r"\d+", "year": r"\d{4}", "day": _DAY}
_DATE: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:（星期.）)?")
_CITE: Final = re.compile(r"《([^》]+)》((?:第[零一二三四五六七八九十百]+[条款项])+)")
_PLACE: Final = re.compile(r"第([零一二三四五六七八九十百]+)([条款项])")
_PARTS: Final = {
    "条": noop("《%(law)s》第%(number)s条"),
    "款": noop("第%(number)s款"),
    "项": noop("第%(number)s项"),
}


def retold(words: object) -> str:
    """Return a sentence of the pure rooms in the language of the page; in Chinese as it is.

    Example, in English: "第60日，期限最后一日" -> "day 60, the last day".
    """
    text = str(words or "")
    if not text or get_language() in {None, settings.LANGUAGE_CODE}:
        return text
    return _retold(text)


retold_lazy = lazy(retold, str)


def _retold(text: str) -> str:
    known = gettext(text)
    if known != text:
        return known
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return gettext(sentence) % {name: _retold(part) for name, part in found.groupdict().items()}
    for mark in "；", "、":
        if mark in text and "《" not in text:
            return gettext(mark).join(_retold(part) for part in text.split(mark))
    return _DATE.sub(_day_words, _CITE.sub(_cited, text))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for sentence in (*REFUSALS, *SENTENCES):
        pieces = re.split(r"%\((\w+)\)s", sentence)
        named = [
            re.escape(piece) if at % 2 == 0 else f"(?P<{piece}>{_KINDS.get(piece, '.+')})"
            for at, piece in enumerate(pieces)
        ]
        made.append((sentence, re.compile("".join(named))))
    return tuple(made)


def _day_words(found: re.Match[str]) -> str:
    year, month, day = (int(part) for part in found.groups())
    shape = gettext("Y年n月j日（l）") if found[0].endswith("）") else gettext("Y年n月j日")
    return formatted(date(year, month, day), shape)


def _cited(found: re.Match[str]) -> str:
    law = gettext(found[1])
    chinese = (get_language() or "").startswith("zh")
    said = ""
    for number, kind in _PLACE.findall(found[2]):
        shown = number if chinese else str(arabic(number))
        said += gettext(_PARTS[kind]) % {"law": law, "number": shown}
    return said


def arabic(numeral: str) -> int:
    """Return a Chinese numeral below a thousand as a number.

    >>> arabic("三十四"), arabic("一百零七"), arabic("十")
    (34, 107, 10)
    """
    total, digit = 0, 0
    for sign in numeral:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    return total + digit
