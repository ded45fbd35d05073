"""W3C Trace Context: one trace id from the delivered file to the printed letter."""

import secrets


def new_traceparent() -> str:
    """A new trace with its first span, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def child_traceparent(parent: str) -> str:
    """A new span in the trace of `parent`."""
    version, trace_id, _, flags = parent.split("-")
    return f"{version}-{trace_id}-{secrets.token_hex(8)}-{flags}"


def trace_id(traceparent: str) -> str:
    return traceparent.split("-")[1]
