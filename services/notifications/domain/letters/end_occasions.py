"""The letters about an end of old care that comes or came."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from services.notifications.domain.letters.caused import caused
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.reader_words import day_in_letter
from services.notifications.domain.letters.slip import TO_LIE_AND_ARRIVE
from services.notifications.domain.letters.told_ends import (
    BY_DATE,
    key_of_ended,
    key_of_ending,
    key_of_stop,
    kind_of_stop,
)
from services.notifications.domain.route.happened import EndHasCome, EndIsNear, OfBudget
from shared.dutch import date_in_words


def of_ending(near: EndIsNear) -> Occasion:
    """It names a conversation that the letter surely reaches first; to who has one sooner it is enough to hear that
    the right ends, for a letter that names a day which is over would have to be thrown away."""
    ending = near.ending
    soonest = ending.told_on + TO_LIE_AND_ARRIVE
    talk = near.conversation if near.conversation and near.conversation >= soonest else None
    return replace(
        caused(near, "right-ending", key_of_ending(ending), ending.told_on),
        words={
            "last_day": date_in_words(ending.last_day),
            "conversation_day": day_in_letter(talk) if talk else "",
        },
        facts=frozenset({"conversation"} if talk else ()),
        functions=ending.functions,
        ends=(ending.last_day,),
        meets_on=talk,
        asked_by=ending.last_day,
    )


WHY_ENDED: Mapping[str, str] = {"date": "by-date", "offer-accepted": "accepted", "given-up": "given-up"}


def of_ended(come: EndHasCome) -> Occasion | None:
    """Who went on with a decision from its own date heard all of that in the decision. An end that the client chose,
    by accepting an offer or giving up a pgb, is no end that the municipality tells of."""
    ended = come.ended
    if ended.why == "died" or (ended.why == BY_DATE and ended.decision_id):
        return None
    return replace(
        caused(come, "right-ended", key_of_ended(ended), ended.last_day + timedelta(days=1)),
        words={"last_day": date_in_words(ended.last_day)},
        facts=frozenset(
            {WHY_ENDED[ended.why], *(["goes-on"] if ended.decision_id else []), *(["decided"] if come.decided else [])}
        ),
        functions=ended.functions,
        ends=(ended.last_day,) if ended.why == BY_DATE else (),
    )


def of_budget(end: OfBudget, day: date) -> Occasion:
    """Whether a next budget can follow is known with the right, so it is found when the letter is written."""
    stop = end.stop
    return replace(
        caused(end, kind_of_stop(stop), key_of_stop(stop), day),
        words={"last_day": date_in_words(stop.last_day)},
        functions=stop.functions,
        asked_by=stop.last_day if stop.weeks else None,
    )
