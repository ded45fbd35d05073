"""The rights that end, for the providers who give the care."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.client.care_words import staff_care_words
from services.notifications.domain.client.recipient import ClientError, Provider
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import FunctionRight


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One client's care at a provider, and the last day of the right. `transport`: the provider brings the client too;
    without `in_use` the municipality gives its view before the care begins. `in_kind_from`: until the day before it the
    client has a budget for this care."""

    client_id: str
    function_id: str
    function: str
    right_until: date
    transport: bool
    in_use: bool
    in_kind_from: date | None = None

    @property
    def decision_number(self) -> str:
        """The number of the indication decision, which also stands on a provider's invoices (AZR record 04)."""
        return self.function_id.partition("-")[0]

    @property
    def care(self) -> str:
        """In the provider's words. Raises ClientError for a function that nobody knows."""
        return staff_care_words(self.function, transport=self.transport, in_use=self.in_use)


@dataclass(frozen=True, slots=True)
class EndingRight:
    """A line with the provider and the municipality in whose notice it belongs. `week`: the Monday of the week in which
    the conversation is planned; None when none is. `youth`: it is one under the youth law, for which the Wmo 2015 asks
    no conversation and the youth team decides."""

    provider: Provider
    municipality: str
    line: NoticeLine
    week: date | None = None
    youth: bool = False


def ending_rights(revision: ClientRevision) -> tuple[EndingRight, ...]:
    """The care in kind of this client that ends; none of a client who died or has a row that is held back, nor of care
    that a person has to look at first.

    Raises ClientError for a right to care that was not delivered.
    """
    if revision.died or revision.held_back:
        return ()
    return tuple(found for right in revision.right.functions if (found := _ending_right(revision, right)) is not None)


def fingerprint(lines: Iterable[NoticeLine]) -> str:
    """Sha256 in hex of a list, in whatever order it comes."""
    return hashlib.sha256("\n".join(sorted(_text_of(line) for line in lines)).encode()).hexdigest()


def _ending_right(revision: ClientRevision, right: FunctionRight) -> EndingRight | None:
    """A pgb holder makes agreements without us, so its care stands in no notice, unless the right outlives the budget
    and we know who gives the care."""
    care = revision.recipient.delivered_care(right.id)
    if care is None:
        raise ClientError(f"Er is een recht op functie {right.id}, maar die functie is niet aangeleverd.")
    if not right.ends_at_municipality or right.right_until is None or care.provider is None:
        return None
    if right.pgb and right.in_kind_from is None:
        return None
    line = NoticeLine(
        client_id=revision.client_id,
        function_id=right.id,
        function=right.function,
        right_until=right.right_until,
        transport=care.transport and not right.transport_stays_behind,
        in_use=not right.conditional,
        in_kind_from=right.in_kind_from if right.pgb else None,
    )
    week = revision.plan.week if revision.plan else None
    return EndingRight(care.provider, revision.recipient.municipality, line, week, right.domain == "jeugdwet")


def _text_of(line: NoticeLine) -> str:
    """What is not everybody's leaves a trace only where there is something to tell, so that no old list seems
    changed."""
    in_kind = f" in kind from {line.in_kind_from}" if line.in_kind_from else ""
    marks = f"{' transport' if line.transport else ''}{'' if line.in_use else ' unused'}{in_kind}"
    return f"{line.client_id} {line.function_id} {line.right_until}{marks}"
