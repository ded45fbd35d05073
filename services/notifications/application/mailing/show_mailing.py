"""One mailing, with what is odd about it and the letters to read first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.find_answered_letters import (
    FindAnsweredLetters,
    find_answered_letters,
)
from services.notifications.application.mailing.find_late_letters import FindLateLetters, find_late_letters
from services.notifications.application.mailing.find_mailing import FindMailing, FoundMailing, find_mailing
from services.notifications.application.mailing.find_old_addresses import FindOldAddresses, find_old_addresses
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, MailingPage, MailingView, SampleView
from services.notifications.domain.letters.representative import Receivers, receivers
from services.notifications.domain.mailing.looked import Looked, Tally
from services.notifications.domain.mailing.mailing import Mailing, mailing_id
from services.notifications.domain.mailing.oddities import Before, Oddity, looks, oddities, samples
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_SAMPLES = listing("mailing-samples", "Voorbeelden uit een mailing bekijken")


@dataclass(frozen=True, slots=True)
class ShowMailing:
    user: User
    mailing_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_mailing(work: MailingWork, command: ShowMailing) -> MailingPage:
    """Raises NotKnown and Forbidden."""
    found = find_mailing(work, FindMailing(command.user, command.mailing_id))
    mailing, letters = found.view, found.letters
    mark, asked = letters.seen(), looks(work.today)
    tally = letters.tally(list(asked.values()))
    late = find_late_letters(work, FindLateLetters(mailing, letters))
    answered = find_answered_letters(work, FindAnsweredLetters(mailing, letters))
    odd = _odd(work, found, tally, late, [letter.letter_id for letter in answered])
    shown = _samples(work, letters, tally, odd)
    work.read_log.write(command.user, sorted({sample.letter.client_id for sample in shown}), READ_SAMPLES)
    to = _receivers(work, letters)
    return MailingPage(
        mailing=mailing,
        odd=odd,
        samples=shown,
        states=work.queries.mailing_states(mailing.id) if mailing.first else {},
        limit=work.choices.second_release_above(mailing.municipality, work.today),
        seen=mark,
        why_not=found.why_not,
        may_act=command.user.role in MAILERS,
        elsewhere=_count((kind, 1) for kind, each in to if each.instead),
        copies=_count((kind, len(each.copies)) for kind, each in to if each.copies),
        late=late,
        weeks=work.choices.weeks_before_end(mailing.municipality, work.today),
        told_late=work.queries.told_late_in(mailing.id),
        came_back=_came_back(work, mailing),
        gone=dict(zip(asked, tally.numbers, strict=True))["day-gone"],
    )


def _receivers(work: MailingWork, letters: Looked) -> Sequence[tuple[str, Receivers]]:
    """Of the letters that not only their clients get, with the kind of each."""
    of_them = letters.represented()
    recorded = work.representatives.of(sorted({letter.client_id for letter in of_them}))
    return [(each.kind, receivers(recorded[each.client_id], each.kind, each.letter_date)) for each in of_them]


def _count(numbers: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for kind, number in numbers:
        counted[kind] += number
    return dict(sorted(counted.items()))


def _odd(
    work: MailingWork, found: FoundMailing, tally: Tally, late: Mapping[str, date], answered: Sequence[str]
) -> Sequence[Oddity]:
    """Of a mailing that was released nothing is odd any more: it is as it is."""
    mailing = found.view
    if mailing.is_over:
        return ()
    before = _before(work, mailing)
    withheld = work.queries.withheld_letters(mailing.municipality)
    known = Before(before.letters, work.queries.kinds_before(mailing.municipality, mailing.number)) if before else None
    return oddities(found.letters, tally, withheld, known, late, answered, _moved(work, mailing), work.today)


def _moved(work: MailingWork, mailing: MailingView) -> Sequence[str]:
    letters = work.queries.addressed_before(mailing.municipality, mailing.id if mailing.first else None)
    return [each.letter_id for each in find_old_addresses(work, FindOldAddresses(mailing.municipality, letters))]


def _before(work: MailingWork, mailing: MailingView) -> Mailing | None:
    """The last one before it that was not sent back."""
    for number in range(mailing.number - 1, 0, -1):
        found = work.mailings.find(mailing_id(mailing.municipality, number))
        if found is None or found.sent_back is None:
            return found
    return None


def _came_back(work: MailingWork, mailing: MailingView) -> MailingView | None:
    if mailing.state != "gathering":
        return None
    found = work.mailings.find(mailing_id(mailing.municipality, mailing.number - 1))
    return MailingView.of(found) if found is not None and found.sent_back is not None else None


def _samples(work: MailingWork, letters: Looked, tally: Tally, odd: Sequence[Oddity]) -> Sequence[SampleView]:
    chosen = {sample.letter_id: sample.why for sample in samples(letters, tally.kinds, odd)}
    return [SampleView(view, chosen[view.id]) for view in work.queries.letters_with_ids(list(chosen))]
