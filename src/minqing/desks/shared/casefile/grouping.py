"""更多办理: the acts that do not stand in the bar itself, under the heading where a clerk looks for them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER: Final = _("其他")
# Heading -> acts under it; headings and acts in the order of the menu.
GROUPS: Final[Mapping[str | Promise, tuple[str, ...]]] = MappingProxyType(
    {
        _("调查、听取意见"): ("assign", "hear", "statement", "inquire", "confirm_words"),
        _("听证"): (
            *("hearing_apply", "hearing_call", "hearing_hold", "hearing_conclude"),
            *("hearing_waive", "hearing_end"),
        ),
        _("协办"): ("co_ask", "co_remind", "co_withdraw", "co_decline"),
        _("调解、和解"): ("settle_propose", "settle_accept", "settle_refuse", "settle"),
        _("期限"): ("extend", "pause", "resume", "approve_term", "refuse_term"),
        _("转送、受理"): (
            *("take_back", "refuse_objection", "refer_down", "coordinate", "agree", "designate"),
            *("decline", "succeed"),
            *("propose_simple", "accept_simply", "confirm_simple", "tell", "leave_simple"),
        ),
        _("文书送达"): ("serve", "serve_failed", "serve_correct", "serve_consent"),
        _("帮扶救助"): ("relief_apply", "plan_make", "plan_measure", "plan_result", "plan_review"),
        _("执行"): ("exec_progress", "exec_refuse", "exec_confirm", "exec_dispute"),
        _("复查、复核"): (*("review_request", "review_statement", "review_send", "review_result"),),
        _("评价、办结、归档"): ("report_closure", "take_evaluation", "archive"),
        _("信访人和关联事项"): (
            *("add_joiner", "drop_joiner", "link", "unlink", "split", "right_ask", "withdraw"),
        ),
        _("重大、紧急"): ("mark_urgent", "report_urgent", "end_urgency"),
        _("回避、密封"): ("stand_aside", "send_up"),
    }
)


def grouped(keys: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the acts under their headings, empty headings left out; what has no heading stands last."""
    left = dict.fromkeys(keys)
    groups = []
    for heading, known in GROUPS.items():
        found = tuple(key for key in known if key in left)
        if found:
            groups.append((str(heading), found))
        for key in found:
            del left[key]
    return (*groups, (str(OTHER), tuple(left))) if left else tuple(groups)
