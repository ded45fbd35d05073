"""The stores of notifications keep one contract, in memory as on SQLite: so a use case that works with one works with
the other."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import pytest

from services.notifications.adapters.client.events import (
    budget_from,
    contribution_from,
    plan_from,
    recipient_from,
    right_from,
    withdrawn_budget_from,
)
from services.notifications.adapters.letters import queries
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.notices import queries as notice_queries
from services.notifications.adapters.replies.outside.plan_files import PlanFolder
from services.notifications.adapters.route.events import (
    appointment_from,
    cancelled_from,
    decision_from,
    ended_from,
    step_from,
)
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.mailing.views import MailingFilter, Ready, RunFilter, RunList
from services.notifications.application.notices.views import ClientFilter, NoticeFilter, ProviderAnswerFilter
from services.notifications.application.replies.views import AnswerCounts, AnswerFilter, SilentFilter
from services.notifications.domain.client.recipient import HeldBack, Provider
from services.notifications.domain.client.revision import ClientFacts, ClientRevision
from services.notifications.domain.client.slip_code import slip_code
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import (
    ArticleLink,
    LetterState,
    WrittenLetter,
    fingerprint_of,
    letter_id,
    write_announcement,
)
from services.notifications.domain.letters.letter_json import body_of
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.representative import (
    PrintedLetter,
    Receivers,
    addressed,
    papers,
)
from services.notifications.domain.letters.slip import SlipFor
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate
from services.notifications.domain.mailing.looked import ALL
from services.notifications.domain.mailing.mailing import Mailing, Release, SentBack, closed, mailing_id
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    PrintRunHandedOver,
    PrintRunMade,
)
from services.notifications.domain.notices.answer import AnswerKind, AnswerTask, ProviderAnswered, provider_answer_id
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_client import CareEnd, ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import LastNotice, ProviderNoticeMade, ToldClient, notice_id
from services.notifications.domain.portal.visit import Visit
from services.notifications.domain.replies.answer import Answer, HandedIn, Owner, answer_id
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import BudgetStop, ConfirmedAppointment, OpenTerm, RightEnding
from services.notifications.settings import MEGABYTE
from shared.calendar.dutch import read_calendar
from shared.searching import sought
from tests.support.notifications import (
    DAY,
    Person,
    appointed,
    appointment_id,
    assessed,
    cancelled,
    decided,
    determined,
    granted,
    moved,
    open_bench,
    planned,
    right_ended,
    stepped,
    transferred,
    withdrawn,
)
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory
from tests.support.regions import demo_region
from tests.unit.notifications.letter_samples import GUARDIAN as RECORDED
from tests.unit.notifications.letter_samples import SENDER, TEXT, TOWN

Works = NotificationsWorks | WorksInMemory
T = TypeVar("T")
CALENDAR = read_calendar()
ONE, TWO, FAR = Person(1), Person(2, surname="Bakker"), Person(3, municipality="0356", surname="Zee")
OTHER_SENDER = replace(SENDER, phone="0341 - 12 34 56", team="Sociaal team")
HERE = frozenset({"0321"})
RUN = PrintRunMade("8d1f0f5e-0b7a-5f0e-8c55-7b1a6d3c2015", "0321", DAY, 4, (letter_id(ONE.id, 1), letter_id(TWO.id, 1)))

LATER = date(2014, 11, 5)
OUT = LetterTakenOut(letter_id(ONE.id, 1), ONE.id, RUN.run_id, "0321", LATER, "beheerder")
GONE = PrintRunHandedOver(RUN.run_id, "0321", LATER, "beheerder")
ANSWER = Answer(
    answer_id=answer_id(ONE.id, 1),
    client_id=ONE.id,
    municipality="0321",
    kind="plan-attached",
    channel="portal",
    received_on=DAY,
    appointment_id=appointment_id(1),
    wish="dinsdag",
    note="twee\nregels",
    file=HandedIn("pdf", 12, "0" * 64),
    taken_by="client",
    owner="Loket",
    owner_id="",
    of_team=True,
    due_on=date(2014, 11, 6),
    done_on=None,
)


def on_sqlite(folder: Path) -> NotificationsWorks:
    database = open_bench(folder).service.database
    plan_files = PlanFolder(folder / "plans", MEGABYTE)
    return NotificationsWorks(database, demo_region(), CALENDAR, RunFolder(folder / "print"), plan_files)


def in_memory(_folder: Path) -> WorksInMemory:
    return WorksInMemory(WorkInMemory(SENDER, DAY))


@pytest.fixture(params=[in_memory, on_sqlite], ids=lambda each: each.__name__)
def works(request: pytest.FixtureRequest, tmp_path: Path) -> Works:
    opened: Callable[[Path], Works] = request.param
    return opened(tmp_path)


def letter_to(person: Person) -> WrittenLetter:
    recipient, right = recipient_from(transferred(person)), right_from(determined(person))
    plan = plan_from(planned(person)) if right.needs_plan else None
    contribution = contribution_from(assessed(person))
    return write_announcement(ClientRevision(recipient, right, plan, contribution, None), TEXT, TOWN, CALENDAR)


def with_letters(works: Works, *people: Person) -> None:
    with works.begin() as work:
        work.letters.add([letter_to(person) for person in people])


def states(works: Works) -> dict[str, tuple[str, str | None]]:
    with works.read() as work:
        found = work.queries.letters(frozenset({"0321", "0356"}), LetterFilter())
    return {letter.id: (letter.state, letter.reason) for letter in found}


def right_at(agb: str, client: Person, municipality: str = "0321", until: date = date(2015, 6, 30)) -> EndingRight:
    line = NoticeLine(client.id, client.function_id, "BGI", until, transport=True, in_use=False)
    return EndingRight(Provider(agb, f"Zorggroep {agb}"), municipality, line)


PLACES = frozenset({"0321", "0356"})
MINE = ClientFilter(agb="98990001", own=True)


def provider_client(
    person: Person,
    agb: str = "98990001",
    *,
    municipality: str = "0321",
    stage: Stage = Stage.PLANNED,
    day: date | None = date(2015, 2, 9),
    until: date | None = date(2015, 6, 30),
    weeks: int | None = None,
    handover: bool = False,
    pgb: tuple[date, int] | None = None,
) -> ProviderClient:
    provider, number = Provider(agb, f"Zorggroep {agb}"), person.function_id.partition("-")[0]
    pgb_until, pgb_weeks = pgb or (None, None)
    return ProviderClient(
        provider,
        municipality,
        person.id,
        number,
        "Begeleiding individueel",
        stage,
        day,
        until,
        weeks,
        handover,
        pgb_until,
        pgb_weeks,
        ENDS,
    )


ENDS = (CareEnd("Begeleiding in een groep", date(2015, 3, 3)), CareEnd("Begeleiding individueel", date(2015, 6, 30)))


def provider_answer(number: int = 1, agb: str = "98990001", **change: Any) -> ProviderAnswered:
    found = ProviderAnswered(
        answer_id=provider_answer_id(agb, ONE.id, number),
        agb=agb,
        provider=f"Zorggroep {agb}",
        municipality="0321",
        client_id=ONE.id,
        kind=AnswerKind.IN_CARE_SINCE,
        since=date(2014, 9, 1),
        text="",
        received_on=DAY,
        received_from="planner",
        due_on=date(2014, 11, 10),
        number=number,
    )
    return replace(found, **change)


@pytest.fixture
def providers(works: Works) -> Works:
    """Of one provider three clients, of another one; one of the three lives elsewhere."""
    found = [
        provider_client(ONE, day=date(2015, 3, 2)),
        provider_client(
            TWO, stage=Stage.HELD, day=date(2015, 2, 3), until=date(2015, 4, 30), weeks=8, pgb=(date(2015, 1, 31), 0)
        ),
        provider_client(ONE, "98990002", stage=Stage.UNPLANNED, day=None, until=None),
        provider_client(
            Person(3), municipality="0356", stage=Stage.STAYS, day=date(2015, 5, 1), until=date(2015, 12, 31)
        ),
    ]
    with works.begin() as work:
        work.provider_clients.replace([ONE.id], [provider_client(ONE, stage=Stage.ENDED)])
        work.provider_clients.replace([each.client_id for each in found], found)
        work.provider_clients.replace([], [])
    return works


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        pytest.param(MINE, ["1", "2", "3"], id="a-provider-sees-its-own-by-what-is-next"),
        pytest.param(replace(MINE, agb="98990002"), ["1"], id="another-provider"),
        pytest.param(replace(MINE, agb="98990009"), [], id="one-without-clients"),
        pytest.param(replace(MINE, municipality="0356"), ["3"], id="of-one-municipality"),
        pytest.param(replace(MINE, stage=Stage.HELD), ["2"], id="of-one-stage"),
        pytest.param(replace(MINE, first=date(2015, 4, 1), last=date(2015, 4, 30)), ["2"], id="a-right-ends-in-april"),
        pytest.param(
            replace(MINE, first=date(2015, 5, 1), last=date(2015, 5, 31)), ["3"], id="a-decision-holds-in-may"
        ),
        pytest.param(replace(MINE, coming_from=date(2015, 4, 30)), ["2", "3", "1"], id="what-is-to-come"),
        pytest.param(replace(MINE, past_before=date(2015, 5, 1)), ["2"], id="what-is-over"),
        pytest.param(replace(MINE, coming_from=date(2015, 3, 8)), ["1", "2", "3"], id="a-conversation-in-this-week"),
        pytest.param(replace(MINE, coming_from=date(2015, 3, 9)), ["2", "3", "1"], id="one-in-the-week-before"),
        pytest.param(replace(MINE, coming_from=date(2015, 5, 2)), ["1", "3"], id="the-end-of-care-that-was-decided"),
        pytest.param(
            replace(MINE, past_before=date(2016, 1, 1), descending=True),
            ["3", "1", "2"],
            id="all-is-over-the-last-first",
        ),
        pytest.param(replace(MINE, agb="98990002", coming_from=date(2015, 4, 30)), ["1"], id="of-no-known-day"),
        pytest.param(replace(MINE, descending=True), ["3", "2", "1"], id="the-other-way-round"),
        pytest.param(replace(MINE, order="until"), ["2", "1", "3"], id="by-the-end"),
        pytest.param(replace(MINE, offset=1, limit=1), ["2"], id="a-page"),
        pytest.param(ClientFilter(municipalities=frozenset({"0321"})), ["1", "2", "1"], id="our-staff"),
        pytest.param(ClientFilter(municipalities=PLACES, agb="98990002"), ["1"], id="our-staff-about-one-provider"),
        pytest.param(ClientFilter(municipalities=frozenset()), [], id="staff-of-nowhere"),
    ],
)
def test_clients_of_providers_come_as_they_are_asked_for(
    providers: Works, wanted: ClientFilter, numbers: list[str]
) -> None:
    with providers.read() as work:
        found = work.queries.provider_clients(wanted)
        total = work.queries.count_provider_clients(wanted)
    assert [each.number[-1] for each in found] == numbers
    assert total == (3 if wanted.limit else len(numbers))


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("order", ["next", "number", "until"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("seen", [MINE, ClientFilter(municipalities=PLACES)])
def test_what_happens_in_some_days_is_listed_once_whether_few_rights_end_or_many(
    providers: Works, seen: ClientFilter, order: str, descending: bool, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_queries, "FEW", few)
    wanted = replace(seen, order=order, descending=descending)
    with providers.read() as work:
        everybody = work.queries.provider_clients(wanted)
        for first, last in combinations([date(2015, month, 1) for month in range(2, 8)], 2):
            there = [
                each
                for each in everybody
                if any(day is not None and first <= day <= last for day in (each.next_day, each.until))
            ]
            asked = replace(wanted, first=first, last=last)
            assert work.queries.provider_clients(asked) == there
            assert work.queries.count_provider_clients(asked) == len(there)
            coming = {each.number: each.coming_day(last) for each in there}
            found = work.queries.provider_clients(replace(asked, coming_from=last))
            assert {each.number for each in found} == {number for number, day in coming.items() if day is not None}
            if order == "next":
                days = [each.coming_day(last) or date.min for each in found]
                assert days == sorted(days, reverse=descending)
            over = [
                *work.queries.provider_clients(replace(asked, lasting_on=last)),
                *work.queries.provider_clients(replace(asked, past_before=last)),
            ]
            nothing = {number for number, day in coming.items() if day is None}
            assert {each.number for each in over} == nothing


@pytest.mark.parametrize("order", ["next", "number", "until"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "seen", [MINE, ClientFilter(municipalities=PLACES), ClientFilter(municipalities=frozenset({"0321"}))]
)
def test_a_page_far_behind_is_the_same_read_from_the_end(
    providers: Works, seen: ClientFilter, order: str, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = replace(seen, order=order, descending=descending)
    with providers.read() as work:
        whole = work.queries.provider_clients(wanted)
        assert len(whole) == work.queries.count_provider_clients(wanted) > 2
        monkeypatch.setattr(notice_queries, "FAR", 0)
        for offset in range(6):
            page = work.queries.provider_clients(replace(wanted, offset=offset, limit=2))
            assert page == whole[offset : offset + 2]


def test_one_client_of_a_provider_comes_back_as_it_was(providers: Works) -> None:
    with providers.read() as work:
        assert work.queries.provider_client("98990001", ONE.id) == provider_client(ONE, day=date(2015, 3, 2))
        assert work.queries.provider_client("98990009", ONE.id) is None
        with_pgb = work.queries.provider_client("98990001", TWO.id)
        assert with_pgb is not None
        assert (with_pgb.pgb_until, with_pgb.pgb_weeks) == (date(2015, 1, 31), 0)
        assert [one.client_id for one in work.provider_clients.at({"0356"})] == [Person(3).id]


def test_a_round_is_held_once_where_providers_are(providers: Works) -> None:
    with providers.begin() as work:
        assert work.notice_rounds.municipalities() == {"0321": None, "0356": None}
        work.notice_rounds.keep({"0321"}, DAY)
        work.notice_rounds.keep({"0321"}, LATER)
        assert work.notice_rounds.municipalities() == {"0321": LATER, "0356": None}


def test_an_answer_is_somebodys_and_then_done(works: Works) -> None:
    first, second = (
        provider_answer(),
        provider_answer(2, kind=AnswerKind.CANNOT_WAIT, since=None, text="Bel ons.", due_on=DAY),
    )
    other = provider_answer(1, "98990002", municipality="0356")
    with works.begin() as work:
        for each in (first, second, other):
            assert work.provider_answers.add(each)
        assert not work.provider_answers.add(first), "another one of this number came at the same moment"
        assert (work.provider_answers.count("98990001", ONE.id), work.provider_answers.count("98990003", ONE.id)) == (
            2,
            0,
        )
        assert work.provider_answers.task("nobody") is None
        work.provider_answers.take(first.answer_id, "noor", "Noor")
        work.provider_answers.finish(first.answer_id, LATER, "noor", "Klopt.")
    with works.read() as work:
        assert work.provider_answers.task(first.answer_id) == AnswerTask(first, "noor", "Noor", LATER, "noor", "Klopt.")
        assert work.queries.last_answers("98990001", [ONE.id]) == {("98990001", ONE.id): second}
        assert set(work.queries.last_answers(None, [ONE.id, TWO.id])) == {("98990001", ONE.id), ("98990002", ONE.id)}

        def listed(**wanted: Any) -> list[ProviderAnswered]:
            asked = replace(ProviderAnswerFilter(municipalities=PLACES), **wanted)
            found = [each.answer for each in work.queries.provider_answers(asked)]
            assert work.queries.count_provider_answers(replace(asked, offset=0, limit=None)) >= len(found)
            return found

        assert listed() == [second, other]
        assert listed(done=None, order="received", descending=True, limit=3).count(first) == 1
        assert listed(done=True) == [first]
        assert listed(municipalities=frozenset({"0356"})) == listed(municipality="0356") == [other]
        assert listed(kind=AnswerKind.CANNOT_WAIT) == [second]
        assert listed(late_on=date(2014, 11, 4)) == [second]
        assert listed(offset=1, limit=1) == [other]


def test_what_is_kept_of_a_client_comes_back_as_it_was(works: Works) -> None:
    recipient, right = recipient_from(transferred(ONE)), right_from(determined(ONE))
    plan, budget, contribution = plan_from(planned(ONE)), budget_from(granted(ONE)), contribution_from(assessed(ONE))
    with works.begin() as work:
        work.recipients.add([recipient])
        work.rights.add([right])
        work.plans.add([plan])
        work.budgets.keep([budget])
        work.contributions.add([contribution])
    with works.read() as work:
        assert work.queries.client_facts(ONE.id) == ClientFacts(recipient, right, plan, budget, contribution)
        assert work.queries.client_facts(TWO.id) is None


def test_only_what_is_newer_is_added(works: Works) -> None:
    first, second = (recipient_from(transferred(replace(ONE, revision=number))) for number in (1, 2))
    with works.begin() as work:
        assert list(work.recipients.add([second])) == [second]
        other = recipient_from(transferred(TWO))
        assert list(work.recipients.add([first, other])) == [other]
        assert work.recipients.newest([ONE.id, FAR.id]) == {ONE.id: 2}


def test_older_revisions_are_forgotten_and_others_stay(works: Works) -> None:
    with works.begin() as work:
        for number in (1, 2, 3):
            work.recipients.add([recipient_from(transferred(replace(ONE, revision=number)))])
        work.recipients.add([recipient_from(transferred(TWO))])
        work.recipients.forget_before([(ONE.id, 2)])
        assert set(work.recipients.of([(ONE.id, number) for number in (1, 2, 3)])) == {(ONE.id, 2), (ONE.id, 3)}
        assert set(work.recipients.of([(TWO.id, 1)])) == {(TWO.id, 1)}


def test_holding_back_counts_for_all_revisions_of_the_client(works: Works) -> None:
    with works.begin() as work:
        for number in (1, 2):
            work.recipients.add([recipient_from(transferred(replace(ONE, revision=number)))])
        work.recipients.add([recipient_from(transferred(TWO))])
        work.recipients.hold_back([HeldBack(ONE.id, 7)])
        kept = work.recipients.of([(ONE.id, 1), (ONE.id, 2), (TWO.id, 1)])
    assert [kept[key].held_back_rows for key in ((ONE.id, 1), (ONE.id, 2), (TWO.id, 1))] == [7, 7, 0]


def test_people_are_shown_as_they_are_known_now(works: Works) -> None:
    with works.begin() as work:
        for number in (1, 2):
            work.recipients.add([recipient_from(transferred(replace(ONE, revision=number, surname=f"N{number}")))])
    with works.read() as work:
        assert {id_: who.surname for id_, who in work.queries.people([ONE.id, TWO.id]).items()} == {ONE.id: "N2"}


def test_the_latest_letter_is_the_one_of_the_highest_revision(works: Works) -> None:
    with_letters(works, ONE, replace(ONE, revision=2, right_until="2015-07-31"))
    with works.read() as work:
        latest = work.letters.latest([ONE.id, TWO.id])
    newest = letter_to(replace(ONE, revision=2, right_until="2015-07-31"))
    assert list(latest) == [ONE.id]
    assert (latest[ONE.id].letter_id, latest[ONE.id].fingerprint) == (newest.letter_id, newest.fingerprint)


def test_a_letter_comes_back_with_its_text(works: Works) -> None:
    with_letters(works, ONE, replace(TWO, died_on="2014-10-01"))
    ids = [letter_id(TWO.id, 1), letter_id(ONE.id, 1), letter_id(FAR.id, 1)]
    with works.read() as work:
        (text,) = work.queries.texts(ids)
        dead, alive, absent = (work.queries.letter(id_) for id_ in ids)
    assert text.letter_id == ids[1]
    assert dead is not None
    assert (dead.template, dead.printed_in, dead.state) == (None, None, "withheld")
    assert alive is not None
    assert (alive.reason, alive.template) == (None, "announcement-4")
    assert absent is None


def test_a_letter_names_the_one_that_was_printed_before_it(works: Works) -> None:
    changed = [replace(ONE, revision=number, right_until=f"2015-0{number}-28") for number in (2, 3)]
    with_letters(works, ONE, *changed, TWO)
    first, second, third = (letter_id(ONE.id, number) for number in (1, 2, 3))
    named = f"Deze brief komt in de plaats van de brief van 3 november 2014 met kenmerk {first[:8].upper()}."
    with works.begin() as work:
        before = [text.sections[0].paragraphs[0] for text in work.queries.texts([second, third])]
        work.print_queue.mark_printed([first], RUN.run_id)
        work.letters.supersede([second])
        third_text, first_text, other = work.queries.texts([third, first, letter_id(TWO.id, 1)])
    assert named not in before
    assert third_text.sections[0].paragraphs[0] == named
    assert not any("in de plaats van" in text for text in (*first_text.texts(), *other.texts()))


def test_a_printed_letter_is_remarked_on_when_its_client_died_since(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with works.begin() as work:
        for person in (ONE, TWO, replace(ONE, revision=2, died_on="2014-11-04")):
            work.recipients.add([recipient_from(transferred(person))])
        assert [view.remark for view in work.queries.letters(HERE, LetterFilter())] == [None, None]
        work.print_queue.mark_printed([one, two], RUN.run_id)
    with works.read() as work:
        assert {view.id: view.remark for view in work.queries.letters_of_run(RUN.run_id)} == {
            one: "deceased",
            two: None,
        }
        opened = work.queries.letter(one)
        assert opened is not None
        assert (opened.state, opened.remark) == ("printed", "deceased")
        work.recipients.add([recipient_from(transferred(replace(ONE, revision=3)))])
        assert [view.remark for view in work.queries.letters_of_client(ONE.id)] == [None]


def test_a_letter_keeps_the_addresses_of_the_articles_that_it_cites(works: Works) -> None:
    with_letters(works, ONE)
    with works.read() as work:
        found = {link.cited: link.address for link in work.queries.links(letter_id(ONE.id, 1))}
        assert list(work.queries.links(letter_id(TWO.id, 1))) == []
    assert list(found) == ["Wmo 2015, artikel 8.3 lid 1", "Wmo 2015, artikel 8.3 lid 6"]
    assert all(address.startswith("https://wetten.overheid.nl/") for address in found.values())


def test_a_budget_stands_until_there_is_another_one(works: Works) -> None:
    first, third = (budget_from(granted(replace(ONE, revision=number))) for number in (1, 3))
    gone = withdrawn_budget_from(withdrawn(replace(ONE, revision=3)))
    there = budget_from(granted(replace(ONE, revision=3, municipality="0356")))
    keys = [(ONE.id, number) for number in (1, 2, 3, 4)] + [(TWO.id, 1)]
    here, moved = dict.fromkeys(keys, "0321"), dict.fromkeys(keys, "0356")
    with works.begin() as work:
        for each in (first, third, there, gone, budget_from(granted(replace(ONE, revision=2)))):
            work.budgets.keep([each])
        assert work.budgets.in_force(here) == dict(zip(keys, (first, first, gone, gone), strict=False))
        assert work.budgets.in_force(moved) == {keys[2]: there, keys[3]: there}
        work.budgets.forget_before([(ONE.id, 2), (TWO.id, 1)])
        assert work.budgets.in_force(here)[keys[1]] == first
        work.budgets.forget_before([(ONE.id, 4)])
        assert work.budgets.in_force(here) == {keys[2]: gone, keys[3]: gone}
        assert work.budgets.in_force(moved) == {keys[2]: there, keys[3]: there}


def test_what_changed_a_budget_since_is_not_of_that_revision(works: Works) -> None:
    """No announcement tells of a decision; the next revision and the own page do."""
    first = budget_from(granted(ONE))
    changed, again = replace(first, turn=2, gross=1, net=1), replace(first, turn=4, gross=2, net=2)
    keys = [(ONE.id, 1), (ONE.id, 2)]
    with works.begin() as work:
        work.recipients.add([recipient_from(transferred(ONE))])
        for each in (first, changed, again, changed):
            work.budgets.keep([each])
        assert work.budgets.in_force(dict.fromkeys(keys, "0321")) == {keys[0]: first, keys[1]: again}
        facts = work.queries.client_facts(ONE.id)
        assert facts is not None
        assert facts.budget == again
        work.budgets.forget_before([keys[1]])
        assert work.budgets.in_force(dict.fromkeys(keys, "0321")) == {keys[1]: again}


def test_only_what_is_ready_is_withheld_and_only_what_is_withheld_released(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with works.begin() as work:
        assert work.letters.withhold([one], "daarom") == {one}
        assert work.letters.withhold([one], "nogmaals") == frozenset()
    assert states(works) == {one: ("withheld", "daarom"), two: ("ready", None)}
    with works.begin() as work:
        assert work.letters.release([one, two]) == {one}
    assert states(works) == {one: ("ready", None), two: ("ready", None)}


def test_a_printed_letter_is_not_superseded_and_a_reason_goes_with_a_text(works: Works) -> None:
    died = replace(FAR, died_on="2014-10-01")
    with_letters(works, ONE, TWO, died)
    one, two, dead = (letter_id(person.id, 1) for person in (ONE, TWO, died))
    with works.begin() as work:
        work.print_queue.mark_printed([one], RUN.run_id)
        work.letters.withhold([two], "daarom")
        work.letters.supersede([one, two, dead])
    found = states(works)
    assert (found[one][0], found[two]) == ("printed", ("superseded", None))
    assert found[dead] == ("superseded", "Deze persoon is overleden.")


def test_only_ready_letters_wait_and_are_printed(works: Works) -> None:
    with_letters(works, ONE, TWO, FAR)
    one, two, far = (letter_id(person.id, 1) for person in (ONE, TWO, FAR))
    with works.begin() as work:
        work.letters.withhold([two], "daarom")
        waiting = {each.letter_id: each for each in work.print_queue.waiting()}
        assert set(waiting) == {one, far}
        assert (waiting[far].client_id, waiting[far].municipality) == (FAR.id, "0356")
        assert work.print_queue.mark_printed([one, two], RUN.run_id) == 1
    assert states(works)[two] == ("withheld", "daarom")


def test_restoring_a_run_marks_whatever_came_after_it(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with works.begin() as work:
        work.letters.withhold([one], "daarom")
        work.letters.supersede([two])
        work.print_queue.restore_printed(RUN)
    assert states(works) == {one: ("printed", None), two: ("printed", None)}
    with works.read() as work:
        assert {letter.id for letter in work.queries.letters_of_run(RUN.run_id)} == {one, two}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (LetterFilter(), [TWO, ONE]),
        (LetterFilter(sought=sought("BAKK")), [TWO]),
        (LetterFilter(sought=sought("van der voorb")), [ONE]),
        (LetterFilter(sought=sought("%")), []),
        (LetterFilter(sought=sought(letter_id(ONE.id, 1)[:8].upper())), [ONE]),
        (LetterFilter(sought=sought("A.B. van der Voorbeeld")), [ONE]),
        (LetterFilter(sought=sought("Q. van der Voorbeeld")), []),
        (LetterFilter(sought=sought("31-12-1899")), []),
        (LetterFilter(descending=True), [ONE, TWO]),
        (LetterFilter(order="date"), [TWO, ONE]),
        (LetterFilter(to_take_out=True), []),
        (LetterFilter(client_id=TWO.id), [TWO]),
        (LetterFilter(state="withheld"), []),
        (LetterFilter(municipality="0356"), []),
        (LetterFilter(offset=1, limit=1), [ONE]),
    ],
)
def test_letters_are_listed_by_surname_within_the_filter(
    works: Works, wanted: LetterFilter, found: Sequence[Person]
) -> None:
    with_letters(works, ONE, FAR, TWO)
    with works.read() as work:
        assert [letter.client_id for letter in work.queries.letters(HERE, wanted)] == [each.id for each in found]
        assert work.queries.count_letters(HERE, wanted) == (2 if wanted.offset else len(found))


@pytest.mark.parametrize("order", ["name", "date"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_page_that_is_read_from_the_end_is_the_same(
    works: Works, order: str, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    namesake = replace(ONE, number=77)
    with_letters(works, ONE, TWO, namesake, replace(ONE, revision=2))
    everything = LetterFilter(order=order, descending=descending)
    with works.read() as work:
        ids = [letter.id for letter in work.queries.letters(HERE, everything)]
        monkeypatch.setattr(queries, "FAR", 0)
        for offset in range(len(ids) + 2):
            page = work.queries.letters(HERE, replace(everything, offset=offset, limit=2))
            assert [letter.id for letter in page] == ids[offset : offset + 2]
    assert len(ids) == 4


def test_letters_are_counted_by_state_in_the_municipalities_asked_for(works: Works) -> None:
    with_letters(works, ONE, FAR, TWO)
    with works.begin() as work:
        printed = letter_id(ONE.id, 1)
        work.print_queue.mark_printed([printed], RUN.run_id)
        work.print_runs.add(replace(RUN, letter_ids=(printed,)))
    with works.read() as work:
        counts = work.queries.letter_counts(HERE)
        assert counts.per_state == {
            "ready": 1,
            "withheld": 0,
            "printed": 1,
            "returned": 0,
            "taken-out": 0,
            "superseded": 0,
        }
        assert counts.to_take_out == 0
        for state, number in counts.per_state.items():
            assert work.queries.count_letters(HERE, LetterFilter(state=state)) == number


def test_the_letters_of_a_client_come_newest_first(works: Works) -> None:
    with_letters(works, ONE, replace(ONE, revision=2, right_until="2015-07-31"), TWO)
    with works.read() as work:
        assert [letter.revision for letter in work.queries.letters_of_client(ONE.id)] == [2, 1]


def test_print_runs_are_kept_and_listed_newest_first(works: Works) -> None:
    later = replace(RUN, run_id=RUN.run_id.replace("8", "9", 1), made_on=date(2014, 11, 4), pages=8)
    with works.begin() as work:
        work.print_runs.add(RUN)
        work.print_runs.add(later)
        assert (work.print_runs.has(RUN.run_id), work.print_runs.has("nothing")) == (True, False)
        assert work.print_runs.ids() == {RUN.run_id, later.run_id}
    with works.read() as work:
        assert [(run.id, run.letters, run.pages) for run in work.queries.print_runs(HERE, RunFilter()).runs] == [
            (later.run_id, 2, 8),
            (RUN.run_id, 2, 4),
        ]
        oldest = RunFilter(descending=False, offset=0, limit=1)
        found = work.queries.print_runs(HERE, oldest)
        assert ([run.id for run in found.runs], found.total) == ([RUN.run_id], 2)
        assert work.queries.print_runs(frozenset({"0356"}), RunFilter()) == RunList([], 0, 0)
        assert work.queries.print_runs(HERE, RunFilter(municipality="0356")) == RunList([], 0, 0)
        assert work.queries.print_run("nothing") is None


def test_only_what_lies_in_a_pile_is_taken_out_and_handed_over(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        assert not work.print_queue.take_out(OUT), "it was not printed"
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        assert not work.print_runs.hand_over(replace(GONE, run_id="nothing"))
        assert [work.print_queue.take_out(OUT) for _ in range(2)] == [True, False]
        assert [work.print_runs.hand_over(GONE) for _ in range(2)] == [True, False]
        work.print_queue.mark_handed_over(GONE)
        assert not work.print_queue.take_out(replace(OUT, letter_id=letter_id(TWO.id, 1))), "it is gone"
    assert states(works) == {letter_id(ONE.id, 1): ("taken-out", None), letter_id(TWO.id, 1): ("printed", None)}
    with works.read() as work:
        days = {view.id: (view.taken_out_on, view.handed_over_on) for view in work.queries.letters_of_run(RUN.run_id)}
        assert days == {letter_id(ONE.id, 1): (LATER, None), letter_id(TWO.id, 1): (None, LATER)}
        (run,) = work.queries.print_runs(HERE, RunFilter()).runs
        assert (run.handed_over_on, run.letters) == (LATER, 2)
        counts = work.queries.letter_counts(HERE).per_state
        assert (counts["printed"], counts["taken-out"]) == (1, 1)


def test_only_a_letter_in_a_pile_must_be_taken_out(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = RUN.letter_ids
    with works.begin() as work:
        for person in (ONE, TWO):
            work.recipients.add([recipient_from(transferred(replace(person, died_on="2014-11-04")))])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
    found = [to_take_out(works)]
    with works.begin() as work:
        work.print_queue.take_out(OUT)
    found.append(to_take_out(works))
    with works.begin() as work:
        work.print_runs.hand_over(GONE)
        work.print_queue.mark_handed_over(GONE)
    found.append(to_take_out(works))
    assert found == [({one, two}, 2, 2), ({two}, 1, 1), (set(), 0, 0)]
    with works.read() as work:
        apart = {view.id: (view.state, view.remark) for view in work.queries.letters_apart(RUN.run_id)}
        assert apart == {one: ("taken-out", None), two: ("printed", "handed-over")}


def to_take_out(works: Works) -> tuple[set[str], int, int]:
    """The letters that a list gives, and the numbers of the tiles and of the run."""
    with works.read() as work:
        listed = work.queries.letters(HERE, LetterFilter(to_take_out=True))
        assert len(listed) == work.queries.count_letters(HERE, LetterFilter(to_take_out=True))
        found = work.queries.print_runs(HERE, RunFilter())
        (run,), tile = found.runs, work.queries.letter_counts(HERE).to_take_out
        assert found.to_take_out == tile
        return {view.id for view in listed}, tile, run.to_take_out


def test_a_letter_is_restored_as_taken_out_before_and_after_its_run(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        work.print_queue.restore_taken_out(OUT)
        work.print_queue.restore_printed(RUN)
        work.print_queue.mark_handed_over(GONE)
        work.print_queue.restore_taken_out(replace(OUT, letter_id=letter_id(TWO.id, 1)))
    with works.read() as work:
        found = [(one.state, one.taken_out_on, one.handed_over_on) for one in work.queries.letters_of_run(RUN.run_id)]
    assert found == [("taken-out", LATER, None)] * 2


def test_ending_rights_are_replaced_per_client_and_come_per_list(works: Works) -> None:
    first, second = right_at("98990002", ONE), right_at("98990001", TWO)
    with works.begin() as work:
        work.ending_rights.replace([ONE.id, TWO.id], [first, second])
        assert list(work.ending_rights.at(PLACES)) == [second, first]
        assert work.ending_rights.of([ONE.id, "nobody"]) == {ONE.id: [first]}
        moved = right_at("98990001", ONE, municipality="0356")
        moved = replace(moved, youth=True)
        work.ending_rights.replace([ONE.id], [moved])
        work.ending_rights.replace([], [])
        assert list(work.ending_rights.at(PLACES)) == [second, moved]
        assert list(work.ending_rights.at({"0356"})) == [moved]


def notice(number: int, municipality: str = "0321", *, until: date = date(2015, 6, 30)) -> ProviderNoticeMade:
    right = right_at("98990001", ONE, municipality, until)
    known = provider_client(ONE, municipality=municipality, until=until)
    gone = provider_client(
        TWO, municipality=municipality, stage=Stage.ELSEWHERE, handover=True, weeks=4, pgb=(date(2015, 12, 31), 8)
    )
    told = (ToldClient(known, news=False), ToldClient(gone, news=True, gone=True))
    lines = (right.line,)
    return ProviderNoticeMade(
        notice_id("98990001", municipality, number),
        "98990001",
        municipality,
        right.provider.name,
        number,
        DAY,
        lines,
        told,
    )


def test_the_last_notice_of_a_list_is_the_one_with_the_highest_number(works: Works) -> None:
    first, second, other = notice(1), notice(2, until=date(2015, 7, 31)), notice(1, "0356")
    with works.begin() as work:
        work.notices.add([second, first, other])
        told = {each.told[0].client.municipality: each.told[0].client for each in (second, other)}
        assert work.notices.last(PLACES) == {
            ("98990001", "0321"): LastNotice(2, second.fingerprint, second.provider, {ONE.id: told["0321"]}),
            ("98990001", "0356"): LastNotice(1, other.fingerprint, other.provider, {ONE.id: told["0356"]}),
        }
        assert set(work.notices.last({"0356"})) == {("98990001", "0356")}
        assert work.notices.of([first.notice_id, notice(3).notice_id]) == {first.notice_id: first}
        work.notices.keep([replace(first, told=()), notice(3)])
        assert work.notices.of([first.notice_id])[first.notice_id].told == ()
    with works.read() as work:
        assert work.queries.notice(second.notice_id) == second
        assert work.queries.notice(notice(4).notice_id) is None


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (NoticeFilter("98990001", frozenset(), None, 0, 50), [("0321", 2), ("0321", 1), ("0356", 1)]),
        (NoticeFilter("98990001", frozenset(), "0356", 0, 50), [("0356", 1)]),
        (NoticeFilter(None, HERE, None, 0, 50), [("0321", 2), ("0321", 1)]),
        (NoticeFilter(None, HERE, None, 1, 1), [("0321", 1)]),
        (NoticeFilter("98990009", frozenset(), None, 0, 50), []),
    ],
)
def test_notices_are_seen_by_their_provider_or_municipality(
    works: Works, wanted: NoticeFilter, numbers: Sequence[tuple[str, int]]
) -> None:
    with works.begin() as work:
        work.notices.add([notice(1), notice(2, until=date(2015, 7, 31)), notice(1, "0356")])
    with works.read() as work:
        assert [(one.municipality, one.number) for one in work.queries.notices(wanted)] == list(numbers)
        assert work.queries.count_notices(wanted) == (2 if wanted.offset else len(numbers))


def print_and_fail(works: Works) -> None:
    with works.begin() as work:
        work.print_queue.mark_printed([letter_id(ONE.id, 1)], RUN.run_id)
        work.print_runs.add(RUN)
        raise ZeroDivisionError


def test_an_exception_undoes_the_transaction(works: Works) -> None:
    with_letters(works, ONE)
    with pytest.raises(ZeroDivisionError):
        print_and_fail(works)
    assert states(works) == {letter_id(ONE.id, 1): ("ready", None)}
    with works.read() as work:
        assert work.print_runs.ids() == frozenset()


GUARDIAN = replace(
    RECORDED,
    id="22222222-0000-4000-8000-000000000001",
    client_id=ONE.id,
    first_day=DAY,
    recorded_on=DAY,
)
MENTOR = replace(GUARDIAN, id="3" + GUARDIAN.id[1:], role="mentor", name="K. Bos", way="copy", last_day=LATER)


def test_who_gets_letters_comes_back_as_it_was_recorded_and_ends(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        assert [work.representatives.add(each) for each in (MENTOR, GUARDIAN, GUARDIAN)] == [True, True, False]
    with works.begin() as work:
        assert work.representatives.of([ONE.id, TWO.id]) == {ONE.id: [GUARDIAN, MENTOR]}
        assert (work.representatives.find(GUARDIAN.id), work.representatives.find(TWO.id)) == (GUARDIAN, None)
        ended = replace(GUARDIAN, last_day=LATER, ended_by="beheerder")
        work.representatives.end(ended)
    with works.read() as work:
        assert work.representatives.find(GUARDIAN.id) == ended


def test_a_letter_goes_to_who_was_recorded_and_its_copy_stands_behind_it(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with works.begin() as work:
        kept = work.queries.texts([one, two])
        for each in (GUARDIAN, MENTOR):
            work.representatives.add(each)
    with works.read() as work:
        name = recipient_from(transferred(ONE)).name
        to = work.queries.receivers_of(one)
        assert (to.instead, to.copies) == (GUARDIAN, (MENTOR,))
        assert work.queries.receivers_of(two) == Receivers()
        assert work.queries.texts([two, one]) == [kept[1], addressed(kept[0], name, to)]
        assert work.queries.papers([two, one]) == [kept[1], *papers(kept[0], name, to)]
        assert {each.letter_id: each.to for each in work.print_queue.waiting()} == {one: to.mark, two: ""}
        assert work.print_queue.marks([one, two]) == {one: to.mark}
        assert [each.letter_id for each in work.mailings.looked("0321", None).represented()] == [one]
        assert work.queries.printed_letters(ONE.id) == []
    with works.begin() as work:
        work.print_queue.mark_printed([one], RUN.run_id)
    with works.read() as work:
        assert work.queries.printed_letters(ONE.id) == [PrintedLetter("announcement", DAY)]
        assert list(work.mailings.looked("0321", None).represented()) == []


def test_a_ready_letter_can_get_another_sender_and_a_printed_one_keeps_its_words(works: Works) -> None:
    with_letters(works, ONE, TWO, FAR)
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with works.begin() as work:
        work.print_queue.mark_printed([two], RUN.run_id)
        said = work.queries.texts([one, two])
        work.print_queue.sign([one, two], OTHER_SENDER)
    with works.read() as work:
        after = work.queries.texts([one, two])
        assert after == [signed_by(said[0], OTHER_SENDER), said[1]]
        assert [letter.sender for letter in after] == [OTHER_SENDER, SENDER]
        latest = work.letters.latest([ONE.id])[ONE.id]
        assert latest.fingerprint == fingerprint_of(body_of(after[0]))


def test_ready_letters_are_counted_per_municipality(works: Works) -> None:
    with_letters(works, ONE, TWO, FAR)
    with works.begin() as work:
        work.print_queue.mark_printed([letter_id(ONE.id, 1)], RUN.run_id)
    with works.read() as work:
        assert work.queries.ready_letters(frozenset({"0321", "0356", "0331"})) == {
            "0321": Ready(1, 1),
            "0356": Ready(1, 1),
        }
        assert work.queries.ready_letters(HERE) == {"0321": Ready(1, 1)}


ASKED = replace(ANSWER, answer_id=answer_id(ONE.id, 2), kind="calls-back", received_on=LATER, due_on=date(2014, 11, 4))
FAR_AWAY = replace(ANSWER, answer_id=answer_id(FAR.id, 1), client_id=FAR.id, municipality="0356")


def with_answers(works: Works) -> None:
    with works.begin() as work:
        assert work.answers.add(ANSWER, 1)
        assert work.answers.add(ASKED, 2)
        assert work.answers.add(FAR_AWAY, 1)


def test_an_answer_comes_back_as_it_was_and_no_number_is_taken_twice(works: Works) -> None:
    with_answers(works)
    with works.begin() as work:
        assert not work.answers.add(ANSWER, 1)
        assert not work.answers.add(replace(ANSWER, answer_id=answer_id(ONE.id, 9)), 2)
    with works.read() as work:
        assert list(work.answers.of_client(ONE.id)) == [ASKED, ANSWER]
        assert work.answers.find(ANSWER.answer_id) == ANSWER
        assert work.answers.find(answer_id(ONE.id, 9)) is None


def test_only_an_open_answer_changes_hands_and_is_finished_once(works: Works) -> None:
    with_answers(works)
    with works.begin() as work:
        assert work.answers.assign(ANSWER.answer_id, Owner("Noor", "n"))
        assert work.answers.finish(ANSWER.answer_id, LATER, "Noor", "gebeld")
        assert not work.answers.finish(ANSWER.answer_id, LATER, "Sam", "")
        assert not work.answers.assign(ANSWER.answer_id, Owner("Sam", "s"))
        assert not work.answers.assign(answer_id(ONE.id, 9), Owner("Sam", "s"))
        done = work.answers.find(ANSWER.answer_id)
    assert done == replace(
        ANSWER, owner="Noor", owner_id="n", of_team=False, done_on=LATER, done_by="Noor", outcome="gebeld"
    )


BOTH = frozenset({"0321", "0356"})


@pytest.mark.parametrize(
    ("codes", "wanted", "found"),
    [
        (BOTH, AnswerFilter(), 3),
        (HERE, AnswerFilter(), 2),
        (BOTH, AnswerFilter(municipality="0356"), 1),
        (HERE, AnswerFilter(municipality="0356"), 0),
        (BOTH, AnswerFilter(kind="calls-back"), 1),
        (BOTH, AnswerFilter(state="done"), 0),
        (BOTH, AnswerFilter(state="all", client_id=ONE.id), 2),
        (BOTH, AnswerFilter(team=True), 3),
        (BOTH, AnswerFilter(owner_id="n"), 0),
        (BOTH, AnswerFilter(late_on=date(2014, 11, 5)), 1),
        (frozenset(), AnswerFilter(), 0),
    ],
)
def test_answers_are_found_by_what_is_wanted(
    works: Works, codes: frozenset[str], wanted: AnswerFilter, found: int
) -> None:
    with_answers(works)
    with works.read() as work:
        assert len(work.queries.answers(codes, wanted)) == work.queries.count_answers(codes, wanted) == found


def test_answers_are_in_the_order_and_the_part_that_is_wanted(works: Works) -> None:
    with_answers(works)
    with works.read() as work:

        def ids(**wanted: Any) -> list[str]:
            return [each.answer_id for each in work.queries.answers(HERE, AnswerFilter(**wanted))]

        assert ids(order="due") == [ASKED.answer_id, ANSWER.answer_id]
        assert ids(order="received") == ids(order="kind", descending=True) == [ANSWER.answer_id, ASKED.answer_id]
        assert ids(order="due", offset=1, limit=1) == [ANSWER.answer_id]
        assert work.queries.answer_counts(HERE, date(2014, 11, 5)) == AnswerCounts(2, 1, 2)
        assert work.queries.answer_counts(frozenset(), DAY) == AnswerCounts(0, 0, 0)


MADE = appointment_from(appointed(ONE, 1, madeOn="2014-11-10")).appointment
MOVED = appointment_from(moved(ONE, 2, 1, day="2015-02-12", madeOn="2014-11-20")).appointment
OTHER = appointment_from(appointed(TWO, 3, madeOn="2014-11-10", day="2015-01-20")).appointment
GONE_AGAIN = cancelled_from(cancelled(TWO, 3)).cancelled
STEP = step_from(
    stepped(ONE, "remind", "invited", "2014-12-01", 5, details={"number": 1, "answerBy": "2014-12-10"})
).step
APART = {"BGG": "2015-03-03", "BGI": "2015-06-30"}
DECIDED, ENDED = (
    decision_from(decided(ONE, replaces=decided(TWO).data["decisionId"], oldEnds=APART)).decision,
    ended_from(right_ended(ONE, "2015-04-30")).ended,
)


def test_terms_that_were_counted_again_run_after_their_step(works: Works) -> None:
    again = (OpenTerm("objection", date(2015, 4, 14), "Awb", "6:7"),)
    with works.begin() as work:
        work.steps.keep([STEP])
        work.steps.count_again(ONE.id, STEP.step_id, again)
        work.steps.count_again(TWO.id, STEP.step_id, again)
        work.steps.keep([STEP])
    with works.read() as work:
        assert work.queries.client_route(ONE.id).terms == again
        assert work.queries.client_route(TWO.id).told_steps == []


def test_what_migration_told_of_a_route_comes_back_once(works: Works) -> None:
    for _ in range(2):
        with works.begin() as work:
            work.appointments.keep([MADE, MOVED, OTHER])
            work.cancelled_appointments.keep([GONE_AGAIN])
            work.confirmed_appointments.keep([ConfirmedAppointment(ONE.id, MADE.appointment_id, LATER)])
            work.steps.keep([STEP])
            work.decisions.keep([DECIDED])
            work.rights_ended.keep([ENDED])
            work.rights_ending.keep([ENDING])
            work.budget_stops.keep(STOPS)
    with works.read() as work:
        route = work.queries.client_route(ONE.id)
        assert sorted(route.appointments, key=lambda each: each.day) == [MADE, MOVED]
        assert (list(route.told_steps), list(route.decisions)) == ([STEP], [DECIDED])
        assert (list(route.ended), list(route.ending)) == ([ENDED], [ENDING])
        assert route.confirmed_on(MADE.appointment_id) == LATER
        assert sorted(route.budget_stops, key=lambda each: each.weeks) == STOPS
        assert list(work.queries.client_route(TWO.id).cancelled) == [GONE_AGAIN]
        assert work.queries.client_route(FAR.id) == ClientRoute([], [], [], [], [], [], [], [])
        routes = work.queries.client_routes([ONE.id, TWO.id])
        assert list(routes) == [ONE.id, TWO.id]
        assert (list(routes[ONE.id].decisions), list(routes[TWO.id].cancelled)) == ([DECIDED], [GONE_AGAIN])
        code = slip_code(MADE.appointment_id, ONE.id)
        assert list(work.queries.appointments_with(code)) == [MADE]
        assert list(work.queries.appointments_with("2222222222")) == []


STOPS = [BudgetStop(ONE.id, date(2015, 12, 31), weeks, ("f-1", "f-2")) for weeks in (0, 8)]
ENDING = RightEnding(ONE.id, date(2015, 6, 30), 8, date(2015, 5, 5), ("f-1", "f-2"), False)
SINCE = SilentFilter(date(2014, 12, 1), {"0321": date(2014, 11, 21)})


def test_silent_are_those_whose_standing_appointment_nobody_spoke_of(works: Works) -> None:
    with works.begin() as work:
        work.appointments.keep([MADE, OTHER])

        def silent(**changes: Any) -> list[str]:
            wanted = replace(SINCE, **changes)
            found = [each.appointment_id for each in work.queries.silent(wanted)]
            assert len(found) == work.queries.count_silent(replace(wanted, offset=0, limit=None)) or wanted.limit
            return found

        assert silent() == [OTHER.appointment_id, MADE.appointment_id]
        assert silent(descending=True) == [MADE.appointment_id, OTHER.appointment_id]
        assert silent(offset=1, limit=1) == [MADE.appointment_id]
        assert silent(invited_by={"0321": date(2014, 11, 9)}) == []
        assert silent(invited_by={"0356": date(2014, 11, 21)}) == silent(invited_by={}) == []
        assert silent(today=date(2015, 1, 21)) == [MADE.appointment_id]
        work.cancelled_appointments.keep([GONE_AGAIN])
        assert silent() == [MADE.appointment_id]
        work.appointments.keep([MOVED])
        assert silent() == [MOVED.appointment_id]
        work.answers.add(replace(ANSWER, appointment_id=MOVED.appointment_id), 1)
        assert silent() == []


def test_who_said_anything_since_the_invitation_is_not_silent(works: Works) -> None:
    with works.begin() as work:
        work.appointments.keep([MADE])
        work.answers.add(replace(ANSWER, received_on=date(2014, 11, 9), appointment_id=None), 1)
        assert work.queries.count_silent(SINCE) == 1
        late = replace(ANSWER, answer_id=answer_id(ONE.id, 2), received_on=date(2014, 11, 10), appointment_id=None)
        work.answers.add(late, 2)
        assert work.queries.count_silent(SINCE) == 0


def test_people_are_found_by_the_day_of_birth_as_it_is_known_now(works: Works) -> None:
    with works.begin() as work:
        for person in (ONE, TWO, FAR):
            work.recipients.add([recipient_from(transferred(person))])
    born = recipient_from(transferred(ONE)).birth_date
    with works.read() as work:
        assert [each.client_id for each in work.queries.born_on(born, HERE)] == [TWO.id, ONE.id]
        assert list(work.queries.born_on(date(1900, 1, 1), HERE)) == []


def test_a_visit_comes_back_as_it_was_kept_last(works: Works) -> None:
    first = Visit(datetime(2015, 1, 1, 9, tzinfo=UTC), frozenset({"a"}), None, frozenset())
    with works.begin() as work:
        assert work.visits.of(ONE.id) is None
        work.visits.keep(ONE.id, first)
        assert work.visits.of(ONE.id) == first
        second = Visit(datetime(2015, 1, 2, 9, tzinfo=UTC), frozenset({"a", "b"}), first.last, first.seen)
        work.visits.keep(ONE.id, second)
        work.visits.keep(TWO.id, first)
    with works.read() as work:
        assert (work.visits.of(ONE.id), work.visits.of(TWO.id)) == (second, first)


def a_mailing(works: Works, number: int = 1, *, complete: bool = True, by: str = "noor") -> Mailing:
    with works.read() as work:
        gathered = work.mailings.looked("0321", None).letters(ALL)
    return closed("0321", number, gathered, Release(by, by.title(), DAY), complete=complete)


def test_ready_letters_gather_by_name_until_a_mailing_is_closed_over_them(works: Works) -> None:
    with_letters(works, ONE, TWO, FAR)
    ids = [letter_id(TWO.id, 1), letter_id(ONE.id, 1)]
    with works.read() as work:
        gathered = work.mailings.looked("0321", None).letters(ALL)
        assert [letter.letter_id for letter in gathered] == ids
        assert [(each.kind, each.postcode, each.house_number) for each in gathered] == [
            ("announcement", "3991AB", 12)
        ] * 2
        assert min(each.length for each in gathered) > 2_000
        assert work.queries.ready_municipalities() == {"0321", "0356"}
        (open_one,) = work.queries.mailings_gathering(HERE)
    made = a_mailing(works)
    assert (open_one.id, open_one.kinds, open_one.state) == (made.id, {"announcement": 2}, "gathering")
    with works.begin() as work:
        assert work.mailings.close(made, ids)
    with works.begin() as work:
        assert not work.mailings.close(replace(made, id=mailing_id("0321", 2), number=2), ids), "they are not free"
    with works.read() as work:
        assert work.mailings.find(made.id) == made
        assert [letter.letter_id for letter in work.mailings.looked("0321", made.id).letters(ALL)] == ids
        assert list(work.mailings.looked("0321", None).letters(ALL)) == []
        assert {each.letter_id for each in work.print_queue.released(DAY)} == set(ids)
        assert {each.letter_id for each in work.print_queue.waiting()} == {*ids, letter_id(FAR.id, 1)}
        assert work.queries.ready_letters() == {"0321": Ready(len(ids), 0), "0356": Ready(1, 1)}
        assert work.queries.mailings_gathering(HERE) == []


def test_letters_are_released_when_the_second_person_did_so(works: Works) -> None:
    with_letters(works, ONE, TWO)
    made, second = a_mailing(works, complete=False), Release("sam", "Sam", LATER)
    with works.begin() as work:
        work.mailings.close(made, [letter_id(ONE.id, 1), letter_id(TWO.id, 1)])
    with works.read() as work:
        assert list(work.print_queue.released(DAY)) == []
        assert work.queries.ready_letters(HERE) == {"0321": Ready(2, 2)}
    for first_time in (True, False):
        with works.begin() as work:
            assert work.mailings.complete(made.id, second) is first_time
    with works.read() as work:
        assert work.mailings.find(made.id) == replace(made, second=second, complete=True)
        assert len(work.print_queue.released(DAY)) == 2
        assert work.queries.mailing_states(made.id) == {"ready": 2}


def test_a_letter_that_left_the_mailing_is_counted_and_not_there_any_more(works: Works) -> None:
    with_letters(works, ONE, TWO)
    made = a_mailing(works)
    with works.begin() as work:
        work.mailings.close(made, [letter_id(ONE.id, 1), letter_id(TWO.id, 1)])
        work.letters.withhold([letter_id(ONE.id, 1)], "Overleden.")
    with works.read() as work:
        assert [letter.letter_id for letter in work.mailings.looked("0321", made.id).letters(ALL)] == [
            letter_id(TWO.id, 1)
        ]
        assert [letter.letter_id for letter in work.print_queue.released(DAY)] == [letter_id(TWO.id, 1)]
        assert work.queries.mailing_states(made.id) == {"ready": 1, "withheld": 1}
        assert work.queries.withheld_letters("0321") == {"Overleden.": 1}
        assert work.queries.withheld_letters("0356") == {}


def test_the_kinds_of_all_mailings_before_are_known_but_of_what_was_sent_back(works: Works) -> None:
    first, second = a_mailing(works), replace(a_mailing(works, number=2), kinds={"hearing": 2})
    with works.begin() as work:
        work.mailings.restore(first, [])
        work.mailings.restore(second, [])
        work.mailings.restore(replace(a_mailing(works, number=3), kinds={"view": 1}, sent_back=UNDONE), [])
    with works.read() as work:
        assert work.queries.kinds_before("0321", 2) == frozenset(first.kinds)
        assert work.queries.kinds_before("0321", 4) == frozenset(first.kinds) | {"hearing"}
        assert work.queries.kinds_before("0356", 4) == frozenset()


def test_mailings_are_listed_with_what_waits_first_and_then_the_newest(works: Works) -> None:
    with_letters(works, ONE)
    with works.begin() as work:
        for number, (day, complete) in enumerate([(DAY, True), (LATER, True), (DAY, False)], start=1):
            one = replace(a_mailing(works, number, complete=complete), first=Release("noor", "Noor", day))
            work.mailings.restore(one, [])
    with works.read() as work:
        found = work.queries.mailings(HERE, MailingFilter())
        assert [(each.number, each.state) for each in found] == [
            (3, "waits-for-second"),
            (2, "released"),
            (1, "released"),
        ]
        assert [each.number for each in work.queries.mailings(HERE, MailingFilter(offset=1, limit=1))] == [2]
        assert work.queries.count_mailings(HERE, MailingFilter()) == 3
        assert work.queries.count_mailings(HERE, MailingFilter(municipality="0356")) == 0
        (open_one,) = work.queries.mailings_gathering(HERE)
        assert open_one.number == 4


def sent_run(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        work.print_runs.hand_over(GONE)
        work.print_queue.mark_handed_over(GONE)


BACK = LetterReturned(letter_id(ONE.id, 1), ONE.id, "announcement", "0321", LATER, None, RUN.run_id, LATER, "noor")


def test_what_left_with_a_run_is_sent_and_can_come_back_once(works: Works) -> None:
    sent_run(works)
    with works.read() as work:
        assert list(work.print_queue.sent(GONE)) == [
            LetterSent(letter_id(person.id, 1), person.id, "announcement", "0321", LATER, None) for person in (ONE, TWO)
        ]
    for first_time in (True, False):
        with works.begin() as work:
            assert work.print_queue.bring_back(BACK) is first_time
    with works.read() as work:
        assert work.queries.open_returns(HERE) == {letter_id(ONE.id, 1)}
        assert work.queries.letter_counts(HERE).came_back == 1
        assert work.queries.letter_counts(HERE).per_state["printed"] == 1
        (found,) = work.queries.letters(HERE, LetterFilter(came_back=True))
        assert (found.state, found.returned_on, found.handed_over_on) == ("returned", LATER, LATER)
        assert work.queries.count_letters(HERE, LetterFilter(came_back=True)) == 1
        assert [each.letter_id for each in work.print_queue.sent(GONE)] == [letter_id(TWO.id, 1)]
    with works.begin() as work:
        work.letters.add([letter_to(replace(ONE, revision=2, right_until="2015-07-31"))])
    with works.read() as work:
        assert work.queries.open_returns(HERE) == frozenset()
        assert list(work.queries.letters(HERE, LetterFilter(came_back=True))) == []


def test_a_printed_letter_that_is_replaced_must_leave_its_pile_and_one_that_left_not(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        work.letters.supersede([letter_id(ONE.id, 1)])
    with works.read() as work:
        (found,) = work.queries.letters(HERE, LetterFilter(to_take_out=True))
        assert (found.id, found.remark) == (letter_id(ONE.id, 1), "replaced")
        assert [view.id for view in work.queries.letters_apart(RUN.run_id)] == [letter_id(ONE.id, 1)]
        (run,) = work.queries.print_runs(HERE, RunFilter()).runs
        assert (run.to_take_out, work.queries.letter_counts(HERE).to_take_out) == (1, 1)
    with works.begin() as work:
        work.print_runs.hand_over(GONE)
        work.print_queue.mark_handed_over(GONE)
    with works.read() as work:
        assert work.queries.letter_counts(HERE).to_take_out == 0
        assert work.queries.letters_apart(RUN.run_id) == []


def occasion(person: Person, key: str, **said: Any) -> Occasion:
    base: dict[str, Any] = {
        "client_id": person.id,
        "revision": 1,
        "municipality": person.municipality,
        "kind": "invitation",
        "cause": "migration.appointment-made",
        "cause_id": key,
        "key": key,
        "day": DAY,
    }
    return Occasion(**(base | said))


FULL = occasion(
    ONE,
    "first",
    words={"day": "dinsdag 10 februari 2015"},
    lists={"missing": ("Een kopie", "Een plan")},
    tables={"provisions": (("Begeleiding", "2 uur", "De Brug"),)},
    facts=frozenset({"home", "several"}),
    functions=("1-81",),
    links=(ArticleLink("Wmo 2015, artikel 8.3", "https://wetten.overheid.nl/"),),
    slip=SlipFor("first", date(2015, 2, 10)),
    asked_by=date(2015, 2, 2),
)


def test_what_waits_for_the_data_of_its_client_comes_back_as_it_was(works: Works) -> None:
    later, half, other = (
        replace(FULL, revision=2, key="later"),
        occasion(ONE, "half", half="outcome"),
        occasion(TWO, "x"),
    )
    with works.begin() as work:
        work.waiting_letters.add([FULL, later, half, other])
        assert work.waiting_letters.with_ids([FULL.letter_id, half.letter_id]) == {
            FULL.letter_id: FULL,
            half.letter_id: half,
        }
        assert list(work.waiting_letters.until({ONE.id: 1})) == [FULL]
        both = work.waiting_letters.until({ONE.id: 2, FAR.id: 3})
        assert sorted(each.key for each in both) == ["first", "later"]
        work.waiting_letters.drop([FULL.letter_id])
        assert list(work.waiting_letters.until({ONE.id: 1})) == []


def test_what_waits_is_marked_as_replaced_by_its_cause_or_its_kind(works: Works) -> None:
    report = occasion(ONE, "report", kind="report")
    with works.begin() as work:
        work.waiting_letters.add([FULL, report, occasion(TWO, "x")])
        work.waiting_letters.replace_about(ONE.id, ["report", "nothing"])
        work.waiting_letters.replace_about(ONE.id, ["x"])
        work.waiting_letters.replace_kinds(ONE.id, frozenset({"invitation"}))
        found = work.waiting_letters.until({ONE.id: 1, TWO.id: 1})
        assert {each.key: each.replaced for each in found} == {"first": True, "report": True, "x": False}


def test_the_reason_why_no_letter_goes_to_a_client_is_the_last_one(works: Works) -> None:
    with works.begin() as work:
        work.letter_stops.set(ONE.id, "on-hold")
        work.letter_stops.set(TWO.id, "on-hold")
        work.letter_stops.set(ONE.id, "died")
        work.letter_stops.set(TWO.id, None)
        assert work.letter_stops.of([ONE.id, TWO.id]) == {ONE.id: "died"}


def step_letter(person: Person, key: str, state: LetterState = "ready", **said: Any) -> WrittenLetter:
    base = replace(letter_to(person), letter_id=str(uuid.uuid5(uuid.UUID(person.id), key)), state=state)
    return replace(base, kind="invitation", cause="migration.appointment-made", cause_id=key, **said)


def test_letters_about_what_happened_are_decided_on_and_replaced_until_they_are_printed(works: Works) -> None:
    one, report, printed = step_letter(ONE, "one"), step_letter(ONE, "two"), step_letter(ONE, "three", "printed")
    silent = step_letter(TWO, "four", "withheld", body=None, template=None, reason="Onleesbaar.")
    report = replace(report, kind="report")
    with works.begin() as work:
        work.letters.add([letter_to(ONE), letter_to(TWO), one, report, printed, silent])
        unsent = {each.letter.letter_id: (each.state, each.reason) for each in work.letters.unsent([ONE.id, TWO.id])}
        assert unsent == {one.letter_id: ("ready", None), report.letter_id: ("ready", None)}
        assert work.letters.known([one.letter_id, FULL.letter_id]) == {one.letter_id}
        work.letters.decide([one.letter_id, printed.letter_id], "withheld", "Daarom.")
    assert states(works)[one.letter_id] == ("withheld", "Daarom.")
    assert states(works)[printed.letter_id] == ("printed", None)
    with works.begin() as work:
        work.letters.supersede_about(TWO.id, ["one", "two"])
    assert states(works)[one.letter_id] == ("withheld", "Daarom.")
    with works.begin() as work:
        work.letters.supersede_about(ONE.id, ["one", "three"])
        work.letters.supersede_kinds(ONE.id, frozenset({"report"}))
    assert {id_: states(works)[id_] for id_ in (one.letter_id, report.letter_id, printed.letter_id)} == {
        one.letter_id: ("superseded", None),
        report.letter_id: ("superseded", None),
        printed.letter_id: ("printed", None),
    }
    assert states(works)[letter_id(ONE.id, 1)] == ("ready", None)


def test_what_lapsed_can_go_again_unless_it_was_printed_since(works: Works) -> None:
    one, printed = step_letter(ONE, "one"), step_letter(ONE, "three", "printed")
    silent = step_letter(TWO, "four", "withheld", body=None, template=None, reason="Onleesbaar.")
    ids = [each.letter_id for each in (one, printed, silent)]
    with works.begin() as work:
        work.letters.add([one, printed, silent])
        assert list(work.letters.restore(ids)) == []
        work.letters.supersede(ids)
    assert [states(works)[id_][0] for id_ in ids] == ["superseded", "printed", "superseded"]
    with works.begin() as work:
        assert [each.letter_id for each in work.letters.restore(ids)] == [one.letter_id]
    assert [states(works)[id_] for id_ in ids] == [("ready", None), ("printed", None), ("withheld", "Onleesbaar.")]


def test_who_was_told_of_an_end_is_found_among_others(works: Works) -> None:
    with works.begin() as work:
        work.rights_ended.keep([replace(ENDED, client_id=FAR.id)])
        assert list(work.queries.told_of_ends([ONE.id, FAR.id])) == [FAR.id]
    with works.begin() as work:
        work.budget_stops.keep(STOPS)
        work.rights_ending.keep([replace(ENDING, client_id=TWO.id)])
        assert list(work.queries.told_of_ends([ONE.id, TWO.id])) == sorted([ONE.id, TWO.id])
        assert list(work.queries.told_of_ends([str(uuid.uuid4())])) == list(work.queries.told_of_ends([])) == []


def test_a_letter_about_an_appointment_can_be_put_aside_and_taken_up_again(works: Works) -> None:
    first, moved = step_letter(ONE, "one"), replace(step_letter(ONE, "two"), kind="appointment-moved")
    silent = step_letter(TWO, "four", "withheld", body=None, template=None, reason="Onleesbaar.")
    with works.begin() as work:
        work.letters.add([first, moved, silent, replace(step_letter(ONE, "three"), kind="report")])
        ids = [first.letter_id, moved.letter_id, silent.letter_id]
        assert {each.letter_id for each in work.letters.about_appointments([ONE.id, TWO.id])} == set(ids)
        work.letters.put_aside([moved.letter_id, silent.letter_id])
        aside = {each.letter_id: each for each in work.letters.about_appointments([ONE.id, TWO.id]) if each.aside}
        assert {id_: (one.has_text, one.reason) for id_, one in aside.items()} == {
            moved.letter_id: (True, None),
            silent.letter_id: (False, "Onleesbaar."),
        }
        work.letters.supersede_about(ONE.id, ["one"])
        for id_ in ids[:2]:
            work.letters.take_up(id_, "ready", None)
        assert work.letters.with_appointments_in("nothing") == []
    assert states(works)[first.letter_id] == ("superseded", None), "what was replaced stays out"
    assert states(works)[moved.letter_id] == ("ready", None)


def test_the_clients_of_a_run_that_invites_are_found(works: Works) -> None:
    letter, report = step_letter(ONE, "one"), replace(step_letter(TWO, "two"), kind="report")
    with works.begin() as work:
        work.letters.add([letter, report])
        work.print_queue.mark_printed([letter.letter_id, report.letter_id], RUN.run_id)
        assert list(work.letters.with_appointments_in(RUN.run_id)) == [ONE.id]


def test_only_a_letter_with_a_text_is_released_from_a_reason(works: Works) -> None:
    one, two = letter_id(ONE.id, 1), letter_id(TWO.id, 1)
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        work.letters.withhold([one], "Overleden.")
        work.letters.withhold([two], "Vastgehouden.")
        assert work.letters.release_from([one, two], "Overleden.") == {one}


def test_the_latest_announcement_is_no_letter_about_something_else(works: Works) -> None:
    with works.begin() as work:
        work.letters.add([letter_to(ONE), step_letter(ONE, "one")])
        assert work.letters.latest([ONE.id])[ONE.id].letter_id == letter_id(ONE.id, 1)


def test_a_list_of_letters_can_be_of_one_kind(works: Works) -> None:
    letters = [letter_to(ONE), letter_to(TWO), step_letter(ONE, "one"), step_letter(TWO, "two", "printed")]
    with works.begin() as work:
        work.letters.add(letters)
    with works.read() as work:
        for wanted, ids in (
            (LetterFilter(kind="invitation"), {letters[2].letter_id, letters[3].letter_id}),
            (LetterFilter(kind="invitation", state="printed", order="date"), {letters[3].letter_id}),
            (LetterFilter(kind="invitation", client_id=ONE.id), {letters[2].letter_id}),
            (LetterFilter(kind="report"), set()),
        ):
            assert {view.id for view in work.queries.letters(HERE, wanted)} == ids
            assert work.queries.count_letters(HERE, wanted) == len(ids)


END = date(2015, 6, 30)
STANDS = ToldLate(letter_id(ONE.id, 1), RUN.run_id, "0321", END, 8, "De stapel bleef liggen.", "noor", "Noor", LATER)


def test_what_was_told_of_ends_is_known_when_it_left(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        in_pile = [TellsOfEnds(letter_id(each.id, 1), each.id, (END,)) for each in (ONE, TWO)]
        found = work.late_tellings.in_pile(RUN.run_id, END + timedelta(days=1))
        assert sorted(found, key=lambda one: one.client_id) == in_pile
        assert work.late_tellings.in_pile(RUN.run_id, END) == []
        assert work.late_tellings.told([ONE.id, TWO.id]) == {}
        work.print_queue.take_out(OUT)
        work.print_runs.hand_over(GONE)
        work.print_queue.mark_handed_over(GONE)
    with works.read() as work:
        assert work.late_tellings.told([ONE.id, TWO.id, FAR.id]) == {TWO.id: {END}}
        assert [one.client_id for one in work.late_tellings.in_pile(RUN.run_id, date.max)] == [TWO.id]


def test_who_stands_for_a_late_letter_comes_back_once(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        for _ in range(2):
            work.late_tellings.keep([STANDS])
        work.late_tellings.keep([])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        assert work.late_tellings.answered_for(list(RUN.letter_ids)) == {STANDS.letter_id}
        assert work.queries.count_letters(HERE, LetterFilter(told_late=True)) == 0, "it is still here"
        work.print_runs.hand_over(GONE)
        work.print_queue.mark_handed_over(GONE)
        sent = {each.letter_id: each.told_late for each in work.print_queue.sent(GONE)}
    assert sent == {STANDS.letter_id: STANDS, letter_id(TWO.id, 1): None}
    with works.read() as work:
        queries = work.queries
        assert list(queries.told_late(STANDS.letter_id)) == [STANDS]
        assert list(queries.told_late_in(RUN.run_id)) == [STANDS]
        assert [list(queries.told_late("x")), list(queries.told_late_in("x"))] == [[], []]
        assert [one.id for one in queries.letters(HERE, LetterFilter(told_late=True))] == [STANDS.letter_id]
        assert queries.letter_counts(HERE).told_late == 1
        assert queries.letter_counts(frozenset({"0356"})).told_late == 0


def test_the_days_that_a_letter_names_come_with_it(works: Works) -> None:
    written = replace(letter_to(ONE), meets_on=date(2015, 2, 10), answer_by=date(2015, 2, 9))
    with works.begin() as work:
        work.letters.add([written])
        (gathered,) = work.mailings.looked("0321", None).letters(ALL)
    assert (gathered.ends, gathered.meets_on, gathered.answer_by) == ((END,), date(2015, 2, 10), date(2015, 2, 9))


UNDONE = SentBack(Release("sam", "Sam", LATER), "Er staat een oud nummer in.")


def test_a_mailing_is_sent_back_once_and_its_letters_gather_again(works: Works) -> None:
    with_letters(works, ONE, TWO)
    made, ids = a_mailing(works, complete=False), [letter_id(ONE.id, 1), letter_id(TWO.id, 1)]
    with works.begin() as work:
        work.mailings.close(made, ids)
        work.letters.withhold(ids[:1], "Even niet.")
        work.late_tellings.keep([replace(STANDS, act_id=made.id)])
        assert [work.mailings.send_back(made.id, UNDONE) for _ in range(2)] == [True, False]
        assert not work.mailings.complete(made.id, Release("sam", "Sam", LATER)), "it waits for nobody any more"
        assert work.late_tellings.answered_for(ids) == frozenset()
        work.letters.release(ids[:1])
    with works.read() as work:
        assert work.mailings.find(made.id) == replace(made, sent_back=UNDONE)
        assert sorted(each.letter_id for each in work.mailings.looked("0321", None).letters(ALL)) == sorted(ids)
        assert list(work.print_queue.released(DAY)) == []
        assert work.queries.mailing_states(made.id) == {}
        (view,) = work.queries.mailings(HERE, MailingFilter())
        assert (view.state, view.sent_back) == ("sent-back", UNDONE)
        (open_one,) = work.queries.mailings_gathering(HERE)
        assert open_one.number == 2


@pytest.mark.parametrize("newer_first", [False, True])
def test_a_letter_is_restored_in_the_newest_mailing_that_it_was_in(works: Works, newer_first: bool) -> None:
    with_letters(works, ONE)
    id_, numbers = letter_id(ONE.id, 1), (2, 1) if newer_first else (1, 2)
    with works.begin() as work:
        for number in numbers:
            made = closed("0321", number, [], Release("noor", "Noor", DAY), complete=number == 2)
            work.mailings.restore(made, [id_])
            if number == 1:
                work.mailings.send_back(made.id, UNDONE)
    with works.read() as work:
        assert [each.letter_id for each in work.mailings.looked("0321", mailing_id("0321", 2)).letters(ALL)] == [id_]


def test_what_waits_for_a_second_person_is_listed_before_what_was_sent_back(works: Works) -> None:
    with works.begin() as work:
        for number in (1, 2):
            day = date(2014, 11, 2 + number)
            made = closed("0321", number, [], Release("noor", "Noor", day), complete=False)
            work.mailings.restore(made, [])
            if number == 2:
                work.mailings.send_back(made.id, UNDONE)
    with works.read() as work:
        assert [each.number for each in work.queries.mailings(HERE, MailingFilter())] == [1, 2]


LEFT = LetterLeftOut(letter_id(ONE.id, 1), ONE.id, "0321", None, DAY, LATER, "noor", "Noor", None)


def test_what_asks_for_a_day_that_is_over_waits_unprinted_until_it_is_left_out(works: Works) -> None:
    one, two = replace(letter_to(ONE), answer_by=DAY), replace(letter_to(TWO), meets_on=LATER)
    with works.begin() as work:
        work.letters.add([one, two])
    made = a_mailing(works)
    with works.begin() as work:
        work.mailings.close(made, [one.letter_id, two.letter_id])
        released = [{each.letter_id for each in work.print_queue.released(day)} for day in (DAY, LATER)]
        assert released == [{one.letter_id, two.letter_id}, {two.letter_id}]
        assert work.queries.unprintable(HERE, DAY) == {}
        assert work.queries.unprintable(HERE, LATER) == {made.id: 1}
        assert work.queries.unprintable(frozenset({"0356"}), LATER) == {}
        assert [work.print_queue.leave_out(LEFT) for _ in range(2)] == [True, False]
        assert work.queries.unprintable(HERE, LATER) == {}
    with works.read() as work:
        view = work.queries.letter(one.letter_id)
        assert view is not None
        assert (view.state, view.left_out, view.taken_out_on, view.taken_out_by) == ("taken-out", True, LATER, "Noor")
        counts = work.queries.letter_counts(HERE).per_state
        assert (counts["taken-out"], counts["printed"], counts["ready"]) == (1, 0, 1)
        assert work.queries.letter_counts(HERE).to_take_out == 0


RELEASED_IN = mailing_id("0321", 1)
TOOK = replace(OUT, mailing_id=RELEASED_IN, user_name="Sam", why="Het traject staat stil.")


def test_a_letter_that_was_taken_out_gathers_again_and_its_run_still_knows_of_it(works: Works) -> None:
    with_letters(works, ONE, TWO)
    one, two = RUN.letter_ids
    made = a_mailing(works)
    with works.begin() as work:
        work.mailings.close(made, [one, two])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        work.print_queue.take_out(TOOK)
        ((out),) = work.letters.taken_out([ONE.id, TWO.id])
        assert (out.letter.letter_id, out.run_id) == (one, RUN.run_id)
        work.letters.gather_again(one, "another-run", "ready", None)
        assert len(work.letters.taken_out([ONE.id])) == 1, "it was not taken out of that one"
        work.letters.gather_again(one, RUN.run_id, "ready", None)
        assert list(work.letters.taken_out([ONE.id])) == []
    with works.read() as work:
        assert [each.letter_id for each in work.mailings.looked("0321", None).letters(ALL)] == [one]
        assert list(work.print_queue.released(DAY)) == []
        assert [each.to for each in work.print_queue.waiting()] == ["again-1"], "so it makes another run"
        assert work.print_queue.marks([one, two]) == {one: "again-1"}
        view = work.queries.letter(one)
        assert view is not None
        assert (view.state, view.printed_in, view.mailing, view.taken_out_on) == ("ready", None, None, None)
        (apart,) = work.queries.letters_apart(RUN.run_id)
        assert apart.id == one
        said = work.queries.taken_out_of(RUN.run_id)[one]
        assert (said.day, said.name, said.why) == (LATER, "Sam", "Het traject staat stil.")
        counts = work.queries.letter_counts(HERE).per_state
        assert (counts["printed"], counts["ready"], counts["taken-out"]) == (1, 1, 0)


def test_what_was_replaced_does_not_gather_again(works: Works) -> None:
    with_letters(works, ONE)
    with works.begin() as work:
        work.print_queue.restore_taken_out(TOOK)
        work.letters.supersede([TOOK.letter_id])
        assert list(work.letters.taken_out([ONE.id])) == []
        work.letters.gather_again(TOOK.letter_id, RUN.run_id, "ready", None)
    assert states(works) == {TOOK.letter_id: ("superseded", None)}


AGAIN = replace(RUN, run_id="9d1f0f5e-0b7a-5f0e-8c55-7b1a6d3c2015", made_on=LATER, letter_ids=(letter_id(ONE.id, 1),))


@pytest.mark.parametrize(
    "order",
    [
        "1 m1 out again m2 2",
        "2 m2 out again m1 1",
        "1 2 m2 m1 out again",
        "out again 1 m1 2 m2",
        "1 h1 m1 2 m2 out again",
        "1 h1 2 out again m1 m2",
    ],
)
def test_a_letter_in_two_runs_is_restored_in_the_later_one(works: Works, order: str) -> None:
    """In orders in which a log of several partitions can tell it."""
    with_letters(works, ONE)
    id_ = letter_id(ONE.id, 1)
    mailings = {number: closed("0321", number, [], Release("noor", "Noor", DAY), complete=True) for number in (1, 2)}
    with works.begin() as work:
        for step in order.split():
            match step:
                case "1" | "2":
                    made = RUN if step == "1" else AGAIN
                    work.print_runs.add(replace(made, letter_ids=(id_,)))
                    work.print_queue.restore_printed(replace(made, letter_ids=(id_,)))
                case "h1":
                    handed_over = PrintRunHandedOver(RUN.run_id, RUN.municipality, DAY, "noor")
                    assert work.print_runs.hand_over(handed_over)
                    work.print_queue.mark_handed_over(handed_over)
                case "m1" | "m2":
                    work.mailings.restore(mailings[int(step[1])], [id_])
                case "out":
                    work.print_queue.restore_taken_out(TOOK)
                case "again":
                    work.letters.gather_again(id_, RUN.run_id, "ready", None)
    with works.read() as work:
        view = work.queries.letter(id_)
    assert view is not None
    assert (view.state, view.printed_in, view.mailing) == ("printed", AGAIN.run_id, mailings[2].id)
    assert (view.taken_out_on, view.taken_out_by) == (None, "")
    assert view.handed_over_on is None, "the run in which it lies did not leave"


def test_a_death_that_a_caseworker_recorded_marks_what_lies_in_the_pile(works: Works) -> None:
    with_letters(works, ONE, TWO)
    with works.begin() as work:
        for person in (ONE, TWO):
            work.recipients.add([recipient_from(transferred(person))])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        assert to_take_out_in(work) == set()
        work.letter_stops.set(ONE.id, "died")
        work.letter_stops.set(TWO.id, "on-hold")
        assert to_take_out_in(work) == {letter_id(ONE.id, 1)}
        remarks = {view.client_id: view.remark for view in work.queries.letters_of_run(RUN.run_id)}
        assert remarks == {ONE.id: "deceased", TWO.id: None}, "an announcement goes while the route is on hold"
        work.recipients.hold_back([HeldBack(TWO.id, 1)])
        apart = {view.client_id: view.remark for view in work.queries.letters_apart(RUN.run_id)}
        assert apart == {ONE.id: "deceased", TWO.id: "held"}


def test_a_letter_in_a_pile_whose_day_is_over_is_found_and_one_that_left_is_not(works: Works) -> None:
    with works.begin() as work:
        work.letters.add([replace(letter_to(person), meets_on=LATER) for person in (ONE, TWO)])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        assert work.queries.days_gone_in(RUN.run_id, LATER) == []
        gone = work.queries.days_gone_in(RUN.run_id, LATER + timedelta(days=1))
        assert {view.client_id for view in gone} == {ONE.id, TWO.id}
        handed_over = PrintRunHandedOver(RUN.run_id, RUN.municipality, LATER, "noor")
        assert work.print_runs.hand_over(handed_over)
        work.print_queue.mark_handed_over(handed_over)
        assert work.queries.days_gone_in(RUN.run_id, LATER + timedelta(days=1)) == []


def test_a_question_in_a_pile_is_too_late_on_the_last_day_to_answer_it(works: Works) -> None:
    with works.begin() as work:
        work.letters.add([replace(letter_to(ONE), kind="view", answer_by=LATER)])
        work.letters.add([replace(letter_to(TWO), kind="decision", answer_by=LATER)])
        work.print_queue.mark_printed(RUN.letter_ids, RUN.run_id)
        work.print_runs.add(RUN)
        assert work.queries.days_gone_in(RUN.run_id, LATER - timedelta(days=1)) == []
        assert [view.client_id for view in work.queries.days_gone_in(RUN.run_id, LATER)] == [ONE.id]


def to_take_out_in(work: Any) -> set[str]:
    return {view.id for view in work.queries.letters(HERE, LetterFilter(to_take_out=True))}
