"""W3C Trace Context: one trace id from the delivered file to the printed letter."""

import random
import re
import secrets

TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def is_traceparent(text: str) -> bool:
    """Whether it can be carried on. What comes from outside is asked before it is used."""
    return TRACEPARENT.fullmatch(text) is not None


def new_traceparent() -> str:
    """A new trace with its first span, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def child_traceparent(parent: str) -> str:
    """A new span in the trace of `parent`. Its id is nobody's secret, and asking the system for one costs a call."""
    version, trace_id, _, flags = parent.split("-")
    return f"{version}-{trace_id}-{random.getrandbits(64):016x}-{flags}"


def trace_id(traceparent: str) -> str:
    return traceparent.split("-")[1]
