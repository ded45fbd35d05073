"""Somebody comes back from an identity provider: who are they to us? A BSN becomes our id here, and goes no further."""

from dataclasses import dataclass
from hmac import compare_digest

from services.intake.application.sign_in.ports import ClosedDoor, SignInWorks
from services.intake.domain.mapping.fields import is_accepted_bsn, number_of_person
from services.intake.domain.sign_in.attempts import Answer, Attempt, Claimed, Entered, NotLetIn, Why
from services.intake.domain.sign_in.marks import marks_of
from shared.access import Role, Scope, allowed
from shared.doors import SignInDoor
from shared.granting import Door, account_of, user_id_of


@dataclass(frozen=True, slots=True)
class FinishSignIn:
    """`back`: the same address as it was begun with."""

    door: SignInDoor
    attempt: Attempt
    answer: Answer
    back: str


@allowed(*Role, scope=Scope.NOBODY)
def finish_sign_in(works: SignInWorks, command: FinishSignIn) -> Entered:
    """Raises NotLetIn, ClosedDoor and ProviderAway."""
    if command.door not in works.providers:
        raise ClosedDoor(command.door)
    answer = command.answer
    if not compare_digest(answer.state.encode(), command.attempt.state.encode()):
        raise NotLetIn(Why.STALE, "another state")
    if answer.error or not answer.code:
        raise NotLetIn(Why.STOPPED, "no code")
    claimed = works.providers[command.door].finish(command.attempt, answer, command.back)
    if command.door is SignInDoor.CLIENT:
        return _client(works, claimed)
    return _granted(works, Door(command.door.value), claimed)


def _granted(works: SignInWorks, door: Door, claimed: Claimed) -> Entered:
    account = account_of(claimed.holder)
    with works.read() as work:
        grants = works.grants.of(door, account, work.today) if account else ()
    if not grants:
        raise NotLetIn(Why.UNKNOWN, "no grant")
    came, holds = SignInDoor(door.value), tuple(grant.grant_id for grant in grants)
    return Entered(came, user_id_of(door, account), holds, *marks_of(works.mark, came, claimed))


def _client(works: SignInWorks, claimed: Claimed) -> Entered:
    """Who comes for a client sees that client only, under an id of their own, also when they are a client too."""
    holder = _bsn(works, claimed.holder)
    represented = _bsn(works, claimed.represented) if claimed.represented is not None else holder
    with works.read() as work:
        if represented not in work.persons.transferred_with([represented]):
            raise NotLetIn(Why.UNKNOWN, "no client")
        client = work.identities.client_id(represented)
        user_id = client if holder == represented else work.identities.representative_id(holder)
    return Entered(SignInDoor.CLIENT, user_id, (client,), *marks_of(works.mark, SignInDoor.CLIENT, claimed))


def _bsn(works: SignInWorks, text: str) -> str:
    number = number_of_person(text.strip())
    if not is_accepted_bsn(number, works.accept_demo_numbers):
        raise NotLetIn(Why.UNKNOWN, "no number of a person")
    return number
