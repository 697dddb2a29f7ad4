"""Logs as events, one JSON object a line, holding ids and never anybody's words or data.

Messages of libraries keep their fixed text but lose what was filled in (an address may name a person), and
of an exception only its kind and the places it came through are kept: its text may quote a value.
"""

import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

_DEPTH = 12


def _fixed_text_only(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Keep the fixed text of a library's message without what was filled in."""
    record = event.get("_record")
    if record is not None:
        event["event"] = str(record.msg)
    return event


def exception_without_words(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and its way through our files."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        frames = traceback.extract_tb(info[2])[-_DEPTH:]
        event["exception"] = f"{info[0].__module__}.{info[0].__qualname__}"
        event["through"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    event.pop("stack_info", None)
    return event


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_without_words,
    ]


def configure() -> dict[str, Any]:
    """Configure structlog and return Django's LOGGING, which sends everything through it to stderr."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [_fixed_text_only, *_shared()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "minqing": {"level": "INFO"},
            # A refused address (404, 403) is the sender's affair and its path may hold a query code.
            "django.request": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
            "django.security.csrf": {"level": "ERROR"},
        },
    }
