"""How long a question leaves a client to answer, as their municipality chose today."""

from datetime import timedelta

from services.migration.application.route.ports import Work
from services.migration.domain.route.asking import TimeToAnswer
from shared.access import system

SHORTEST, FOR_POST = "question.shortest-days", "question.days-for-post"


@system
def find_time_to_answer(work: Work, municipality: str) -> TimeToAnswer:
    def days(key: str) -> timedelta:
        return timedelta(days=work.choice(municipality, key, work.today).number)

    return TimeToAnswer(days(SHORTEST), days(FOR_POST))
