"""Notices lead to the page of the matter, and never tell of a sealed one by its title."""

from datetime import date

import pytest
from django.urls import resolve

from minqing.kernel.notifications.public import Notice
from minqing.petition.public import Purpose
from tests.cast import make_cast
from tests.factories.path import Walk

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


def test_a_notice_of_a_referral_leads_to_the_matters_page() -> None:
    walk = Walk(make_cast()).to_referred(DAY)
    notice = Notice.objects.get(account=walk.cast.handler, event_name="petition.referred")
    assert "村道塌方" in notice.title
    assert resolve(notice.link).kwargs == {"petition_id": walk.id}


def test_a_sealed_matter_is_named_by_its_number_only() -> None:
    walk = Walk(make_cast()).hand_in(DAY, title="反映收受好处").register(DAY)
    walk.classify(DAY, Purpose.ACCUSATION, "").refer(DAY, walk.cast.discipline)
    walk.accept(DAY, walk.cast.discipline_handler)
    walk.draft(DAY)
    walk.submit(DAY)
    assert not Notice.objects.filter(title__contains="好处").exists()
