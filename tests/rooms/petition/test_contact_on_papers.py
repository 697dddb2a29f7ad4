"""Papers say whom to ask: the organ, who handles the matter, the organ's own line and door (条例 23)."""

import pytest

from minqing.kernel.documents.public import Document, DocumentKind
from minqing.kernel.people.public import Organ
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    """A matter's whole way in a county whose housing bureau has told how it is reached."""
    cast = make_cast()
    Organ.objects.filter(pk=cast.housing.pk).update(
        telephone="0827-0000001", address="诺江镇𠮷路2号", letter_code="通住建"
    )
    cast.housing.refresh_from_db()
    return Walk(cast)


def paper(walk: Walk, kind: DocumentKind) -> Document:
    """Return the paper of that kind issued in this matter."""
    return Document.objects.get(subject_id=walk.id, kind=kind.value)


def test_the_notice_names_organ_handler_line_and_door_and_is_numbered_by_the_letter_code(walk: Walk) -> None:
    walk.to_delivered()
    notice = paper(walk, DocumentKind.ACCEPTANCE_NOTICE)
    handler = walk.cast.handler.name
    assert notice.data["contact"] == f"{walk.cast.housing.name} {handler} 0827-0000001"
    assert notice.data["organ_address"] == "诺江镇𠮷路2号"
    assert notice.number.startswith("通住建信访受〔")


def test_the_opinion_names_who_handled_it_not_who_approved_it(walk: Walk) -> None:
    walk.to_delivered()
    contact = paper(walk, DocumentKind.HANDLING_OPINION).data["contact"]
    assert walk.cast.handler.name in contact
    assert walk.cast.leader.name not in contact


def test_an_organ_without_a_line_leaves_no_gap(walk: Walk) -> None:
    walk.to_delivered()
    letter = paper(walk, DocumentKind.REFERRAL_LETTER)
    assert letter.data["contact"] == letter.data["contact"].strip()
    assert letter.data["organ_address"] == ""
