"""Who stands aside from a matter does so from its money (信访工作条例 28(3)); files ask for no waiver."""

from collections.abc import Iterator
from io import BytesIO
from uuid import UUID

import docx
import pytest
import time_machine

from minqing.crossings import petition_to_relief
from minqing.kernel.files.public import take_in
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.petition.public import petitioner_of, rights
from minqing.relief.models import Application
from minqing.relief.public import fund as relief
from tests.cast import make_cast
from tests.desks.staff import at_desk
from tests.factories.fund import DAY, Purse, proof
from tests.factories.path import Walk, at_noon

pytestmark = pytest.mark.django_db
AT = at_noon(DAY)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def purse() -> Purse:
    return Purse(make_cast())


@pytest.fixture
def walk(purse: Purse) -> Walk:
    return Walk(purse.cast).to_handling(DAY)


def lodged(purse: Purse, walk: Walk) -> Application:
    return petition_to_relief.apply_on_matter(
        actor=purse.actor(purse.cast.handler), petition_id=walk.id, draft=purse.draft(), at=AT
    )


def test_who_declares_an_interest_no_longer_reads_signs_or_is_told_of_the_money(
    purse: Purse, walk: Walk
) -> None:
    row, registrar = lodged(purse, walk), purse.cast.registrar
    assert Notice.objects.filter(account=registrar, event_name="relief.moved").count() == 1
    desk, page = at_desk(registrar), f"/desk/fund/applications/{row.id}/"
    assert "声明回避" in desk.get(page).content.decode()
    assert desk.post(f"{page}do/stand_aside/", {"reason": " "}).status_code == 422
    assert desk.post(f"{page}do/stand_aside/", {"reason": "与申请人是亲戚。"}).status_code == 302
    row.refresh_from_db()
    assert (row.kept_accounts, row.stood_aside.get().reason) == ([registrar.id], "与申请人是亲戚。")
    assert not Notice.objects.filter(account=registrar, event_name="relief.moved").exists()
    with pytest.raises(NotAllowed):
        purse.agree(row, registrar, "review")
    assert desk.get(page).status_code == 404
    for listed in ("/desk/fund/", "/desk/fund/applications/"):
        assert row.number not in desk.get(listed).content.decode()
    assert list(relief.applications(purse.actor(registrar))) == []
    assert row.signatures.count() == 0
    told = [entry.name for entry in entries_of(walk.id)]
    assert told.count("relief.interest_declared") == 1


def test_who_stands_aside_from_the_matter_stands_aside_from_what_was_asked_on_it(
    purse: Purse, walk: Walk
) -> None:
    row, handler = lodged(purse, walk), purse.cast.handler
    answer = at_desk(handler).post(
        f"/desk/matters/{walk.id}/do/stand_aside/",
        {"reason": "与申请人是亲戚。", "version": walk.matter.version},
    )
    assert answer.status_code == 302
    with pytest.raises(NotAllowed):
        relief.application_file(purse.actor(handler), row.pk, AT)
    with pytest.raises(NotAllowed):
        relief.withdraw_application(
            actor=purse.actor(handler), application_id=row.pk, reason="本人要求撤回。", at=AT
        )


def test_what_is_asked_after_somebody_stood_aside_is_kept_from_them_as_well(purse: Purse, walk: Walk) -> None:
    leader = purse.cast.leader
    before = lodged(purse, walk)
    assert relief.application_file(purse.actor(leader), before.pk, AT).application == before
    petition_to_relief.declare_interest(
        actor=purse.actor(leader), petition_id=walk.id, reason="与申请人是亲戚。", at=AT
    )
    after = lodged(purse, walk)
    assert after.kept_accounts == [leader.id]
    for row in (before, after):
        with pytest.raises(NotAllowed):
            relief.application_file(purse.actor(leader), row.pk, AT)
    assert list(relief.applications(purse.actor(leader))) == []


def test_a_recusal_the_petitioner_applied_for_reaches_the_money(purse: Purse, walk: Walk) -> None:
    row, handler = lodged(purse, walk), purse.cast.handler
    asked = rights.ask_right(
        actor=petitioner_of(walk.matter),
        petition_id=walk.id,
        kind="recusal",
        text="承办人是对方的亲戚。",
        at=AT,
    )
    petition_to_relief.answer_right(
        actor=purse.actor(purse.cast.leader), request_id=asked.pk, granted=True, decision="同意。", at=AT
    )
    with pytest.raises(NotAllowed):
        relief.application_file(purse.actor(handler), row.pk, AT)


def written(words: str) -> UUID:
    """Return a stored Word file with these words in a table, as agreements are made."""
    document, made = docx.Document(), BytesIO()
    document.add_paragraph("救助协议")
    document.add_table(1, 1).cell(0, 0).text = words
    document.save(made)
    made.seek(0)
    return take_in(made, "协议.docx").id


@pytest.mark.parametrize("kind", ["word", "text"])
def test_an_uploaded_agreement_that_asks_for_a_waiver_is_refused_by_its_name(purse: Purse, kind: str) -> None:
    words = "领款后自愿息诉罢访。"
    name = "协议.docx" if kind == "word" else "协议.txt"
    file = written(words) if kind == "word" else take_in(BytesIO(words.encode("gb18030")), name).id
    with pytest.raises(Refused, match=name) as refused:
        purse.apply(file_ids=(proof(), file))
    assert refused.value.basis is not None
    assert not Application.objects.exists()
    fair = written("本次救助不以息诉罢访为条件，不影响信访、诉讼的权利。")
    assert purse.apply(file_ids=(fair,)).status == "lodged"


def test_a_voucher_that_asks_for_a_waiver_pays_nothing(purse: Purse) -> None:
    row = purse.grant(purse.apply())
    voucher = relief.Voucher("记-1", written("领款人承诺今后不再上访。"), 300_000, DAY)
    with pytest.raises(Refused, match="换取救助"):
        relief.pay_relief(
            actor=purse.actor(purse.treasurer),
            application_id=row.pk,
            voucher=voucher,
            way="transfer",
            payee_id=row.people.get(applies=True).pk,
            version=row.version,
            at=AT,
        )
    row.refresh_from_db()
    assert (row.paid, row.status) == (0, "granted")
