"""One mailing, for who may see it: what releasing and showing it have in common."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MailingView
from services.notifications.domain.mailing.looked import Looked
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.dutch import date_in_words


@dataclass(frozen=True, slots=True)
class FindMailing:
    user: User
    mailing_id: str


@dataclass(frozen=True, slots=True)
class FoundMailing:
    """With the letters that still wait in it. `why_not`: in Dutch, why this user cannot release it now; None when they
    can, as far as their role allows."""

    view: MailingView
    letters: Looked
    why_not: str | None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_mailing(work: MailingWork, command: FindMailing) -> FoundMailing:
    """Raises NotKnown and Forbidden."""
    view = _view(work, command.mailing_id)
    check_municipality(command.user, view.municipality)
    letters = work.mailings.looked(view.municipality, view.id if view.first else None)
    return FoundMailing(view, letters, _why_not(work, view, command.user))


def _view(work: MailingWork, mailing_id: str) -> MailingView:
    closed = work.mailings.find(mailing_id)
    if closed is not None:
        return MailingView.of(closed)
    everywhere = work.queries.mailings_gathering(work.queries.ready_municipalities())
    for view in everywhere:
        if view.id == mailing_id:
            return view
    raise NotKnown(f"Er is geen mailing {mailing_id}, of er zitten geen brieven meer in.")


def _why_not(work: MailingWork, mailing: MailingView, user: User) -> str | None:
    last = mailing.second or mailing.first
    if mailing.state == "released" and last is not None:
        return f"Deze mailing is al vrijgegeven op {date_in_words(last.day)}, door {last.name}."
    if mailing.sent_back is not None:
        back = mailing.sent_back.by
        return f"Deze mailing is teruggestuurd op {date_in_words(back.day)}, door {back.name}."
    if mailing.first is not None and mailing.first.user_id == user.id:
        return "U gaf deze mailing al vrij. Iemand anders moet dat ook doen, want er zitten veel brieven in."
    return work.senders.why_not_printed(mailing.municipality, work.today)
