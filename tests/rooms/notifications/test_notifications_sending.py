"""Messages outside: queued with the matter, sent once, tried again, held at night."""

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
import structlog
import time_machine
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from minqing.kernel.clock.public import new_id
from minqing.kernel.notifications import jobs, sending
from minqing.kernel.notifications import public as notifications
from minqing.kernel.notifications.public import ContactKind, Dispatch, DispatchState

NOON = "2026-03-05 12:00+08:00"


def queue(kind: ContactKind = ContactKind.TELEPHONE, contact: str = "13812345678") -> Dispatch:
    return notifications.send_message(
        contact_kind=kind,
        contact=contact,
        subject="信访事项进展",
        body="您反映的事项有新进展，请凭查询码查看。",
        event_name="petition.accepted",
        subject_id=new_id(),
    )


def jobs_for(dispatch: Dispatch) -> int:
    return ProcrastinateJob.objects.filter(args={"dispatch_id": str(dispatch.id)}).count()


def lose_jobs() -> None:
    """Take every job out of the queue; tests do not empty that library's tables."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def gateway() -> Iterator[mock.Mock]:
    """Stand in for the outside world."""
    with mock.patch.object(sending, "send") as sent:
        yield sent


@pytest.mark.django_db
def test_row_and_job_are_made_together_or_not_at_all() -> None:
    with time_machine.travel(NOON, tick=False):
        dispatch = queue()
        try:
            with transaction.atomic():
                queue()
                raise InterruptedError  # noqa: TRY301 - the fault is the story
        except InterruptedError:
            pass
    assert list(Dispatch.objects.values_list("id", flat=True)) == [dispatch.id]
    assert jobs_for(dispatch) == 1
    assert dispatch.state == DispatchState.QUEUED


@pytest.mark.django_db
def test_a_message_is_sent_once_however_often_its_job_runs(gateway: mock.Mock) -> None:
    with time_machine.travel(NOON, tick=False):
        dispatch = queue()
        for _ in range(3):
            jobs.deliver(dispatch_id=str(dispatch.id))
    gateway.assert_called_once_with(
        ContactKind.TELEPHONE, "13812345678", "信访事项进展", "您反映的事项有新进展，请凭查询码查看。"
    )
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.attempts, dispatch.last_error) == ("sent", 1, "")
    assert dispatch.sent_at == dt.datetime(2026, 3, 5, 4, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_message() -> None:
    sent: list[str] = []
    together = threading.Barrier(4)

    def slowly(*_: object) -> None:
        sent.append("sent")
        threading.Event().wait(0.2)

    def work(_: int) -> None:
        together.wait()
        try:
            jobs.deliver(dispatch_id=str(dispatch.id))
        finally:
            connections["default"].close()

    dispatch = queue(ContactKind.EMAIL, "ligl@example.cn")
    with mock.patch.object(sending, "send", slowly), ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    lose_jobs()
    assert sent == ["sent"]


@pytest.mark.django_db
def test_a_failed_message_waits_longer_each_time_and_is_given_up_at_the_eighth(gateway: mock.Mock) -> None:
    gateway.side_effect = sending.NotSent("消息通道没有接受这条消息。")
    waits: list[float] = []
    with time_machine.travel(NOON, tick=False) as clock:
        dispatch = queue()
        for _ in range(12):
            jobs.deliver(dispatch_id=str(dispatch.id))
            before = dispatch.next_try_at
            dispatch.refresh_from_db()
            if dispatch.next_try_at == before:
                break
            waits.append((dispatch.next_try_at - before).total_seconds() / 60)
            jobs.deliver(dispatch_id=str(dispatch.id))  # too early: nothing happens
            clock.move_to(dispatch.next_try_at)
        assert waits == [1, 2, 4, 8, 16, 32, 64]
        assert gateway.call_count == 8
        assert (dispatch.state, dispatch.attempts) == ("failed", 8)
        assert dispatch.last_error == "消息通道没有接受这条消息。"
        assert list(notifications.delivery_log(state="failed")) == [dispatch]
        gateway.side_effect = None
        assert notifications.send_again(dispatch.id)
        jobs.deliver(dispatch_id=str(dispatch.id))
        assert not notifications.send_again(dispatch.id)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.attempts) == ("sent", 1)


@pytest.mark.django_db
def test_a_gateway_that_breaks_is_noted_by_the_name_of_its_fault_only(gateway: mock.Mock) -> None:
    gateway.side_effect = ValueError("13812345678 refused")
    dispatch = queue(ContactKind.EMAIL)
    jobs.deliver(dispatch_id=str(dispatch.id))
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.last_error) == ("queued", "ValueError")


@pytest.mark.django_db
def test_at_night_a_telephone_waits_until_eight_but_a_mailbox_does_not(gateway: mock.Mock) -> None:
    with time_machine.travel("2026-03-05 22:10+08:00", tick=False) as clock:
        held, mail = queue(), queue(ContactKind.EMAIL, "ligl@example.cn")
        for dispatch in (held, mail):
            jobs.deliver(dispatch_id=str(dispatch.id))
        assert gateway.call_count == 1
        assert held.state == DispatchState.HELD
        job = ProcrastinateJob.objects.get(args={"dispatch_id": str(held.id)})
        assert job.scheduled_at == dt.datetime(2026, 3, 6, 0, tzinfo=dt.UTC)
        clock.move_to(dt.datetime(2026, 3, 6, 0, 0, 1, tzinfo=dt.UTC))
        jobs.deliver(dispatch_id=str(held.id))
    assert gateway.call_count == 2


@pytest.mark.django_db
def test_quiet_hours_can_be_set(settings: Settings) -> None:
    settings.MINQING_QUIET_HOURS = "12:00-14:30"
    with time_machine.travel(NOON, tick=False):
        assert queue().next_try_at == dt.datetime(2026, 3, 5, 6, 30, tzinfo=dt.UTC)
    with time_machine.travel("2026-03-05 23:00+08:00", tick=False):
        assert queue().state == DispatchState.QUEUED


@pytest.mark.django_db
def test_messages_whose_job_was_lost_are_queued_again() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        dispatch = queue()
        lose_jobs()
        jobs.recover(timestamp=0)
        assert jobs_for(dispatch) == 0
        clock.shift(dt.timedelta(minutes=6))
        jobs.recover(timestamp=0)
    assert jobs_for(dispatch) == 1


@pytest.mark.django_db
def test_the_contact_is_encrypted_at_rest() -> None:
    dispatch = queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM notifications_dispatch")
        stored = cursor.fetchone()[0]
    assert "13812345678" not in stored
    assert Dispatch.objects.get(id=dispatch.id).contact == "13812345678"


def test_without_an_address_the_screen_shows_a_masked_contact_and_the_text_only_where_allowed(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MINQING_SMS_URL = ""
    for allowed in (False, True):
        settings.MINQING_PRINT_MESSAGES = allowed
        with structlog.testing.capture_logs() as lines:
            sending.send(ContactKind.TELEPHONE, "13812345678", "进展", "查询码 7K3M")
        shown = capsys.readouterr().out
        assert [line["contact"] for line in lines] == ["138****5678"]
        assert "7K3M" not in str(lines)
        assert "13812345678" not in shown
        assert ("7K3M" in shown) is allowed


def test_an_address_receives_the_contact_and_a_refusal_is_told(settings: Settings) -> None:
    settings.MINQING_MAIL_URL = "mailto://user:word@mail.example.cn?to={contact}"
    with mock.patch("apprise.Apprise") as carrier:
        carrier.return_value.notify.return_value = True
        sending.send(ContactKind.EMAIL, "ligl@example.cn", "进展", "请查看")
        carrier.return_value.add.assert_called_once_with(
            "mailto://user:word@mail.example.cn?to=ligl%40example.cn"
        )
        carrier.return_value.notify.return_value = False
        with pytest.raises(sending.NotSent, match="没有接受"):
            sending.send(ContactKind.EMAIL, "ligl@example.cn", "进展", "请查看")
        carrier.return_value.add.return_value = False
        with pytest.raises(sending.NotSent, match="不能识别"):
            sending.send(ContactKind.EMAIL, "ligl@example.cn", "进展", "请查看")
