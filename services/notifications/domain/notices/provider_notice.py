"""Which clients a provider is told about, and when it is told again."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.notifications.domain.client.facts import Parts, Recipient
from services.notifications.domain.letters.announcement_facts import EndingRight, ProviderNoticeFacts
from services.notifications.domain.letters.gate import ends_at_municipality, staff_care_words, why_not
from services.notifications.domain.letters.letter import Sender

NO_POST = ("Dit bericht krijgt u digitaal",)
NAMESPACE = uuid.UUID("2c6ab6f5-6a0b-5a5e-9d4e-0a6f6f0a2015")


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One client's care at a provider, and the last day of the right. `transport`: the provider brings the client too;
    without `in_use` the municipality gives its view before the care begins."""

    client_id: str
    function_id: str
    function: str
    right_until: date
    transport: bool
    in_use: bool

    @property
    def decision_number(self) -> str:
        """The number of the indication decision, which also stands on a provider's invoices (AZR record 04)."""
        return self.function_id.partition("-")[0]

    @property
    def care(self) -> str:
        """In the provider's words."""
        return staff_care_words(self.function, transport=self.transport, in_use=self.in_use)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "NoticeLine":
        """Lists of before transport and use were told have neither field: they said nothing of the kind."""
        until = date.fromisoformat(data["rightUntil"])
        transport, in_use = bool(data.get("transport", False)), bool(data.get("inUse", True))
        return cls(data["clientId"], data["functionId"], data["function"], until, transport, in_use)

    def as_json(self) -> dict[str, object]:
        return {
            "clientId": self.client_id,
            "functionId": self.function_id,
            "function": self.function,
            "rightUntil": self.right_until.isoformat(),
            "transport": self.transport,
            "inUse": self.in_use,
        }


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A line with the provider it is for."""

    agb: str
    municipality: str
    provider: str
    line: NoticeLine


@dataclass(frozen=True, slots=True)
class ProviderNotice:
    """One notice to one provider in one municipality. `number` counts its notices from 1."""

    id: str
    agb: str
    municipality: str
    provider: str
    number: int
    made_on: date
    lines: tuple[NoticeLine, ...]

    @property
    def content(self) -> str:
        return content_of(self.lines)

    @property
    def clients(self) -> int:
        """How many clients it is about; one client may have more than one line."""
        return len({line.client_id for line in self.lines})


def provider_lines(parts: Parts) -> tuple[ProviderLine, ...]:
    """The care in kind of this client that ends; nothing about who died or has a row that is held back."""
    if why_not(parts):
        return ()
    found = []
    for right in parts.right.functions:
        care = parts.recipient.delivered_as(right.id)
        if ends_at_municipality(right) and right.right_until and not right.pgb and care.agb:
            line = NoticeLine(
                client_id=parts.recipient.client_id,
                function_id=right.id,
                function=right.function,
                right_until=right.right_until,
                transport=care.transport,
                in_use=not right.conditional,
            )
            found.append(ProviderLine(care.agb, parts.recipient.municipality, care.provider, line))
    return tuple(found)


def content_of(lines: Sequence[NoticeLine]) -> str:
    """A fingerprint (sha256, hex) of a list, in whatever order it comes."""
    return hashlib.sha256("\n".join(sorted(_print_of(line) for line in lines)).encode()).hexdigest()


def _print_of(line: NoticeLine) -> str:
    """Transport and use leave a trace only where there is something to tell, so that no old list seems changed."""
    marks = f"{' transport' if line.transport else ''}{'' if line.in_use else ' unused'}"
    return f"{line.client_id} {line.function_id} {line.right_until}{marks}"


def new_notice(lines: Sequence[ProviderLine], number: int, made_on: date) -> ProviderNotice:
    """The notice for these lines, all of one provider and municipality; ordered by last day and decision number."""
    first = lines[0]
    ordered = sorted((one.line for one in lines), key=lambda line: (line.right_until, line.function_id, line.client_id))
    return ProviderNotice(
        id=notice_id(first.agb, first.municipality, number),
        agb=first.agb,
        municipality=first.municipality,
        provider=min(one.provider for one in lines),
        number=number,
        made_on=made_on,
        lines=tuple(ordered),
    )


def notice_id(agb: str, municipality: str, number: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{agb}:{municipality}:{number}"))


def notice_facts(notice: ProviderNotice, people: dict[str, Recipient], sender: Sender) -> ProviderNoticeFacts:
    """What the notice says on paper. No address of the provider is delivered, so it says that it goes by no post.

    The zorgkantoor's client number does not travel to us, so a client is known by the number of the decision.
    """
    return ProviderNoticeFacts(
        letter_id=notice.id,
        municipality_code=notice.municipality,
        sender=sender,
        provider=notice.provider,
        agb=notice.agb,
        address_lines=NO_POST,
        letter_date=notice.made_on,
        rights=tuple(
            EndingRight(
                decision_number=line.decision_number,
                initials=people[line.client_id].initials,
                care=line.care,
                right_until=line.right_until,
            )
            for line in notice.lines
        ),
    )
