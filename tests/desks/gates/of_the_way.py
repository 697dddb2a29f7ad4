"""The forms of deciding the way with words that would do, as the hostile tests fill them."""

from collections.abc import Callable
from typing import Any

from tests.factories.path import Walk

OF_THE_WAY: dict[str, tuple[str, Callable[[Walk], object], dict[str, Any]]] = {
    "decline": (
        "registrar",
        lambda w: w.to_registered(),
        {
            "ground": "ended",
            "other_organ": "县委政法委",
            "other_number": "1号",
            "other_on": "2026-01-05",
            "period_end": "",
            "sameness": "",
            "explanation": "已经依法终结",
            "where": "县委政法委",
            "how": "查询",
            "until": "没有",
        },
    ),
    "coordinate": (
        "registrar",
        lambda w: w.to_registered(),
        {
            "met_on": "2026-09-14",
            "place": "会议室",
            "host": "局长",
            "decision": "由镇里办",
            "decided_organ_id": "",
        },
    ),
    "designate": (
        "registrar",
        lambda w: w.to_registered(),
        {"organ_id": "", "reason": "两家都说不是", "decision_ref": "1号"},
    ),
    "accept_simply": (
        "handler",
        lambda w: w.to_referred(),
        {
            "reason": "other",
            "explanation": "小事",
            "absent": "complex",
            "told": "telephone",
            "handler_id": "",
        },
    ),
}
