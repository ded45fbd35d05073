"""Tells each provider, per municipality, of which of its clients the right ends; again when that list changed."""

from datetime import date
from itertools import groupby

from services.notifications.application.letters.ports import StoresOn
from services.notifications.domain.notices.provider_notice import ProviderLine, ProviderNotice, content_of, new_notice
from shared.access import system
from shared.messaging.unit import Database

PROVIDER_NOTICE_MADE = "provider-notice-made"


@system
def make_provider_notices(database: Database, stores_on: StoresOn, today: date) -> int:
    """Returns how many notices were made. A provider of whom no client is left gets no empty notice."""
    with database.reading() as connection:
        notices = stores_on(connection).notices
        last, lines = notices.last(), notices.lines()
    made = []
    for key, group in groupby(lines, key=_provider_and_municipality):
        of_provider = list(group)
        number, content = last.get(key, (0, ""))
        if content_of([one.line for one in of_provider]) != content:
            made.append(new_notice(of_provider, number + 1, today))
    if not made:
        return 0
    with database.unit() as unit:
        stores_on(unit.connection).notices.add(made)
        for notice in made:
            unit.record(PROVIDER_NOTICE_MADE, notice.id, _event_data(notice))
    return len(made)


def _provider_and_municipality(line: ProviderLine) -> tuple[str, str]:
    return (line.agb, line.municipality)


def _event_data(notice: ProviderNotice) -> dict[str, object]:
    """The data of provider-notice-made.v1."""
    return {
        "noticeId": notice.id,
        "agb": notice.agb,
        "municipality": notice.municipality,
        "provider": notice.provider,
        "number": notice.number,
        "madeOn": notice.made_on.isoformat(),
        "lines": [line.as_json() for line in notice.lines],
    }
