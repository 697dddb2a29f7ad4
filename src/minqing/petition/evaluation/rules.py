"""评价 (⑦): which matters are rated, by whom and until when. Pure.

Articles: 信访工作条例 21(2); 信访事项办理群众满意度评价工作办法 (scope; matters of other procedures and
accusations are out). The window's length is a configurable practice, marked so in the profile.
"""

from datetime import date
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, NotCompetent, Refused, TooLate
from minqing.petition.matter.rules import REGULATION, Procedure, Purpose, not_rated

EVALUATES: Final = Article(REGULATION, "21(2)")
SCOPE: Final = Article("信访事项办理群众满意度评价工作办法", "", confidence="C")


def evaluation_refusal(
    *,
    purpose: Purpose | None,
    procedure: Procedure | None,
    window_ends: date | None,
    already: bool,
    on: date,
) -> Refused | None:
    """Return why this matter may not be rated on that day, or None."""
    if not_rated(purpose, procedure):
        return NotCompetent("这类信访事项不在满意度评价范围内。", SCOPE)
    if window_ends is None:
        return NotCompetent("书面答复送达后才能评价。", EVALUATES)
    if already:
        return Conflict("您已经评价过了。", EVALUATES)
    if on > window_ends:
        return TooLate(
            f"评价期限已于{window_ends.year}年{window_ends.month}月{window_ends.day}日届满。", EVALUATES
        )
    return None
