"""Logs are events with ids: what fills a message, and what an exception quotes, never reaches them."""

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.conf import settings


@pytest.fixture
def written() -> io.StringIO:
    """Return what the configured handler writes."""
    logging.config.dictConfig(settings.LOGGING)
    stream = io.StringIO()
    handler = logging.getLogger().handlers[0]  # noqa: TID251 - the handler itself is under test
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_our_events_are_json_with_their_ids(written: io.StringIO) -> None:
    structlog.get_logger("minqing.test").info("petition.registered", petition_id="0198-x", count=3)
    (line,) = lines(written)
    assert (line["event"], line["petition_id"], line["count"], line["level"]) == (
        "petition.registered",
        "0198-x",
        3,
        "info",
    )
    assert "timestamp" in line


def test_a_librarys_message_loses_what_was_filled_in(written: io.StringIO) -> None:
    logging.getLogger("some.library").warning("could not send to %s", "13800000000")  # noqa: TID251
    (line,) = lines(written)
    assert line["event"] == "could not send to %s"
    assert "13800000000" not in written.getvalue()


def test_an_exception_keeps_its_kind_and_way_and_loses_its_words(written: io.StringIO) -> None:
    try:
        int("13800000000 is no number")
    except ValueError:
        structlog.get_logger("minqing.test").exception("hand-in.failed", petition_id="0198-x")
    (line,) = lines(written)
    assert line["exception"] == "builtins.ValueError"
    assert "test_logs.py" in str(line["through"])
    assert "13800000000" not in written.getvalue()
