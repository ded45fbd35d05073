"""Notices to providers: which list each one gets, and when it gets a new one: at most once a week, on the day that the
municipality chose, and only when there is something to tell."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine, fingerprint
from services.notifications.domain.notices.provider_client import ProviderClient, changed_since

T = TypeVar("T")
NAMESPACE = uuid.UUID("2c6ab6f5-6a0b-5a5e-9d4e-0a6f6f0a2015")

PAGE_FACTS = 1000
"""A line or the end of somebody's care takes some 300 bytes, so a page stays far below what a log takes at once."""

EMPTY = fingerprint(())
"""Of a list without lines."""

WEEKDAY = "provider-notices.weekday"
"""The choice of a municipality: on which day of the week its providers hear from it."""

ProviderAndMunicipality = tuple[str, str]
"""An AGB code and a municipality's code: each such pair has its own list."""


@dataclass(frozen=True, slots=True)
class ToldClient:
    """A client as the provider is told of it. `news`: it was not told this before. `gone`: no client of this provider
    any more; the rest is what was told last."""

    client: ProviderClient
    news: bool
    gone: bool = False


@dataclass(frozen=True, slots=True)
class ProviderNoticeMade:
    """A notice to a provider in one municipality was made. `number` counts its notices from 1. `lines` are the rights
    that end, `told` is what is known of each client."""

    notice_id: str
    agb: str
    municipality: str
    provider: str
    number: int
    made_on: date
    lines: tuple[NoticeLine, ...]
    told: tuple[ToldClient, ...] = ()

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.lines)

    @property
    def clients(self) -> int:
        """How many clients it is about; one client may have more than one line."""
        return len(self.client_ids)

    @property
    def client_ids(self) -> frozenset[str]:
        return frozenset([*(line.client_id for line in self.lines), *(each.client.client_id for each in self.told)])

    def without(self, client_ids: Collection[str]) -> "ProviderNoticeMade":
        """As if these clients had never stood in it."""
        lines = tuple(line for line in self.lines if line.client_id not in client_ids)
        return replace(self, lines=lines, told=tuple(x for x in self.told if x.client.client_id not in client_ids))

    def with_page(self, page: "ProviderNoticeMade") -> "ProviderNoticeMade":
        """Together with what another page of the same notice tells; what is in it already stays as it is."""
        functions = {(line.client_id, line.function_id) for line in self.lines}
        clients = {each.client.client_id for each in self.told}
        lines = (line for line in page.lines if (line.client_id, line.function_id) not in functions)
        told = (each for each in page.told if each.client.client_id not in clients)
        return replace(self, lines=(*self.lines, *lines), told=(*self.told, *told))


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A part of a notice that fits into one message: a provider may have any number of clients. `page` counts from 1;
    `notice` holds only the lines and clients of this page."""

    notice: ProviderNoticeMade
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class LastNotice:
    """What the last notice to a provider in a municipality was, and what it told of each client."""

    number: int
    fingerprint: str
    provider: str
    told: Mapping[str, ProviderClient] = field(default_factory=dict)


def in_pages(notice: ProviderNoticeMade) -> list[NoticePage]:
    """At least one page, each with at most PAGE_FACTS facts, or one client who has more of their own."""
    facts: list[NoticeLine | ToldClient] = [*notice.lines, *notice.told]
    parts: list[list[NoticeLine | ToldClient]] = [[]]
    room = PAGE_FACTS
    for fact in facts:
        weight = 1 + len(fact.client.ends) if isinstance(fact, ToldClient) else 1
        if weight > room and parts[-1]:
            parts.append([])
            room = PAGE_FACTS
        parts[-1].append(fact)
        room -= weight
    return [NoticePage(_part_of(notice, part), number, len(parts)) for number, part in enumerate(parts, start=1)]


def _part_of(notice: ProviderNoticeMade, part: Sequence[NoticeLine | ToldClient]) -> ProviderNoticeMade:
    lines = tuple(each for each in part if isinstance(each, NoticeLine))
    return replace(notice, lines=lines, told=tuple(each for each in part if isinstance(each, ToldClient)))


def day_of_the_week(today: date, weekday: int) -> date:
    """The newest day with this ISO number (1 is Monday) that is not after today."""
    return today - timedelta(days=(today.isoweekday() - weekday) % 7)


def changed_notices(
    rights: Iterable[EndingRight],
    clients: Iterable[ProviderClient],
    last: Mapping[ProviderAndMunicipality, LastNotice],
    made_on: date,
) -> list[ProviderNoticeMade]:
    """A notice for every list of which something differs from the last one, in the order of provider and municipality.
    A provider of whom no client is left hears once that its list is empty."""
    lines, told = _by_list(rights, _list_of), _by_list(clients, _list_of_client)
    made = (
        _notice(key, lines.get(key, []), told.get(key, []), last.get(key), made_on)
        for key in sorted(lines.keys() | told.keys() | last.keys())
    )
    return [notice for notice in made if notice is not None]


def _notice(
    key: ProviderAndMunicipality,
    rights: Sequence[EndingRight],
    clients: Sequence[ProviderClient],
    before: LastNotice | None,
    made_on: date,
) -> ProviderNoticeMade | None:
    """None when there is nothing to tell."""
    news, gone = changed_since(clients, before.told if before else {})
    lines = tuple(
        sorted(_lines(rights, clients), key=lambda line: (line.right_until, line.function_id, line.client_id))
    )
    if not news and not gone and fingerprint(lines) == (before.fingerprint if before else EMPTY):
        return None
    agb, municipality = key
    names = [*(right.provider.name for right in rights), *(each.provider.name for each in clients)]
    number = before.number + 1 if before else 1

    def in_time(client: ProviderClient) -> tuple[bool, date, str, str]:
        """What happens next stands first, as on the list of the provider; what is over last."""
        coming = client.coming_day(made_on)
        return coming is None, coming or client.next_day or date.max, client.number, client.client_id

    told = (
        *(ToldClient(each, each.client_id in news) for each in sorted(clients, key=in_time)),
        *(ToldClient(each, news=True, gone=True) for each in sorted(gone, key=in_time)),
    )
    return ProviderNoticeMade(
        notice_id=notice_id(agb, municipality, number),
        agb=agb,
        municipality=municipality,
        provider=min(names) if names else before.provider if before else "",
        number=number,
        made_on=made_on,
        lines=lines,
        told=told,
    )


def notice_id(agb: str, municipality: str, number: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{agb}:{municipality}:{number}"))


def _by_list(
    values: Iterable[T], key_of: Callable[[T], ProviderAndMunicipality]
) -> Mapping[ProviderAndMunicipality, list[T]]:
    found: dict[ProviderAndMunicipality, list[T]] = {}
    for each in values:
        found.setdefault(key_of(each), []).append(each)
    return found


def _list_of(right: EndingRight) -> ProviderAndMunicipality:
    return (right.provider.agb, right.municipality)


def _list_of_client(client: ProviderClient) -> ProviderAndMunicipality:
    return (client.provider.agb, client.municipality)


def _lines(rights: Iterable[EndingRight], clients: Iterable[ProviderClient]) -> Iterable[NoticeLine]:
    """Each with its last day as it became: by a yes to an offer (Wmo 2015, 8.3(1)), or by a death."""
    gone_on = {each.client_id: last for each in clients if (last := each.old_right_ended) is not None}
    for right in rights:
        last = gone_on.get(right.line.client_id, right.line.right_until)
        # A new pgb beside a right in kind takes nothing of that right (8.4).
        sooner = right.line.in_kind_from is None and last < right.line.right_until
        yield replace(right.line, right_until=last) if sooner else right.line
