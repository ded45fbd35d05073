"""Undoes the first release of a mailing before a second person released it too: its letters gather again."""

from dataclasses import dataclass

from services.notifications.application.mailing.find_mailing import FindMailing, find_mailing
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, REASON_MOST, MailingView
from services.notifications.domain.mailing.mailing import MailingSentBack, Release, SentBack
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class SendBackMailing:
    """`why`: in one sentence what is wrong with it, for whoever mends that."""

    user: User
    mailing_id: str
    why: str


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def send_back_mailing(work: MailingWork, command: SendBackMailing) -> None:
    """By the second person, or by the first. Raises NotKnown, Forbidden, and Refused for a mailing that does not wait
    for a second person, or without a reason."""
    mailing = find_mailing(work, FindMailing(command.user, command.mailing_id)).view
    if mailing.state != "waits-for-second":
        raise Refused(_why_not(mailing))
    why = " ".join(command.why.split())
    if not why:
        raise Refused("", {"back": "Schrijf in één zin wat er niet klopt."})
    if len(why) > REASON_MOST:
        raise Refused("", {"back": f"Houd het kort: hoogstens {REASON_MOST} tekens."})
    sent_back = SentBack(Release(command.user.id, command.user.name, work.today), why)
    if not work.mailings.send_back(mailing.id, sent_back):
        raise Refused("Iemand anders werkte net aan deze mailing. Open de mailing opnieuw.")
    work.record(MailingSentBack(mailing.id, mailing.municipality, mailing.number, sent_back))


def _why_not(mailing: MailingView) -> str:
    if mailing.state == "gathering":
        return "Niemand gaf deze mailing nog vrij. Er is dus niets om terug te sturen."
    if mailing.state == "sent-back":
        return "Deze mailing is al teruggestuurd."
    return "Deze mailing is al helemaal vrijgegeven. Terugsturen kan niet meer."
