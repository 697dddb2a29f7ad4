"""The demo county: a letter at every stage, all promises kept, nothing added the second time."""

import io

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import today
from minqing.kernel.documents.public import Document
from minqing.kernel.ledger.public import verify_all
from minqing.kernel.notifications.public import Dispatch
from minqing.petition import public as petitions
from minqing.petition.public import (
    Level,
    Petition,
    State,
    Track,
    closing,
    coming_in,
    handling,
    review,
    rights,
    sealed,
)
from minqing.petition.public import routing as ways
from minqing.project.demo.county import PASSWORD
from minqing.project.demo.themes import THEMES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def assert_everything_of_the_law_is_shown() -> None:
    """Beside the straight path: each thing that can happen to a matter is there to be looked at."""
    assert set(Petition.objects.values_list("track", flat=True)) == {t.value for t in Track}
    assert set(Petition.objects.values_list("level", flat=True)) >= {Level.FIRST.value, Level.REVIEW.value}
    for rows in (
        handling.CoHandling,
        handling.Settlement,
        coming_in.Joiner,
        coming_in.Link,
        closing.CallBack,
    ):
        assert rows._default_manager.exists(), rows
    for rows in (ways.Coordination, ways.Designation, rights.RightsRequest):
        assert rows._default_manager.exists(), rows
    assert {"noticed", "concluded"} <= set(handling.Hearing.objects.values_list("status", flat=True))
    assert {"done", "open"} <= set(handling.Execution.objects.values_list("status", flat=True))
    assert review.ReviewRequest.objects.filter(outside=True).exists()
    upwards = Petition.objects.get(sealed=True, state=State.REGISTERED)
    assert [organ.code for organ in sealed.competent_inspection(upwards).organs] == ["bzjw"]
    kinds = set(Document.objects.values_list("kind", flat=True))
    assert {"extension_notice", "objection_letter", "designation_letter", "closure_report"} <= kinds
    assert {"hearing_opinion", "mediation_agreement", "review_opinion", "coordination_minutes"} <= kinds


def test_the_demo_county_shows_every_stage_and_a_second_run_adds_nothing(
    settings: LazySettings, tmp_path: object
) -> None:
    settings.VAR = tmp_path
    first = io.StringIO()
    call_command("demo_county", stdout=first)
    assert PASSWORD in first.getvalue()
    assert "dengji" in (settings.VAR / "demo-accounts.txt").read_text(encoding="utf-8")

    assert set(Petition.objects.values_list("state", flat=True)) == {s.value for s in State}
    assert petitions.overdue_on(today()).exists()
    assert Petition.objects.exclude(repeat_of=None).exists()
    assert Petition.objects.filter(sealed=True).exists()
    assert Petition.objects.filter(bounces__gt=0, state=State.REFERRED).exists()
    assert_everything_of_the_law_is_shown()
    assert not petitions.without_owner_or_clock().exists()
    assert not petitions.closed_without_result().exists()
    assert not verify_all().problems
    assert not Dispatch.objects.exists()

    counts = (Petition.objects.count(), Document.objects.count())
    with CaptureQueriesContext(connection) as queries:
        call_command("demo_county", stdout=io.StringIO())
    assert (Petition.objects.count(), Document.objects.count()) == counts
    assert len(queries) <= 6 + 3 * len(THEMES)
