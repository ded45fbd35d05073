"""Whom somebody is to us who comes back from an identity provider: the use cases, without a provider and a database."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from services.intake.application.sign_in.begin_sign_in import BeginSignIn, begin_sign_in
from services.intake.application.sign_in.choose_grant import ChooseGrant, choose_grant
from services.intake.application.sign_in.end_session import SECONDS_MAX
from services.intake.application.sign_in.end_sessions import EndSessions, end_sessions
from services.intake.application.sign_in.finish_sign_in import FinishSignIn, finish_sign_in
from services.intake.application.sign_in.list_choices import ListChoices, list_choices
from services.intake.application.sign_in.ports import ClosedDoor, IdentityProvider
from services.intake.application.sign_in.sign_out import SignOut, sign_out
from services.intake.application.sign_in.sweep_sessions import SweepSessions, sweep_sessions
from services.intake.domain.person.persons import Person, Transfer
from services.intake.domain.sign_in.attempts import (
    Answer,
    Attempt,
    Claimed,
    Entered,
    NotLetIn,
    NotSignedOut,
    SignedOutThere,
    Why,
)
from shared.access import Role
from shared.doors import SignInDoor
from shared.granting import Door, Grant, user_id_of
from shared.messaging.failures import Refused
from shared.web.sessions import SESSION_SECONDS
from tests.support.granting import GrantsInMemory
from tests.support.intake_in_memory import IDENTITIES, TODAY, WorkInMemory, WorksInMemory
from tests.unit.intake.delivered import BSNS

OWN, NEIGHBOUR, HELD_BACK, STRANGER = BSNS[:4]
ATTEMPT = Attempt("state", "nonce", "verifier")
ANSWER = Answer("state", "code", "", "")
BACK = "http://localhost/back"
ACCOUNT = "noor@town.example"
NOW = 1_420_000_000


@dataclass
class ProviderInMemory:
    """Says that everybody is this one."""

    claimed: Claimed
    asked: list[Answer] = field(default_factory=list)

    def begin(self, back: str, *, anew: bool) -> tuple[Attempt, str]:
        return ATTEMPT, f"https://provider.example?back={back}&anew={anew}"

    def finish(self, attempt: Attempt, answer: Answer, back: str) -> Claimed:
        self.asked.append(answer)
        return self.claimed

    def sign_out_address(self, back: str) -> str | None:
        return f"https://provider.example/out?back={back}"

    def signed_out(self, token: str) -> SignedOutThere:
        """`token`: subject, session and the name of the token, with commas between them."""
        subject, session, token_id = token.split(",")
        return SignedOutThere(subject, session, token_id, NOW + 60)


@dataclass
class SignInWorksInMemory:
    works: WorksInMemory
    providers: Mapping[SignInDoor, IdentityProvider]
    grants: GrantsInMemory
    accept_demo_numbers: bool = False
    seconds: int = NOW

    def mark(self, *words: str) -> str:
        return " ".join(words)

    def now(self) -> int:
        return self.seconds

    def begin(self) -> AbstractContextManager[WorkInMemory]:
        return self.works.begin()

    def read(self) -> AbstractContextManager[WorkInMemory]:
        return self.works.read()


def works_of(claimed: Claimed, *doors: SignInDoor) -> SignInWorksInMemory:
    works = WorksInMemory()
    providers: dict[SignInDoor, IdentityProvider] = {door: ProviderInMemory(claimed) for door in doors}
    transfer = Transfer("", "", 1, "")
    for bsn, accepted in ((OWN, transfer), (NEIGHBOUR, transfer), (HELD_BACK, None)):
        moved = replace(transfer, client_id=IDENTITIES.client_id(bsn)) if accepted else None
        works.kept.persons["5509", bsn] = Person("5509", bsn, "0321", "d", "", "", bsn=bsn, transfer=moved)
    return SignInWorksInMemory(works, providers, GrantsInMemory())


def grant(grant_id: str, **different: object) -> Grant:
    one = Grant(grant_id, Door.STAFF, ACCOUNT, "Noor", Role.CASEWORKER, frozenset({"0321"}), "", TODAY, None)
    return replace(one, **different)  # type: ignore[arg-type]


def finish(works: SignInWorksInMemory, door: SignInDoor, answer: Answer = ANSWER) -> Entered:
    return finish_sign_in(works, FinishSignIn(door, ATTEMPT, answer, BACK))


def enter(door: SignInDoor, holder: str, represented: str | None = None, *grants: Grant) -> Entered:
    works = works_of(Claimed(holder, represented), door)
    for each in grants:
        works.grants.grant(each)
    return finish(works, door)


@pytest.mark.parametrize("typed", [ACCOUNT, "Noor@Town.EXAMPLE", f" {ACCOUNT}\n"])
def test_an_account_gets_all_that_it_holds_today(typed: str) -> None:
    ended, later = date(2014, 1, 1), TODAY + timedelta(days=1)
    held = [grant("a"), grant("b", role=Role.FINANCE), grant("over", begins_on=ended, ends_on=ended)]
    found = enter(SignInDoor.STAFF, typed, None, *held, grant("later", begins_on=later))
    assert (found.door, found.user_id, found.holds) == (SignInDoor.STAFF, user_id_of(Door.STAFF, ACCOUNT), ("a", "b"))


@pytest.mark.parametrize(
    ("typed", "held"),
    [("\u212aees@town.example", "kees@town.example"), ("Ab3XYZ", "ab3xyz"), ("ab3xyz", "Ab3XYZ")],
)
def test_an_account_that_only_looks_alike_is_another_one(typed: str, held: str) -> None:
    with pytest.raises(NotLetIn) as refused:
        enter(SignInDoor.STAFF, typed, None, grant("a", account=held))
    assert refused.value.why is Why.UNKNOWN


@pytest.mark.parametrize(
    "other",
    [
        grant("a", account="sam@town.example"),
        grant("a", door=Door.PROVIDER),
        grant("a", begins_on=TODAY + timedelta(days=1)),
        grant("a", ends_on=TODAY - timedelta(days=1), begins_on=date(2014, 1, 1)),
    ],
)
def test_who_holds_nothing_today_does_not_get_in(other: Grant) -> None:
    with pytest.raises(NotLetIn) as refused:
        enter(SignInDoor.STAFF, ACCOUNT, None, other)
    assert refused.value.why is Why.UNKNOWN


@pytest.mark.parametrize(
    ("holder", "represented", "client", "user"),
    [
        (OWN, None, OWN, IDENTITIES.client_id(OWN)),
        (OWN, OWN, OWN, IDENTITIES.client_id(OWN)),
        (NEIGHBOUR, OWN, OWN, IDENTITIES.representative_id(NEIGHBOUR)),
        (STRANGER, OWN, OWN, IDENTITIES.representative_id(STRANGER)),
    ],
)
def test_a_bsn_becomes_our_id(holder: str, represented: str | None, client: str, user: str) -> None:
    found = enter(SignInDoor.CLIENT, holder, represented)
    assert (found.door, found.user_id, found.holds) == (SignInDoor.CLIENT, user, (IDENTITIES.client_id(client),))


@pytest.mark.parametrize(
    ("holder", "represented"),
    [
        (STRANGER, None),
        (HELD_BACK, None),
        (OWN, STRANGER),
        (OWN, HELD_BACK),
        ("123456789", None),
        ("123456789", OWN),
        (OWN, "123456789"),
        ("", None),
        (OWN, ""),
        ("900000023", None),
        (f"{OWN}0", None),
        ("Noor", None),
    ],
)
def test_whom_we_cannot_place_does_not_get_in(holder: str, represented: str | None) -> None:
    with pytest.raises(NotLetIn) as refused:
        enter(SignInDoor.CLIENT, holder, represented)
    assert refused.value.why is Why.UNKNOWN
    assert OWN not in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (replace(ANSWER, state="another"), Why.STALE),
        (replace(ANSWER, state=""), Why.STALE),
        (replace(ANSWER, state="ståte"), Why.STALE),
        (replace(ANSWER, error="access_denied"), Why.STOPPED),
        (replace(ANSWER, code=""), Why.STOPPED),
    ],
)
def test_the_provider_is_not_asked_about_an_answer_that_is_none(answer: Answer, why: Why) -> None:
    works = works_of(Claimed(OWN, None), SignInDoor.CLIENT)
    with pytest.raises(NotLetIn) as refused:
        finish(works, SignInDoor.CLIENT, answer)
    assert refused.value.why is why
    assert works.providers[SignInDoor.CLIENT] == ProviderInMemory(Claimed(OWN, None))


def test_a_closed_door_leads_nowhere() -> None:
    works = works_of(Claimed(ACCOUNT, None), SignInDoor.STAFF)
    with pytest.raises(ClosedDoor):
        begin_sign_in(works, BeginSignIn(SignInDoor.CLIENT, BACK))
    with pytest.raises(ClosedDoor):
        finish(works, SignInDoor.CLIENT)
    assert sign_out(works, SignOut(SignInDoor.CLIENT, BACK)) is None
    assert sign_out(works, SignOut(SignInDoor.STAFF, BACK)) == f"https://provider.example/out?back={BACK}"


def test_one_chooses_among_the_grants_of_ones_own_account() -> None:
    works = works_of(Claimed(ACCOUNT, None), SignInDoor.STAFF)
    for each in (grant("a"), grant("b", role=Role.AUDITOR), grant("c", account="sam@town.example")):
        works.grants.grant(each)
    assert {each.grant_id for each in list_choices(works, ListChoices(Door.STAFF, "a"))} == {"a", "b"}
    assert choose_grant(works, ChooseGrant(Door.STAFF, "a", "b")).role is Role.AUDITOR
    for chosen in ("c", "", "made up"):
        with pytest.raises(Refused):
            choose_grant(works, ChooseGrant(Door.STAFF, "a", chosen))
    assert list_choices(works, ListChoices(Door.PROVIDER, "a")) == ()
    works.grants.withdraw("a")
    assert list_choices(works, ListChoices(Door.STAFF, "a")) == ()


def ends(told: str, subject: str = "noor", session: str = "") -> bool:
    """Whether a session of this person (and of this session there) ends at this word of the provider."""
    works = works_of(Claimed(ACCOUNT, None, subject, session), SignInDoor.STAFF)
    works.grants.grant(grant("a"))
    entered = finish(works, SignInDoor.STAFF)
    end_sessions(works, EndSessions(SignInDoor.STAFF, told))
    return bool({entered.subject, entered.at_provider} & set(works.works.kept.ended))


@pytest.mark.parametrize(
    ("told", "session", "over"),
    [
        ("noor,,1", "", True),
        ("noor,,1", "at the office", True),
        ("noor,at the office,1", "at the office", True),
        (",at the office,1", "at the office", True),
        ("noor,at home,1", "at the office", False),
        (",at home,1", "at the office", False),
        ("noor,at home,1", "", True),
        ("sam,,1", "", False),
        ("sam,,1", "at the office", False),
        ("sam,at home,1", "", False),
    ],
)
def test_a_provider_ends_the_session_that_it_names_and_without_one_all_of_the_person(
    told: str, session: str, over: bool
) -> None:
    """Of a session that came without a name nobody knows that it is another, so it ends too."""
    assert ends(told, session=session) is over


def test_a_word_of_a_provider_counts_once_and_at_its_own_door() -> None:
    works = works_of(Claimed(ACCOUNT, None, "noor"), SignInDoor.STAFF, SignInDoor.PROVIDER)
    end_sessions(works, EndSessions(SignInDoor.STAFF, "noor,,1"))
    with pytest.raises(NotSignedOut):
        end_sessions(works, EndSessions(SignInDoor.STAFF, "noor,,1"))
    ended = set(works.works.kept.ended)
    end_sessions(works, EndSessions(SignInDoor.PROVIDER, "noor,,1"))
    assert set(works.works.kept.ended) - ended, "the same name at another door is another person"
    with pytest.raises(ClosedDoor):
        end_sessions(works, EndSessions(SignInDoor.CLIENT, "noor,,2"))
    with pytest.raises(NotSignedOut):
        end_sessions(works, EndSessions(SignInDoor.STAFF, ",,3"))


def test_what_would_have_ended_by_itself_is_forgotten() -> None:
    works = works_of(Claimed(ACCOUNT, None), SignInDoor.STAFF)
    end_sessions(works, EndSessions(SignInDoor.STAFF, "noor,,1"))
    with works.begin() as work:
        assert sweep_sessions(work, SweepSessions(NOW + 61)) == 1, "the word itself"
        assert sweep_sessions(work, SweepSessions(NOW + SESSION_SECONDS)) == 0
        assert sweep_sessions(work, SweepSessions(NOW + SECONDS_MAX + 1)) == 2


def test_no_session_is_longer_than_its_end_is_known() -> None:
    assert SESSION_SECONDS < SECONDS_MAX
