"""What the client's own page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.letters.views import LetterView
from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.right import Days, Plan
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.voice import Voice
from services.notifications.domain.portal.care import CareOnPage


@dataclass(frozen=True, slots=True)
class PortalView:
    """`to_parents`: the page speaks to the parents, in the `voice` of the letter that they got. `checking`: a row about
    the client is held back. `looked_at_first`: why a person looks before a letter is written, in Dutch. `days` are None
    while no right was determined. `to_do`: the letter's own text, as it is true today; empty when nothing is determined
    yet.

    `provisional`: the amounts of the budget may still change, because the income is never known when it is granted and
    the own contribution depends on it. A minor pays none (RSA art. 2.6.7) until they come of age.
    """

    recipient: Recipient
    sender: Sender
    to_parents: bool
    voice: Voice
    care: Sequence[CareOnPage]
    checking: bool
    looked_at_first: str | None
    days: Days | None
    to_do: Sequence[str]
    plan: Plan | None
    budget: Budget | None
    provisional: bool
    letters: Sequence[LetterView]
