"""Structured logs: one JSON object a line on standard error, with the trace id and nothing personal."""

import logging
import sys

import structlog


def configure_logs() -> None:
    """Loggers are not cached: a cached one would go past what a test captures, and log lines are few."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
