"""Invented caseworkers for the demo: per municipality as many as its weekly conversations ask for.

They come in through the use case that a person uses. Who they are follows from municipality and number alone, so that
two demos of one seed are the same.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta

from deploy.demo.figures import read_words
from deploy.users import demo_users
from services.migration.adapters.work import Work
from services.migration.application.planning.keep_caseworker import KeepCaseworker, keep_caseworker
from services.migration.application.planning.plan_clients import PER_HUNDRED
from services.migration.domain.planning.agenda import weekly_capacity
from services.migration.domain.planning.caseworkers import (
    PSYCHIATRY,
    SIGN_LANGUAGE,
    Caseworker,
    Hours,
    Leave,
    PlaceKind,
    WhyAway,
)
from services.migration.main import open_works
from shared.access import Role, User
from shared.region.values import ServedRegion
from shared.service import Service

MORNING, AFTERNOON = (time(9), time(12, 30)), (time(13), time(17))
MOST_A_DAY = "appointment.most-a-day"
DAYS = 4
"""Everybody works four days a week, each with another day off, so that every day has somebody."""
SKILLS = (
    {PSYCHIATRY},
    {"tr", "en"},
    {PSYCHIATRY, "ar", "fr"},
    {SIGN_LANGUAGE},
    {"pl", "en", "de"},
    {PSYCHIATRY, "en"},
    {"ar", "so", "en"},
)
SUMMER = date(2015, 7, 6)
WEEKS_OF_SUMMER = 8


def employ_caseworkers(migration: Service, region: ServedRegion) -> None:
    """A municipality that has caseworkers keeps those."""
    works = open_works(migration.database, region)
    user = User("demo", "Demo", Role.FUNCTIONAL_MANAGER, region.codes)
    with works.begin() as work:
        for place, municipality in enumerate(region.municipalities):
            if not work.caseworkers.of([municipality.code]):
                for each in _team(work, municipality.code, place, _accounts(region, municipality.code)):
                    keep_caseworker(work, KeepCaseworker(user, each))


def _accounts(region: ServedRegion, code: str) -> list[tuple[str, str]]:
    """The demo's users who hold conversations themselves, by id and name. One who works for several municipalities does
    so for the one that runs the system."""
    found = [each for each in demo_users(region, None) if each.role is Role.CASEWORKER]
    return [
        (each.id, f"{each.name[0]}. Demo")
        for each in found
        if code == (region.host if len(each.municipalities) > 1 else next(iter(each.municipalities)))
    ]


def _team(work: Work, code: str, place: int, accounts: list[tuple[str, str]]) -> Iterator[Caseworker]:
    """One more than a full week asks for, because people are away now and then."""
    per_hundred = work.choice(code, PER_HUNDRED, work.today).number
    a_week = weekly_capacity(work.clients.to_reassess(code), per_hundred)
    each_holds = DAYS * work.choice(code, MOST_A_DAY, work.today).number
    words = read_words()
    for number in range(-(-a_week // each_holds) + 1):
        at = place * 17 + number
        prefix, surname = words.surnames[at * 7 % len(words.surnames)]
        initial = words.initials[at * 5 % len(words.initials)]
        account = accounts[number] if number < len(accounts) else None
        days = [weekday for weekday in range(5) if weekday != (number + place) % 5]
        away = SUMMER + timedelta(weeks=2 * number % WEEKS_OF_SUMMER)
        yield Caseworker(
            id=f"{code}-{number + 1}",
            name=account[1] if account else " ".join(filter(None, (f"{initial}.", prefix, surname))),
            municipality=code,
            hours=tuple(Hours(weekday, *block) for weekday in days for block in (MORNING, AFTERNOON)),
            leave=(Leave(away, away + timedelta(days=11), WhyAway.LEAVE),),
            skills=frozenset(SKILLS[number % len(SKILLS)]),
            places=frozenset(PlaceKind),
            user_id=account[0] if account else None,
        )
