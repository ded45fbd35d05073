"""Records a delivery whose files are in the archive: received, refused, or failed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.intake.application.delivery.ports import DeliveryWork, DeliveryWorks
from services.intake.application.delivery.read_delivery import read_delivery
from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    DeliveryState,
    RefusedDelivery,
    Registered,
    refused_id,
    tried_again,
)
from services.intake.domain.mapping.moments import day_made
from shared.access import system
from shared.dutch import date_in_words
from shared.law.book import LawBook
from shared.messaging.failures import Refused
from shared.region.serving import why_no_contact, why_not_served

ARRIVALS = "deliveries"
"""Registering takes its turn under this name, so that two processes never give out one place in the order."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A delivery that others know as taken in, and the database does not: it was put back from an older copy. When it
    `waits`, its file is here and it can be taken in as it is; otherwise somebody delivers it again."""

    id: str
    reference: str
    waits: bool = False


class OutOfTurn(Refused):
    def __init__(self, awaited: Sequence[Awaited]) -> None:
        by_hand = ", ".join(each.reference for each in awaited if not each.waits)
        left = f"Lever eerst opnieuw aan: {by_hand}." if by_hand else "Dat gebeurt vanzelf. Probeer het straks."
        super().__init__(
            "De database van intake is een oudere kopie. Wat daarna overgenomen is, moet eerst terug, in dezelfde "
            f"volgorde. {left}"
        )


@dataclass(frozen=True, slots=True)
class RecordDelivery:
    files: ArchivedFiles
    awaited: Sequence[Awaited] = ()


@system
def record_delivery(works: DeliveryWorks, command: RecordDelivery) -> Registered:
    """The delivery as recorded, or as it was when it came before. One that failed before is tried again. Takes `works`:
    the files are read before the transaction begins, so that nobody waits for that. Raises Refused for another one
    than the first that is `awaited`, unless it was taken in already."""
    read = read_delivery(works, command.files)
    with works.begin() as work:
        work.lock({ARRIVALS})
        if command.awaited and read.id != command.awaited[0].id and not _is_taken_in(work, read.id):
            raise OutOfTurn(command.awaited)
        _forget_if_it_failed(work, refused_id(command.files))
        # What was taken in while we worked for its municipality stays so.
        registered = read if work.deliveries.has(read.id) else _refused_unless_ours(read, works, work.today)
        if work.deliveries.has(registered.id):
            return _tried_again_if_it_failed(work, work.deliveries.find(registered.id))
        work.deliveries.add(replace(registered, traceparent=work.traceparent))
    return registered


def _is_taken_in(work: DeliveryWork, delivery_id: str) -> bool:
    return work.deliveries.has(delivery_id) and work.deliveries.find(delivery_id).state is DeliveryState.CHECKED


def _forget_if_it_failed(work: DeliveryWork, unread_id: str) -> None:
    """What could not be read then, is read anew."""
    if work.deliveries.has(unread_id) and work.deliveries.find(unread_id).state is DeliveryState.FAILED:
        work.deliveries.forget(unread_id)


def _tried_again_if_it_failed(work: DeliveryWork, known: Registered) -> Registered:
    if not isinstance(known, Delivery) or known.state is not DeliveryState.FAILED:
        return known
    again = tried_again(known)
    work.deliveries.advance(known, again)
    return again


def _refused_unless_ours(read: Registered, works: DeliveryWorks, today: date) -> Registered:
    """Under the id of what is refused, so that the same file is new once we can take it in."""
    if not isinstance(read, Delivery):
        return read
    made_on, code = day_made(read.manifest.created), read.manifest.municipality
    reason = (
        _not_made_yet(made_on, today)
        or why_not_served(works.region, code, made_on)
        or _before_the_law(works.law, made_on)
        or why_no_contact(works.region, code, (made_on, today))
    )
    return RefusedDelivery(refused_id(read.files), read.files, read.manifest, reason) if reason else read


def _before_the_law(law: LawBook, made_on: date) -> str | None:
    """The day of a delivery is the day for which rights are determined."""
    if made_on >= law.complete_from:
        return None
    said = {"made_on": date_in_words(made_on)}
    return law.sentence("transition.first-day", "not-yet", law.complete_from, **said)


def _not_made_yet(made_on: date, today: date) -> str | None:
    """A delivery of a later day overtakes all that come before that day. Two clocks may differ by some hours."""
    if made_on <= today + timedelta(days=1):
        return None
    return (
        f"Volgens het manifest (aangemaakt) is dit bestand op {date_in_words(made_on)} gemaakt, en het is "
        f"{date_in_words(today)}. Vraag een manifest met de goede dag op."
    )
