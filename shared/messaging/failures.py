"""The three kinds of failure between services. Anything else stops the process: then the code is wrong."""

from collections.abc import Mapping

from shared.impersonal import Impersonal


class Refused(Exception):
    """A refusal by the rules. The message is Dutch, for the user: what, which value, what to do.

    `fields` are faults of a question, by the path of the field (`functions.0.class`).
    """

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class EventTooLarge(Refused):
    """What was about to be recorded is larger than a log takes. Nothing of the unit is kept."""


class PassingFault(Exception):
    """The world is away for a moment (database, log, network). Try again, with a limit."""


class Unworkable(Exception):
    """A message that will never work. Park it with this reason; the client's later messages wait behind it.

    Only two may say so: what reads a message (`shared.messaging.work.decoded` for an `adapters/<column>/events.py`),
    and a use case that hears it from a rule. The reason is Dutch, for the functional manager. A TypeError or
    LookupError anywhere else is our fault and stops the worker, because it would hit everybody.
    """


class DatabaseBehind(Impersonal):
    """The database does not hold what this `service` acknowledged: it was lost, or is an old copy. The worker stops."""

    def __init__(self, service: str, why: str) -> None:
        super().__init__(f"{service}: {why}")
        self.service = service


class TooManyParked(Impersonal):
    """So many messages cannot be worked that the code is wrong, not the data. The worker stops."""
