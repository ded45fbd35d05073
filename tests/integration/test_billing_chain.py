"""Billing from the log to its tables and back to the log, on SQLite and the embedded log."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

from services.billing.adapters.ledger.tables import journal_entry, posting
from services.billing.adapters.pgb.queries import BudgetQueries
from services.billing.adapters.pgb.stores import untold_ends
from services.billing.adapters.pgb.tables import budget, budget_line
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.holding import HoldingState
from services.billing.main import LAW, build
from shared.clock import TurnedClock
from shared.database import sqlite_url
from shared.events.contracts import example, violations
from shared.events.envelope import Event, event_type
from shared.service import Service
from shared.settings import SettingsError
from shared.transport.contract import Transport, events_in
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.support.fresh_tables import migrate_once
from tests.support.read_looks import forget_looks
from tests.support.regions import DEMO_REGION

TRANSFERRED = event_type("intake", "client-transferred")
DETERMINED = event_type("migration", "right-determined")
HELD_BACK = event_type("intake", "client-held-back")
REFUSED = HoldingState.REFUSED
CLOCK = TurnedClock(date(2014, 11, 3))
CLIENTS = [f"0a1b2c3d-0000-8000-8000-{number:012d}" for number in range(12)]
DOMAINS = ("wmo", "wmo-protected-living", "jeugdwet", "zvw", "none")


def event(kind: str, client: str, data: Mapping[str, Any]) -> Event:
    return Event(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {client} {data.get('revision', 0)}")),
        source="urn:nld:oin:0:systeem:test",
        type=kind,
        subject=client,
        time=CLOCK.now(),
        data=data,
        traceparent=f"00-{'a' * 32}-{'b' * 16}-01",
    )


def transferred(client: str, revision: int = 1, **function: Any) -> Event:
    data = example(TRANSFERRED)
    data["functions"][0] |= function
    return event(TRANSFERRED, client, data | {"revision": revision})


def determined(
    client: str,
    revision: int = 1,
    domain: str = "wmo",
    until: str = "2015-06-30",
    form: str = "",
    *,
    conditional: bool = False,
    on: str = "2014-11-03",
) -> Event:
    data = example(DETERMINED)
    delivered = example(TRANSFERRED)["functions"]
    found = [
        data["functions"][0]
        | {"id": each["id"], "function": each["function"], "deliveryForm": form or each["deliveryForm"]}
        for each in delivered
    ]
    days: dict[str, str | None] = {"rightFrom": "2015-01-01", "rightUntil": until}
    if domain in ("zvw", "none"):
        days = {"rightFrom": None, "rightUntil": None}
    found = [each | {"domain": domain, "conditional": conditional} | days for each in found]
    for each in found:
        each["pgbUntil"] = each["rightUntil"] if each["deliveryForm"] == "PGB" else None
    return event(DETERMINED, client, data | {"revision": revision, "functions": found, "determinedOn": on})


def in_kind(client: str, revision: int) -> Event:
    return transferred(client, revision, deliveryForm="ZIN", pgb=None)


def faulty(client: str, revision: int) -> Event:
    """Of which no amount follows: the class has none, and no gross amount came along."""
    return transferred(client, revision, **{"class": "K0", "pgb": None})


def too_high(client: str, revision: int) -> Event:
    return transferred(client, revision, pgb={"grossYearCents": 9_999_999, "carer": "C."})


def elsewhere(client: str, revision: int) -> Event:
    transfers = transferred(client, revision)
    return event(TRANSFERRED, client, {**transfers.data, "municipality": "0353"})


def history() -> tuple[list[Event], list[Event]]:
    """Twelve clients over two revisions: what intake said, and what migration said."""
    transfers, determinations = [], []
    for number, client in enumerate(CLIENTS):
        domain = DOMAINS[number % len(DOMAINS)]
        transfers += [
            transferred(client),
            transferred(client, 2, pgb={"grossYearCents": 900_000 + number, "carer": "C."}),
        ]
        determinations += [determined(client, 1), determined(client, 2, domain, "2015-12-31")]
    return transfers, determinations


def service(folder: Path, transport: Transport, law: Path = LAW) -> Service:
    environment = {"ZL_DATABASE_URL": sqlite_url(folder / "billing.sqlite"), "ZL_REGION": str(DEMO_REGION)}
    found = build(environment, transport=transport, clock=CLOCK, law=law)
    migrate_once(found.name, found.database.engine, found.migrate)
    return found


def work(billing: Service) -> None:
    worker = billing.make_worker()
    while worker.work_once():
        pass
    worker.close()


def run(folder: Path, transfers: Sequence[Event], determinations: Sequence[Event], *, between: bool = False) -> Service:
    log = EmbeddedLog(folder / "log.sqlite")
    billing = service(folder, log)
    log.append(TOPICS["intake"], transfers)
    if between:
        work(billing)
    log.append(TOPICS["migration"], determinations)
    work(billing)
    return billing


@pytest.fixture
def billing(tmp_path: Path) -> Service:
    return run(tmp_path, *history())


def sent(billing: Service) -> list[Event]:
    reader = billing.transport.reader("test", [TOPICS["billing"]])
    found: list[Event] = []
    while records := reader.read(500, 0):
        found += events_in(records)
        reader.acknowledge()
    reader.close()
    return found


def test_everything_sent_keeps_its_contract(billing: Service) -> None:
    events = sent(billing)
    assert {each.type.split(".")[-2] for each in events} == {
        "budget-granted",
        "budget-withdrawn",
        "contribution-assessed",
    }
    assert [fault for each in events for fault in violations(each.type, each.data)] == []


@pytest.mark.parametrize("kind", [TRANSFERRED, DETERMINED])
def test_what_billing_reads_keeps_the_contract_of_its_sender(kind: str) -> None:
    transfers, determinations = history()
    events = transfers if kind == TRANSFERRED else determinations
    assert [fault for each in events for fault in violations(kind, each.data)] == []


def test_what_is_sent_is_caused_by_what_was_read(billing: Service) -> None:
    transfers, determinations = history()
    known = {each.id for each in transfers + determinations}
    assert {each.causationid for each in sent(billing)} <= known


def test_the_totals_agree_with_the_books(billing: Service) -> None:
    budgets = billing.totals()["budgets"]
    assert isinstance(budgets, dict)
    assert budgets["count"] == 8
    assert budgets["deliveredGrossCents"] == sum(900_000 + number for number in range(12))
    assert budgets["netCents"] == budgets["grantedGrossCents"] - budgets["contributionCents"]
    assert budgets["debitCents"] == budgets["creditCents"] > 0
    assert budgets["grantedGrossCents"] == sum(900_000 + n for n in range(12) if DOMAINS[n % 5] not in ("zvw", "none"))


@pytest.mark.parametrize(
    ("change", "count", "gross"),
    [
        pytest.param(
            (transferred(CLIENTS[0], 2), determined(CLIENTS[0], 2, until="2015-03-14")), 1, 205_640, id="dies"
        ),
        pytest.param(
            (faulty(CLIENTS[0], 2), determined(CLIENTS[0], 2, until="2015-03-14")), 1, 205_640, id="dies-faulty-row"
        ),
        pytest.param((faulty(CLIENTS[0], 2), determined(CLIENTS[0], 2)), 1, 509_875, id="faulty-row"),
        pytest.param((transferred(CLIENTS[0], 2), determined(CLIENTS[0], 2, "none")), 0, 0, id="died-before-2015"),
        pytest.param((in_kind(CLIENTS[0], 2), determined(CLIENTS[0], 2, form="ZIN")), 0, 0, id="pgb-becomes-kind"),
        pytest.param((elsewhere(CLIENTS[0], 2), determined(CLIENTS[0], 2)), 1, 509_875, id="other-municipality"),
        pytest.param((transferred(CLIENTS[0], 2),), 1, 509_875, id="not-yet-determined"),
        pytest.param((event(HELD_BACK, CLIENTS[0], example(HELD_BACK)),), 1, 509_875, id="held-back"),
    ],
)
def test_status_adds_up_after_every_change(tmp_path: Path, change: tuple[Event, ...], count: int, gross: int) -> None:
    billing = run(tmp_path, [transferred(CLIENTS[0])], [determined(CLIENTS[0])])
    for each in change:
        billing.transport.append(TOPICS["migration" if each.type == DETERMINED else "intake"], [each])
    work(billing)
    budgets = billing.totals()["budgets"]
    assert isinstance(budgets, dict)
    assert (budgets["count"], budgets["grantedGrossCents"]) == (count, gross)
    assert budgets["netCents"] == budgets["grantedGrossCents"] - budgets["contributionCents"]
    assert budgets["debitCents"] == budgets["creditCents"]
    with billing.database.reading() as connection:
        totals = [BudgetQueries(connection).budget_totals([municipality], None) for municipality in ("0321", "0353")]
    assert all(each.in_balance for each in totals)
    assert billing.events().parked == 0


def test_a_client_held_back_changes_nothing_in_billing(billing: Service) -> None:
    before, count = billing.digest(), billing.events().sent
    billing.transport.append(TOPICS["intake"], [event(HELD_BACK, client, example(HELD_BACK)) for client in CLIENTS])
    work(billing)
    assert billing.digest() == before
    assert billing.events().sent == count


def test_every_function_of_every_client_has_a_regime(billing: Service) -> None:
    counts = billing.totals()["contributions"]
    assert isinstance(counts, dict)
    assert sum(counts.values()) == 2 * len(CLIENTS)


def test_all_postings_together_are_zero(billing: Service) -> None:
    with billing.database.reading() as connection:
        assert connection.execute(select(func.sum(posting.c.amount_cents))).scalar_one() == 0


def test_the_order_between_the_topics_makes_no_difference(tmp_path: Path, billing: Service) -> None:
    transfers, determinations = history()
    folder = tmp_path / "other"
    folder.mkdir()
    assert run(folder, transfers, determinations, between=True).digest() == billing.digest()


@pytest.mark.parametrize("seed", range(3))
def test_any_order_between_clients_gives_the_same_digest(tmp_path: Path, billing: Service, seed: int) -> None:
    dice = Random(seed)
    clients = {client: dice.random() for client in CLIENTS}
    transfers, determinations = (sorted(events, key=lambda each: clients[each.subject]) for events in history())
    folder = tmp_path / "shuffled"
    folder.mkdir()
    assert run(folder, transfers, determinations).digest() == billing.digest()


def test_what_comes_twice_changes_and_records_nothing(billing: Service) -> None:
    before, count = billing.digest(), len(sent(billing))
    transfers, determinations = history()
    billing.transport.append(TOPICS["migration"], determinations)
    billing.transport.append(TOPICS["intake"], transfers)
    work(billing)
    assert billing.digest() == before
    assert billing.events().sent == count


def test_a_rebuild_gives_the_same_tables_and_records_nothing(billing: Service) -> None:
    before, counts = billing.digest(), billing.events()
    billing.rebuild()
    assert billing.digest() == before
    assert billing.events() == counts


def turbulent() -> tuple[list[Event], list[Event]]:
    """Clients who move, give up their pgb, take it up again, or were delivered with too high an amount."""
    transfers, determinations = history()
    for number, client in enumerate(CLIENTS):
        third = [elsewhere, in_kind, faulty, too_high][number % 4](client, 3)
        form = "ZIN" if third.data["functions"][0]["deliveryForm"] == "ZIN" else ""
        transfers.append(third)
        determinations.append(determined(client, 3, until="2015-12-31", form=form, on="2015-05-01"))
        if number < 7:
            transfers.append(transferred(client, 4))
            determinations.append(determined(client, 4, until="2015-12-31", on=f"2015-07-{number + 1:02d}"))
    return transfers, determinations


def assert_totals_are_the_sums_of_all_rows(billing: Service) -> None:
    with billing.database.reading() as connection:
        queries = BudgetQueries(connection)
        for municipality in ("0321", "0353"):
            for state in HoldingState:
                chosen = (budget.c.municipality == municipality) & (budget.c.state == state.value)
                found = queries.budget_totals([municipality], state)
                amounts = [budget.c.gross_cents, budget.c.contribution_cents, budget.c.net_cents]
                amounts.append(budget.c.unaccountable_cents)
                sums = [func.coalesce(func.sum(each), 0) for each in amounts]
                row = connection.execute(select(func.count(), *sums).where(chosen)).one()
                assert tuple(row) == (found.found, found.gross, found.contribution, found.net, found.unaccountable)
                lines = select(func.coalesce(func.sum(budget_line.c.gross_cents), 0)).join_from(budget_line, budget)
                conditional = connection.execute(lines.where(chosen, budget_line.c.conditional)).scalar_one()
                assert found.conditional_gross == conditional
                same = (budget.c.client_id == journal_entry.c.client_id) & (
                    budget.c.municipality == journal_entry.c.municipality
                )
                booked = (
                    select(posting.c.account, func.sum(posting.c.amount_cents))
                    .join_from(posting, journal_entry)
                    .join(budget, same)
                    .where(chosen)
                    .group_by(posting.c.account)
                )
                by_account = dict(connection.execute(booked).all())
                assert {account.value: cents for account, cents in found.balances.items()} == {
                    account.value: by_account.get(account.value, 0) for account in Account
                }
                assert found.in_balance


def test_totals_are_the_sums_of_all_rows_also_after_a_rebuild(tmp_path: Path) -> None:
    billing = run(tmp_path, *turbulent())
    with billing.database.reading() as connection:
        assert all(
            BudgetQueries(connection).all_budget_totals().budgets[each] for each in set(HoldingState) - {REFUSED}
        )
    assert_totals_are_the_sums_of_all_rows(billing)
    before, digest, counts = billing.totals(), billing.digest(), billing.events()
    billing.rebuild()
    assert (billing.totals(), billing.digest(), billing.events()) == (before, digest, counts)
    assert_totals_are_the_sums_of_all_rows(billing)


def test_every_order_of_topics_gives_the_same_after_moves_and_pauses(tmp_path: Path) -> None:
    digests = set()
    for between in (False, True):
        (folder := tmp_path / str(between)).mkdir()
        digests.add(run(folder, *turbulent(), between=between).digest())
    assert len(digests) == 1


def test_everything_sent_of_a_turbulent_year_keeps_its_contract(tmp_path: Path) -> None:
    events = sent(run(tmp_path, *turbulent()))
    assert "budget-waiting" in {each.type.split(".")[-2] for each in events}
    assert [fault for each in events for fault in violations(each.type, each.data)] == []


def told(type_: str, client: str, number: int, **data: Any) -> Event:
    name = event_type("migration", type_)
    return replace(
        event(name, client, example(name) | data), id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{client}{number}"))
    )


def step(client: str, number: int, kind: str, **details: Any) -> Event:
    return told("step-taken", client, number, step=kind, stepId=str(uuid.UUID(int=number)), details=details)


def routes() -> tuple[list[Event], list[Event]]:
    """Between two deliveries: decisions that were sent, accepted, sent back, or prolong; ends; and steps that change no
    money."""
    transfers, determinations = history()
    first, second = determinations[::2], determinations[1::2]
    found = list(first)
    for number, client in enumerate(CLIENTS):
        id_ = str(uuid.UUID(int=number + 1))
        pgb = {
            "function": "81",
            "amount": 200,
            "unit": "hours",
            "form": "pgb",
            "provider": None,
            "yearlyCents": 480_000,
        }
        kind = ["pgb", "in-kind", "prolongation", "refusal"][number % 4]
        provisions = {
            "pgb": [pgb],
            "in-kind": [pgb | {"form": "zin", "yearlyCents": None}],
            "prolongation": [pgb | {"yearlyCents": None}],
            "refusal": [],
        }[kind]
        waits = kind in ("pgb", "in-kind")
        found += [
            step(client, 1, "invite"),
            told(
                "decision-made",
                client,
                2,
                decisionId=id_,
                kind=kind,
                provisions=provisions,
                waitsForAcceptance=waits,
                startsOn="2015-05-01" if waits else "2015-07-01",
            ),
            step(client, 3, "send", decisionId=id_),
        ]
        if waits:
            found.append(step(client, 4, "accept-offer", decisionId=id_, oldRightUntil="2015-04-30"))
        if number % 3 == 0:
            found.append(step(client, 5, "returned", decisionId=id_))
        if number % 5 == 0:
            found.append(
                told("right-ended", client, 6, lastDay="2015-06-14", why="given-up", functions=["410000123-81"])
            )
    return transfers, [*found, *second]


def test_every_order_of_topics_gives_the_same_with_decisions(tmp_path: Path) -> None:
    digests = set()
    for name, between, seed in (("after", False, 0), ("between", True, 0), ("mixed", False, 3)):
        (folder := tmp_path / name).mkdir()
        transfers, determinations = routes()
        if seed:
            half = len(transfers) // 2
            log = EmbeddedLog(folder / "log.sqlite")
            billing = service(folder, log)
            for ours, theirs in ((transfers[:half], determinations[:50]), (transfers[half:], determinations[50:])):
                log.append(TOPICS["migration"], theirs)
                work(billing)
                log.append(TOPICS["intake"], ours)
                work(billing)
        else:
            billing = run(folder, transfers, determinations, between=between)
        digests.add(billing.digest())
    assert len(digests) == 1


def test_decisions_come_back_in_a_rebuild_and_keep_their_contract(tmp_path: Path) -> None:
    billing = run(tmp_path, *routes())
    assert_totals_are_the_sums_of_all_rows(billing)
    events = sent(billing)
    assert [fault for each in events for fault in violations(each.type, each.data)] == []
    assert any(each.data.get("turn") for each in events)
    before, digest, counts = billing.totals(), billing.digest(), billing.events()
    billing.rebuild()
    assert (billing.totals(), billing.digest(), billing.events()) == (before, digest, counts)
    with billing.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(billing_parked(billing))).scalar_one() == 0


def test_the_morning_tells_which_budgets_stop_and_a_rebuild_tells_nothing_again(tmp_path: Path) -> None:
    living = determined(CLIENTS[0], 1, "wmo-protected-living", "2019-12-31", on="2014-11-03")
    for function in living.data["functions"]:
        function["pgbUntil"] = "2015-12-31"
    billing = run(tmp_path, [transferred(CLIENTS[0]), transferred(CLIENTS[1])], [living, determined(CLIENTS[1])])
    assert billing.late_ticks() != {}
    told = [billing.tick(day) for day in (date(2015, 11, 4), date(2015, 11, 5), date(2015, 12, 3), date(2015, 12, 31))]
    assert told == [0, 1, 1, 1]
    assert billing.late_ticks() == {}
    work(billing)
    ends = [each for each in sent(billing) if "budget-end" in each.type]
    assert [fault for each in ends for fault in violations(each.type, each.data)] == []
    assert [(each.subject, each.data.get("weeks"), each.data["lastDay"]) for each in ends] == [
        (CLIENTS[0], 8, "2015-12-31"),
        (CLIENTS[0], 4, "2015-12-31"),
        (CLIENTS[0], None, "2015-12-31"),
    ]
    digest, counts = billing.digest(), billing.events()
    billing.rebuild()
    assert (billing.digest(), billing.events(), billing.tick(date(2016, 1, 1))) == (digest, counts, 0)


def test_budgets_from_before_their_ends_were_kept_are_told_of_after_an_update_of_the_tables(tmp_path: Path) -> None:
    """One of a client whose pgb a decision prolongs is none, which only the rules know."""
    ends, prolonged = CLIENTS[:2]
    determinations = [
        determined(each, 1, "wmo-protected-living", "2019-12-31", on="2014-11-03") for each in CLIENTS[:2]
    ]
    words = {function["id"]: function["function"] for function in transferred(prolonged).data["functions"]}
    for each in determinations:
        for function in each.data["functions"]:
            function["pgbUntil"] = "2015-12-31"
    given = example(event_type("migration", "decision-made"))["provisions"][0]
    pgbs = [given | {"function": word, "form": "pgb", "provider": None, "yearlyCents": None} for word in words.values()]
    made = told(
        "decision-made",
        prolonged,
        2,
        kind="prolongation",
        provisions=pgbs,
        waitsForAcceptance=False,
        startsOn="2016-01-01",
    )
    sent_ = step(prolonged, 3, "send", decisionId=made.data["decisionId"])
    billing = run(tmp_path, [transferred(each) for each in CLIENTS[:2]], [*determinations, made, sent_])
    digest = billing.digest()
    with billing.database.engine.begin() as connection:
        forget_looks(connection)
        connection.execute(text("DELETE FROM budget_end"))
    assert billing.digest() != digest
    with billing.database.engine.begin() as connection:
        for later in ("read_to", "unknown_event", "access_grant", "forgotten"):
            connection.execute(text(f"DROP TABLE {later}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004_ends'"))
    billing.migrate()
    assert billing.tick(date(2015, 11, 4)) == 0
    assert billing.digest() == digest
    assert billing.tick(date(2015, 11, 5)) == 1
    work(billing)
    assert [each.subject for each in sent(billing) if "budget-end" in each.type] == [ends]


def test_ends_of_budgets_are_found_along_their_last_day(tmp_path: Path) -> None:
    billing = service(tmp_path, EmbeddedLog(tmp_path / "log.sqlite"))
    with billing.database.reading() as connection:
        query = untold_ends(frozenset({"0321"}), (date(2015, 11, 5), date(2015, 12, 31)), 8, 1000)
        statement = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
    assert [step for step in plan if step.startswith("SCAN")] == []
    assert any("budget_end_by_day" in step for step in plan)


def billing_parked(billing: Service) -> Any:
    return billing.database.messaging.parked


def test_a_rebuild_leaves_what_was_not_handled_to_the_worker(billing: Service) -> None:
    newcomer = "0a1b2c3d-0000-8000-8000-00000000ffff"
    billing.transport.append(TOPICS["intake"], [transferred(newcomer)])
    billing.transport.append(TOPICS["migration"], [determined(newcomer)])
    counts = billing.events()
    billing.rebuild()
    work(billing)
    assert billing.events().sent == counts.sent + 2


def test_a_message_without_a_field_is_parked_alone(tmp_path: Path) -> None:
    broken = transferred(CLIENTS[0])
    data = {name: value for name, value in broken.data.items() if name != "person"}
    transfers = [event(TRANSFERRED, CLIENTS[0], data), transferred(CLIENTS[1])]
    billing = run(tmp_path, transfers, [determined(CLIENTS[0]), determined(CLIENTS[1])])
    assert billing.events().parked == 2
    totals = billing.totals()["budgets"]
    assert isinstance(totals, dict)
    assert totals["count"] == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ZL_REGION": "nowhere.toml"}, "nowhere.toml"),
        ({"ZL_REGION": ""}, "ZL_REGION"),
        ({"ZL_DATABASE_URL": ""}, "ZL_DATABASE_URL"),
    ],
)
def test_an_odd_setting_stops_the_start_and_is_named(tmp_path: Path, change: dict[str, str], named: str) -> None:
    environment = {"ZL_DATABASE_URL": sqlite_url(tmp_path / "b.sqlite"), "ZL_REGION": str(DEMO_REGION)} | change
    with pytest.raises(SettingsError, match=named):
        build(environment, transport=EmbeddedLog(tmp_path / "log.sqlite"), clock=CLOCK)
