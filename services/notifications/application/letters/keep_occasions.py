"""Keeps what letters are about when a step, an appointment, a decision or the end of a right is told, and lets it do
its work on letters that were not printed yet."""

from collections.abc import Sequence
from dataclasses import replace

from services.notifications.application.letters.follow_deaths import follow_deaths
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.after_yes import after_a_yes
from services.notifications.domain.letters.called_off import AT_THE_END, CANCELLED, letter_at, of_the_last
from services.notifications.domain.letters.kinds import (
    ABOUT_A_BUDGET,
    ABOUT_A_RIGHT,
    HEARING,
    OBJECTION_DECIDED,
    REMINDER,
)
from services.notifications.domain.letters.moved import BUT_CANCELLED, MOVED, compared, given_up_by
from services.notifications.domain.letters.occasion import Aftermath, Occasion, Told, joined
from services.notifications.domain.letters.step_occasions import earlier_hearings, reminding_of
from services.notifications.domain.letters.stopped import after_a_stop
from shared.access import system
from shared.messaging.revisions import Key


@system
def keep_occasions(work: LetterWork, told: Sequence[Told]) -> Sequence[Key]:
    """Of different clients. Returns the revisions of clients for which something waits now: what migration told last
    before this. It comes over the same topic, so it does not hang on the order of topics. What billing tells is
    about the revision that it names: a next one becomes complete by what billing tells after it. The same event again
    changes nothing."""
    for each in told:
        _let_it_work(work, each.aftermath)
    may_stop = [each.aftermath.client_id for each in told if _may_stop(each.aftermath)]
    follow_deaths(work, may_stop)
    fresh = _fresh(work, [occasion for each in told for occasion in each.occasions])
    work.waiting_letters.drop([occasion.letter_id for occasion in fresh])
    work.waiting_letters.add(fresh)
    return list(dict.fromkeys((occasion.client_id, occasion.revision) for occasion in fresh))


def _fresh(work: LetterWork, occasions: Sequence[Occasion]) -> Sequence[Occasion]:
    """Those that were not kept before; a half that finds its other half is whole."""
    ids = [occasion.letter_id for occasion in occasions]
    written, waiting = work.letters.known(ids), work.waiting_letters.with_ids(ids)
    newest = work.rights.newest([occasion.client_id for occasion in occasions])
    found = []
    for each in occasions:
        last_told = 0 if each.kind in ABOUT_A_BUDGET else newest.get(each.client_id, 0)
        occasion = replace(each, revision=max(each.revision, last_told))
        other = waiting.get(occasion.letter_id)
        if other is None and occasion.letter_id not in written:
            by_route = _by_the_route(work, occasion)
            found += [by_route] if by_route is not None else []
        elif other is not None and other.half is not None and other.half != occasion.half:
            found.append(joined(_of_objection(work, occasion), other))
    # The route can make another letter of it, which was told before when the same event comes again.
    there = work.letters.known([each.letter_id for each in found])
    return [each for each in found if each.letter_id not in there]


def _by_the_route(work: LetterWork, occasion: Occasion) -> Occasion | None:
    """With what was told before it, over the same topic: a reminder is about the appointment that stands, what moved is
    compared with what was there before, a decision on an objection knows a yes to the offer before it, and the end of a
    right that the route was stopped. None when there is nothing to tell by it."""
    if occasion.kind == CANCELLED and occasion.cause == AT_THE_END:
        return _called_off(work, occasion)
    if occasion.kind == REMINDER:
        return reminding_of(occasion, work.queries.client_route(occasion.client_id).appointment)
    if occasion.kind == MOVED:
        made = {each.appointment_id: each for each in work.queries.client_route(occasion.client_id).appointments}
        now = made[occasion.cause_id or ""]
        return compared(occasion, made.get(now.replaces or ""), now)
    if occasion.kind == HEARING:
        return _instead(work, occasion)
    if occasion.kind in ABOUT_A_RIGHT:
        return after_a_stop(occasion, work.queries.client_route(occasion.client_id))
    return _of_objection(work, occasion) if occasion.kind == OBJECTION_DECIDED else occasion


def _of_objection(work: LetterWork, occasion: Occasion) -> Occasion:
    return after_a_yes(occasion, work.queries.client_route(occasion.client_id))


def _called_off(work: LetterWork, letter: Occasion) -> Occasion | None:
    """It takes the place of the one that another appointment follows."""
    found = of_the_last(letter, work.queries.client_route(letter.client_id))
    if found is not None and found.cause_id is not None:
        work.letters.supersede_about(found.client_id, [found.cause_id])
        work.waiting_letters.replace_about(found.client_id, [found.cause_id])
    return found


def _instead(work: LetterWork, hearing: Occasion) -> Occasion:
    """An invitation to a hearing takes the place of those before it, and says so to who may have one of them."""
    earlier = earlier_hearings(work.queries.client_route(hearing.client_id), hearing.cause_id)
    if not earlier:
        return hearing
    work.letters.supersede_about(hearing.client_id, sorted(earlier))
    work.waiting_letters.replace_about(hearing.client_id, sorted(earlier))
    return replace(hearing, facts=hearing.facts | {"again"})


def _may_stop(aftermath: Aftermath) -> bool:
    return aftermath.goes_on or aftermath.stop is not None


def _let_it_work(work: LetterWork, aftermath: Aftermath) -> None:
    if aftermath.causes:
        causes, spares = sorted(aftermath.causes), aftermath.spares
        work.letters.supersede_about(aftermath.client_id, causes, spares)
        work.waiting_letters.replace_about(aftermath.client_id, causes, spares)
    if aftermath.undoes:
        given_up = sorted(given_up_by(work.queries.client_route(aftermath.client_id), aftermath.undoes))
        work.letters.supersede_about(aftermath.client_id, given_up, BUT_CANCELLED)
        work.waiting_letters.replace_about(aftermath.client_id, given_up, BUT_CANCELLED)
        at_the_end = [letter_at(aftermath.client_id, aftermath.undoes)]
        work.letters.supersede(sorted(work.letters.known(at_the_end)))
        work.waiting_letters.drop(at_the_end)
    if aftermath.kinds:
        work.letters.supersede_kinds(aftermath.client_id, aftermath.kinds)
        work.waiting_letters.replace_kinds(aftermath.client_id, aftermath.kinds)
    if _may_stop(aftermath):
        work.letter_stops.set(aftermath.client_id, aftermath.stop)
