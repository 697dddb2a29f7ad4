"""What one screen does in one call: all its acts with their entries, or none."""

from datetime import date

from minqing.kernel.ledger import public as ledger
from minqing.petition.public import Petition
from tests.cast import Cast
from tests.desks.api.test_main_line import LETTER, send
from tests.desks.staff import at_desk

CLAIM = {"purpose": "claim", "procedure": "31-6", "content_class": "1201"}


def test_three_calls_bring_a_letter_before_the_leader_with_every_act_in_the_ledger(
    cast: Cast, today: date
) -> None:
    registrar, handler = at_desk(cast.registrar), at_desk(cast.handler)
    status, made = send(registrar, "", {**LETTER, "register_now": True}, **{"Idempotency-Key": "once"})
    assert (status, made["state"]) == (201, "registered")
    status, again = send(registrar, "", {**LETTER, "register_now": True}, **{"Idempotency-Key": "once"})
    assert (status, again["number"]) == (200, made["number"])

    here = f"/{made['id']}"
    target = {"organ_id": str(cast.housing.id), "mode": "transfer", "classify": CLAIM}
    assert send(registrar, f"{here}/refer", target)[1]["state"] == "referred"
    answers = [
        {
            "request_id": r["id"],
            "outcome": "support",
            "reason": "已修",
            "basis": "《条例》第三十二条",
            "executed": "照片存卷",
        }
        for r in made["requests"]
    ]
    heard = {"way": "telephone", "points": "六盏灯上月起不亮。"}
    opinion = {"facts": "六盏灯断电。", "heard": heard, "answers": answers, "accept": True, "submit": True}
    assert send(handler, f"{here}/opinion", opinion)[1]["status"] == "submitted"
    matter = Petition.objects.get(pk=made["id"])
    assert (matter.state, matter.handler_id, matter.purpose) == ("approving", cast.handler.id, "claim")
    acts = [entry.name for entry in ledger.entries_of(matter.id) if entry.name.startswith("petition.")]
    assert acts == [
        "petition.received",
        "petition.registered",
        "petition.classified",
        "petition.referred",
        "petition.accepted",
        "petition.petitioner_heard",
        "petition.opinion_saved",
        "petition.opinion_submitted",
    ]
    assert ledger.verify_chain(matter.id).ok


def test_a_refused_second_act_takes_the_first_one_back(cast: Cast, today: date) -> None:
    registrar, handler = at_desk(cast.registrar), at_desk(cast.handler)
    made = send(registrar, "", {**LETTER, "register_now": True})[1]
    here = f"/{made['id']}"
    target = {"organ_id": str(cast.county.id), "mode": "transfer", "classify": CLAIM}
    assert send(registrar, f"{here}/refer", target)[0] == 409
    matter = Petition.objects.get(pk=made["id"])
    assert (matter.purpose, matter.version) == ("", made["version"])
    before = ledger.entries_of(matter.id).count()

    good = {**target, "organ_id": str(cast.housing.id)}
    assert send(registrar, f"{here}/refer", good)[0] == 200
    empty = {"facts": "", "answers": [], "accept": True, "submit": True}
    assert send(handler, f"{here}/opinion", empty)[0] == 422
    matter.refresh_from_db()
    assert (matter.state, matter.handler_id) == ("referred", None)
    assert ledger.entries_of(matter.id).count() > before
    assert not ledger.entries_of(matter.id).filter(name="petition.accepted").exists()
