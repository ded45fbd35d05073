"""Which use case handles which event. Intake is where the chain begins: it listens to nobody."""

from collections.abc import Mapping, Sequence

from shared.messaging.worker import Handler
from shared.transport.topics import Topic

SUBSCRIPTIONS: Sequence[Topic] = ()
HANDLERS: Mapping[str, Handler] = {}
