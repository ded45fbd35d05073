"""What a route came to before a right was determined anew, as far as a letter about that right must know it. Pure."""

from dataclasses import replace
from datetime import date

from services.notifications.domain.letters.facts import NoConversation
from services.notifications.domain.route.client_route import ClientRoute

DECIDED = (
    "Er is al een besluit over de zorg van deze cliënt. Een brief over het oude recht alleen zou niet kloppen. Kijk "
    "wat er veranderde, en vertel het de cliënt zelf."
)


def before(route: ClientRoute, day: date) -> ClientRoute:
    """As it was when that day began: what was recorded on the day itself may have been told later."""
    return replace(route, told_steps=tuple(each for each in route.told_steps if each.recorded_on < day))


def decided_at(route: ClientRoute, municipality: str) -> bool:
    """Whether this municipality made a decision known on what comes after the old right, or the client took an offer
    of any municipality: that ended the old right itself (Wmo 2015 8.3(1)). Temporary help is none (2.3.3)."""
    there = (each for each in route.decisions_on_care() if each.municipality == municipality)
    return route.accepted_until is not None or any(each.kind != "urgent-help" for each in there)


IN_HAND = frozenset(
    {"conversation-held", "reported", "applied", "incomplete", "not-treated", "objection", "heard", "objection-decided"}
)
"""States of a route that goes along to another municipality."""


def no_conversation(route: ClientRoute, municipality: str) -> NoConversation | None:
    """Why nobody here will speak with the client about the old right now; None when somebody has to. What another
    municipality decided leaves that to be done here (Wmo 2015 8.3(1))."""
    here = route.in_town(municipality)
    if here.ended_by is not None:
        return NoConversation.STOPPED
    decided_here = here.state == "decided" and here.steps[-1].municipality == municipality
    return NoConversation.IN_HAND if here.state in IN_HAND or decided_here else None
