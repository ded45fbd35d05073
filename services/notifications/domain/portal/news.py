"""What is new on the own page since the last visit. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.portal.asked import Young
from services.notifications.domain.portal.steps import new_appointments, told_on_route
from services.notifications.domain.portal.visit import Visit
from services.notifications.domain.replies.answer import Answer
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import RightEnding
from shared.dutch import date_in_words


@dataclass(frozen=True, slots=True)
class News:
    """`letter_id` is there for a letter, which the page links to."""

    key: str
    day: date
    what: str
    letter_id: str | None = None


def all_news(
    letters: Mapping[str, date], route: ClientRoute, answers: Sequence[Answer], young: Young | None = None
) -> tuple[News, ...]:
    """Everything that may be new to the client, the newest first. What the client did is not. `young`: as in
    `asked_of_client`."""
    found = [News(f"letter {id_}", day, f"Een brief van {date_in_words(day)}", id_) for id_, day in letters.items()]
    found += (News(told.key, told.day, told.what) for told in told_on_route(route, answers) if not told.own)
    found += (News(told.key, told.day, told.what) for told in new_appointments(route))
    found += (_ends(each, route, young) for each in route.ending)
    found += (_dealt_with(each, each.done_on) for each in answers if each.done_on is not None and each.dealt_with)
    return tuple(sorted(found, key=lambda news: news.day, reverse=True))


def _ends(ending: RightEnding, route: ClientRoute, young: Young | None) -> News:
    """Of who has a route that stopped, and of care under the youth law, nobody here decides what comes."""
    elsewhere = route.ended_by is not None or (young is not None and young.has(ending))
    after = ". Wij besloten al wat daarna komt" if ending.decided else ". Er is nog geen besluit over wat daarna komt"
    after = "" if elsewhere and not ending.decided else after
    key = f"ending {ending.last_day} {ending.weeks} {','.join(ending.functions)}"
    return News(key, ending.told_on, f"Het oude recht stopt na {date_in_words(ending.last_day)}{after}")


def _dealt_with(answer: Answer, done_on: date) -> News:
    what = f"Wij keken naar wat u ons liet weten op {date_in_words(answer.received_on)}"
    return News(f"done {answer.answer_id}", done_on, what)


def unseen(news: Sequence[News], visit: Visit) -> tuple[News, ...]:
    return tuple(each for each in news if visit.is_new(each.key))
