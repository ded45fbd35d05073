"""Structured logs: one JSON object a line on standard error, with the trace id and nothing personal."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def configure_logs(*, each_line_once: bool = False) -> None:
    """Loggers are not cached: a cached one would go past what a test captures, and log lines are few.

    `each_line_once`: what was said is not said again, for a command that does the work of many days in a row.
    """
    structlog.configure(
        processors=[
            *([_only_once()] if each_line_once else []),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def _only_once() -> Processor:
    said: set[str] = set()

    def drop_what_was_said(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        words = repr(sorted(line.items()))
        if words in said:
            raise structlog.DropEvent
        said.add(words)
        return line

    return drop_what_was_said
