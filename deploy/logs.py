"""Structured logs: one JSON object a line on standard error, with the trace id and nothing personal.

An error says its kind and the places it came through: no local variable, and a message only when it is `Impersonal`.
Of what a library logs the place and the fixed words are kept, for the rest can be data.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from shared.impersonal import Impersonal

STOPPED = "stopped by an error"
log = structlog.get_logger()


def configure_logs(*, each_line_once: bool = False) -> None:
    """Loggers are not cached: a cached one would go past what a test captures, and log lines are few.

    `each_line_once`: what was said is not said again, for a command that does the work of many days in a row.
    """
    structlog.configure(
        processors=[
            *([_only_once()] if each_line_once else []),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(places_of),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_OfLibraries()], force=True)
    sys.excepthook = _say_why_it_stops
    threading.excepthook = _say_why_a_thread_stops


def places_of(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """The error and what it came from, the first cause last: `fault`, `places` and, when a log may hold it, `says`."""
    return [
        {
            "fault": _kind(error),
            "places": [
                f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
            ],
            **({"says": str(error)} if isinstance(error, Impersonal) else {}),
        }
        for error in _with_causes(exc_info[1])
    ]


def in_short(error: BaseException) -> str:
    """One line about an error that may go anywhere a log line may."""
    return f"{_kind(error)}: {error}" if isinstance(error, Impersonal) else _kind(error)


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class _OfLibraries(logging.Handler):
    """Passes on what a library logs. Words without arguments may have been filled in already, so they stay behind."""

    def emit(self, record: logging.LogRecord) -> None:
        words = {"words": str(record.msg)} if record.args else {}
        place = f"{record.pathname}:{record.lineno} {record.funcName}"
        level = record.levelno // 10 * 10
        log.log(level, "said by a library", library=record.name, place=place, **words, exc_info=record.exc_info)


def _say_why_it_stops(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical(STOPPED, exc_info=(kind, error, trace))


def _say_why_a_thread_stops(stopped: threading.ExceptHookArgs) -> None:
    if stopped.exc_value is not None:
        thread = stopped.thread.name if stopped.thread is not None else ""
        log.critical(STOPPED, thread=thread, exc_info=(stopped.exc_type, stopped.exc_value, stopped.exc_traceback))


def _only_once() -> Processor:
    said: set[str] = set()

    def drop_what_was_said(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        words = repr(sorted(line.items()))
        if words in said:
            raise structlog.DropEvent
        said.add(words)
        return line

    return drop_what_was_said
