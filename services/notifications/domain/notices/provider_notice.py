"""Notices to providers: which list each one gets, and when it gets a new one."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine, fingerprint

NAMESPACE = uuid.UUID("2c6ab6f5-6a0b-5a5e-9d4e-0a6f6f0a2015")

EMPTY = fingerprint(())
"""Of a list without lines."""

ProviderAndMunicipality = tuple[str, str]
"""An AGB code and a municipality's code: each such pair has its own list."""


@dataclass(frozen=True, slots=True)
class ProviderNoticeMade:
    """A notice to a provider in one municipality was made. `number` counts its notices from 1."""

    notice_id: str
    agb: str
    municipality: str
    provider: str
    number: int
    made_on: date
    lines: tuple[NoticeLine, ...]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.lines)

    @property
    def clients(self) -> int:
        """How many clients it is about; one client may have more than one line."""
        return len({line.client_id for line in self.lines})


@dataclass(frozen=True, slots=True)
class LastNotice:
    """What the last notice to a provider in a municipality was."""

    number: int
    fingerprint: str
    provider: str


def changed_notices(
    rights: Sequence[EndingRight], last: Mapping[ProviderAndMunicipality, LastNotice], made_on: date
) -> list[ProviderNoticeMade]:
    """A notice for every list that differs from the last one that was sent. `rights` come ordered by provider and
    municipality. A provider of whom no client is left hears once that its list is empty."""
    made, listed = [], {_list_of(right) for right in rights}
    for key, group in groupby(rights, key=_list_of):
        of_provider, before = list(group), last.get(key)
        if before is None or before.fingerprint != fingerprint(right.line for right in of_provider):
            made.append(new_notice(of_provider, before.number + 1 if before else 1, made_on))
    emptied = sorted(key for key, before in last.items() if key not in listed and before.fingerprint != EMPTY)
    return made + [_empty_notice(key, last[key], made_on) for key in emptied]


def new_notice(rights: Sequence[EndingRight], number: int, made_on: date) -> ProviderNoticeMade:
    """The notice for these rights, all of one list; ordered by last day and decision number."""
    agb, municipality = _list_of(rights[0])
    return ProviderNoticeMade(
        notice_id=notice_id(agb, municipality, number),
        agb=agb,
        municipality=municipality,
        provider=min(right.provider.name for right in rights),
        number=number,
        made_on=made_on,
        lines=tuple(sorted(_lines(rights), key=lambda line: (line.right_until, line.function_id, line.client_id))),
    )


def _empty_notice(key: ProviderAndMunicipality, before: LastNotice, made_on: date) -> ProviderNoticeMade:
    agb, municipality = key
    number = before.number + 1
    return ProviderNoticeMade(
        notice_id=notice_id(agb, municipality, number),
        agb=agb,
        municipality=municipality,
        provider=before.provider,
        number=number,
        made_on=made_on,
        lines=(),
    )


def notice_id(agb: str, municipality: str, number: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{agb}:{municipality}:{number}"))


def _list_of(right: EndingRight) -> ProviderAndMunicipality:
    return (right.provider.agb, right.municipality)


def _lines(rights: Iterable[EndingRight]) -> Iterable[NoticeLine]:
    return (right.line for right in rights)
