"""What a well filled-in form of each move says where the form itself cannot tell."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desks.staff import TODAY
from tests.factories.fund import PICTURE, identity
from tests.factories.path import FIRST_DAY, Walk

LATER = TODAY + timedelta(days=14)


def _other_linked(scene: Any) -> dict[str, Any]:
    return {"number": Walk(scene.cast).to_registered(title="另一件").matter.number}


SPLIT_OFF = {"purpose": "claim", "procedure": "31-6", "content_class": "1201", "rest": "", "rest_title": ""}

GOOD: dict[str, Any] = {
    "review_late": {"admit": "no"},
    "review_late_sign": {"agree": "yes"},
    "classify": {"purpose": "claim", "procedure": "31-6", "content_class": "1201", "repeat_number": ""},
    "refer": lambda s: {
        "organ_id": str(s.cast.housing.id),
        "mode": "assign",
        "requirement": "请办",
        "report_by": LATER.isoformat(),
    },
    "accept": lambda s: {"handler_id": str(s.cast.handler.id)},
    "assign": lambda s: {"handler_id": str(s.cast.second_handler.id)},
    "split": lambda s: {"requests": [str(s.matter.requests.order_by("seq")[0].id)], **SPLIT_OFF},
    "add_joiner": {"telephone": "13911112222"},
    "send_up": lambda s: {"concerns_id": str(s.cast.petition_office.id), "accused": "孙建业，局长"},
    "accept_simply": {"told": "telephone"},
    "hearing_call": {
        "held_on": LATER.isoformat(),
        "seats": "信访人 李桂兰\n承办人员 王建国\n听证员 方正平 县司法局",
    },
    "hearing_conclude": {"votes_for": "2", "votes_against": "0", "votes_abstain": "0"},
    "review_opinion": {"outcome": "uphold", "grounds": None, "publish": None},
    "serve_correct": {"delivered_on": FIRST_DAY.isoformat()},
    "refer_down": lambda s: {"organ_id": str(s.lower and s.lower.id)},
    "agree": lambda s: {
        "organ_id": str(s.cast.township.id),
        "party_1": str(s.cast.housing.id),
        "speaker_1": "刘志远",
        "party_2": str(s.cast.township.id),
        "speaker_2": "马䶮",
        **{f"{name}_{seat}": "" for name in ("party", "speaker") for seat in (3, 4)},
    },
    "coordinate": lambda s: {
        "decided_organ_id": str(s.cast.township.id),
        "organ_1": str(s.cast.housing.id),
        "said_1": "不归我们",
        "organ_2": str(s.cast.township.id),
        "said_2": "同意牵头",
    },
    "co_ask": lambda s: {"organ_id": str(s.cast.resources.id), "due_on": LATER.isoformat()},
    "statement": {"dialogue": "问：路哪天塌的？\n答：六月三日。", "signed": "已宣读，签名"},
    "hearing_hold": {"dialogue": "问：路哪天塌的？\n答：六月三日。", "signed": "已宣读，签名"},
    "inquire": {"dialogue": "问：路哪天塌的？\n答：六月三日。", "signed": "已宣读，签名"},
    "link": _other_linked,
    "decline": {
        "ground": "ended",
        "other_organ": "县委政法委",
        "other_number": "1号",
        "other_on": "2026-01-05",
        "period_end": "",
        "sameness": "",
        "until": "没有",
    },
    "relief_apply": lambda _s: {
        "identity_number": identity(1),
        "asked": "3,000.50",
        "members": "",
        "household_number": "",
        "agreement": "",
        "files": SimpleUploadedFile("proof.png", PICTURE, "image/png"),
    },
    "plan_review": {"outcome": "partly"},
}
