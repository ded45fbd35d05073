"""What the client's own page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.letters.views import LetterView
from services.notifications.domain.client.money import Budget, OldBudget
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.right import Days, Plan
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.offer import Change
from services.notifications.domain.letters.representative import Representative
from services.notifications.domain.portal.asked import Asked
from services.notifications.domain.portal.care import CareOnPage
from services.notifications.domain.portal.conversation import AppointmentOnPage, CancelledOnPage
from services.notifications.domain.portal.new_care import NewCare
from services.notifications.domain.portal.news import News
from services.notifications.domain.portal.voice import Voice
from services.notifications.domain.portal.year import Moment
from services.notifications.domain.replies.answer import AnswerKind


@dataclass(frozen=True, slots=True)
class PortalView:
    """`to_parents`: the page speaks to the parents, in the `voice` of the letter that they got. `checking`: a row about
    the client is held back. `looked_at_first`: why a person looks before a letter is written, in Dutch. `days` are None
    while no right was determined. `to_do`: the letter's own text, as it is true today; empty when nothing is determined
    yet. `asked` is what the municipality asks since, each with its day; `cancelled` is an appointment that does not go
    on, while another one is still to be made. `decisions` were sent, in words;
    `offer` is what a yes to the one that waits for it changes.

    `appointment` stands and is still to come. `actions` are what the client can let know here; for staff, who read
    along, there are none. `news` came since the visit on the day `news_since`, and `shown` are the keys of
    all that may be news; `visit_counts`: that has to be kept. All only for the client.

    `letters_about`: by what is asked, the letter that asks it; `to_read`: the letter beside all that is to be done.

    `old_budget` is what the old right gives of the `budget`, and `new_care` what decisions give: each has its own days,
    amount and rule for the contribution.

    `year` is what happened and what comes; empty for who died. `representatives` get letters of today.
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
    asked: Sequence[Asked]
    appointment: AppointmentOnPage | None
    cancelled: CancelledOnPage | None
    actions: Sequence[AnswerKind]
    shown: Sequence[str]
    visit_counts: bool
    news: Sequence[News]
    news_since: date | None
    decisions: Sequence[str]
    offer: Sequence[Change]
    year: Sequence[Moment]
    plan: Plan | None
    budget: Budget | None
    old_budget: OldBudget | None
    new_care: Sequence[NewCare]
    letters: Sequence[LetterView]
    letters_about: Mapping[str, str]
    to_read: str | None
    representatives: Sequence[Representative]


@dataclass(frozen=True, slots=True)
class ActionPage:
    """For one thing that the client can let know: the appointment that it may be about."""

    recipient: Recipient
    sender: Sender
    appointment: AppointmentOnPage | None
    possible: bool
