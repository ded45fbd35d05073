"""The commands as somebody types them: what is refused, and what is made good."""

import errno
import json
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from werkzeug.test import Client

from deploy.all_in_one import site_of
from deploy.cli import main
from deploy.data_dir import DEMO_REGION, SERVICES, DataDir
from deploy.file_faults import in_dutch
from deploy.region import Region
from services.migration.adapters.control.tables import delivered
from services.migration.adapters.rights.tables import client
from services.migration.domain.control.deliveries import DeliveredPersons, not_transferred
from shared.messaging.failures import DatabaseBehind
from shared.service import Service
from shared.transport.contract import TransportUnavailable
from tests.simulation.deliveries import make_delivery, open_region, take_in
from tests.support import migration as support

FROM_THE_LOG = [service for service in SERVICES if service != "intake"]


def zachtelanding(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    region = open_region(folder / "data")
    take_in(region, make_delivery(folder / "files", scale="0.02"))
    region.close()
    return folder / "data"


def delivery_for(folder: Path, code: str, name: str) -> Path:
    """One municipality's file of a small demo, handed over as that of another."""
    files = make_delivery(folder / "files", scale="0.01", defects=False)
    manifest = json.loads(files[0].with_suffix(".json").read_text(encoding="utf-8"))
    (folder / f"{name}.json").write_text(json.dumps({**manifest, "gemeentecode": code}), encoding="utf-8")
    (folder / f"{name}.csv").write_bytes(files[0].read_bytes())
    return folder / f"{name}.csv"


def digest_of(data: Path, service: str) -> str:
    region = Region.open(DataDir.open(data))
    found = region.services[service].digest()
    region.close()
    return found


@pytest.mark.parametrize("command", [["status"], ["run"], ["advance", "--to", "2014-12-01"], ["rebuild", "billing"]])
def test_a_folder_without_data_is_refused_and_not_made(tmp_path: Path, command: list[str]) -> None:
    answer = zachtelanding(*command, "--data", tmp_path / "weg")
    assert (answer.exit_code, "staan geen gegevens" in answer.stderr) == (1, True)
    assert not (tmp_path / "weg").exists()


def test_a_place_where_nobody_can_write_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = zachtelanding("generate", "--out", tmp_path / "file" / "in", "--seed", 1, "--scale", "0.01")
    assert (answer.exit_code, answer.stderr.splitlines()[-1][:24]) == (1, "Geweigerd: in " + str(tmp_path)[:10])


WRONG = [
    (["generate", "--out", "nergens", "--seed", 1, "--scale", "nan"], "nan ligt niet tussen 0.01 en 1000"),
    (["run", "--host", "999.1.1.1"], "'999.1.1.1' is geen adres van deze machine"),
    (["run", "--host", ""], "'' is geen adres van deze machine"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_wrong_use_is_told_in_one_line(words: list[object], told: str) -> None:
    answer = zachtelanding(*words)
    assert (answer.exit_code, told in answer.stderr.splitlines()[-1]) == (2, True)


def test_a_log_that_cannot_be_reached_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_bootstrap: str) -> None:
        raise TransportUnavailable("Kafka cannot be reached for making topics")

    monkeypatch.setattr("deploy.cli_production.make_topics", unreachable)
    monkeypatch.setenv("ZL_KAFKA_BOOTSTRAP", "127.0.0.1:1")
    answer = zachtelanding("topics")
    assert (answer.exit_code, answer.stderr) == (1, "Geweigerd: Kafka cannot be reached for making topics\n")


ODD = [
    (["front"], "ZL_WEB_PORT", "99999", "it must be a whole number from 1 to 65535"),
    (["front"], "ZL_WEB_HOST", "999.1.1.1", "it must be an address of this machine"),
    (["front"], "ZL_SESSION_KEY", "short", "ZL_SESSION_KEY has 5 characters; it needs at least 32"),
    (
        ["tick", "migration", "--once"],
        "ZL_SEALING_KEY",
        "geheim",
        "ZL_SEALING_KEY has 6 characters; it needs at least 64",
    ),
    (["tick", "migration", "--once"], "ZL_SEALING_KEY", "geheim" * 11, "ZL_SEALING_KEY must be 64 hexadecimal digits"),
    (["front"], "ZL_TRIAL_DAY", "morgen", "it must be a day like 2014-11-03"),
    (["tick", "migration", "--once"], "ZL_DATABASE_URL", "user:geheim", "ZL_DATABASE_URL cannot be read"),
    (["tick", "migration", "--once"], "ZL_DATABASE_URL", "mysql://u:geheim@h/d", "use sqlite or postgresql+psycopg"),
]


@pytest.mark.parametrize(("words", "name", "value", "told"), ODD)
def test_an_odd_setting_of_production_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], name: str, value: str, told: str
) -> None:
    settings = {
        "ZL_REGION": str(DEMO_REGION),
        "ZL_KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "ZL_SEALING_KEY": "ab" * 32,
        "ZL_DATABASE_URL": f"sqlite:///{tmp_path / 'migration.sqlite'}",
        "ZL_IDENTITY": "demo",
        "ZL_SESSION_KEY": "k" * 32,
        "ZL_WEB_PORT": "8000",
    }
    for setting, usual in {**settings, name: value}.items():
        monkeypatch.setenv(setting, usual)
    answer = zachtelanding(*words)
    last = answer.stderr.splitlines()[-1]
    assert (answer.exit_code, last.startswith("Geweigerd: "), told in last, "geheim" in last) == (1, True, True, False)


def test_a_demo_in_the_folder_of_a_municipality_is_refused(tmp_path: Path) -> None:
    zachtelanding("init", "--data", tmp_path, "--municipality", "0273")
    answer = zachtelanding("demo", "--data", tmp_path, "--no-serve")
    assert (answer.exit_code, "staan al gegevens die niet van een demo zijn" in answer.stderr) == (1, True)


def test_a_damaged_logo_stops_the_start_and_not_the_printing(tmp_path: Path) -> None:
    zachtelanding("init", "--data", tmp_path, "--municipality", "0273")
    file = tmp_path / "region.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("# logo =", "logo ="), encoding="utf-8")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><g></svg')
    answer = zachtelanding("status", "--data", tmp_path)
    assert (answer.exit_code, 'logo is "logo.svg" en dat plaatje is beschadigd' in answer.stderr) == (1, True)
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert zachtelanding("status", "--data", tmp_path).exit_code == 0


def test_the_year_and_the_totals_tell_the_same_of_who_never_came_through(data: Path) -> None:
    region = Region.open(DataDir.open(data))
    with region.services["migration"].database.engine.connect() as connection:
        told = not_transferred(DeliveredPersons(**row) for row in connection.execute(select(delivered)).mappings())
    held_back = region.status()["persons"]["states"]["held-back"]
    region.close()
    assert sum(one.persons for one in told) == held_back > 0


@pytest.mark.parametrize("service", FROM_THE_LOG)
def test_a_service_whose_database_is_lost_comes_back_from_the_log(data: Path, service: str) -> None:
    before = digest_of(data, service)
    for file in data.glob(f"{service}.sqlite*"):
        file.unlink()
    answer = zachtelanding("rebuild", service, "--data", data)
    assert (answer.exit_code, f"{service}: hersteld" in answer.stdout) == (0, True)
    assert digest_of(data, service) == before
    assert f"{service}: gelijk" in zachtelanding("rebuild", service, "--data", data).stdout


def test_nothing_is_sent_again_after_every_database_but_intakes_was_lost(data: Path) -> None:
    before = zachtelanding("status", "--json", "--data", data).stdout
    for service in FROM_THE_LOG:
        for file in data.glob(f"{service}.sqlite*"):
            file.unlink()
    for service in FROM_THE_LOG:
        zachtelanding("rebuild", service, "--data", data)
    after = zachtelanding("status", "--json", "--data", data).stdout
    assert json.loads(after) == json.loads(before)


def test_a_lost_list_of_deliveries_is_refused_with_what_to_do(tmp_path: Path) -> None:
    region = open_region(tmp_path / "data")
    take_in(region, make_delivery(tmp_path / "files", scale="0.01"))
    region.close()
    for file in (tmp_path / "data").glob("intake.sqlite*"):
        file.unlink()
    answer = zachtelanding("rebuild", "intake", "--data", tmp_path / "data")
    assert (answer.exit_code, "reservekopie" in answer.stderr) == (1, True)


def test_a_folder_is_made_ready_for_a_municipality_and_then_takes_its_delivery(tmp_path: Path) -> None:
    made = zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0273")
    assert (made.exit_code, "is klaar voor Putten (0273)" in made.stdout) == (0, True)
    assert "Vul nog in bij Putten (0273): oin, return_address, visiting_address, phone, email" in made.stdout
    assert sorted(each.name for each in (tmp_path / "data").iterdir()) == [
        "archive",
        "region.toml",
        "sealing.key",
        "secrets.json",
    ]
    file = delivery_for(tmp_path, "0273", "putten")
    taken = zachtelanding("deliver", file, "--data", tmp_path / "data", "--today", "2014-11-03", "--json")
    assert "Let op: in region.toml staan nog voorbeelden, bij Putten (0273)" in taken.stderr
    assert json.loads(taken.stdout)["municipality"] == "0273"


def test_a_folder_that_is_ready_is_not_made_again(tmp_path: Path) -> None:
    zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0273")
    before = (tmp_path / "data" / "region.toml").read_bytes()
    again = zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0267")
    assert (again.exit_code, "staat al een region.toml" in again.stderr, len(again.stderr.splitlines())) == (1, True, 1)
    assert (tmp_path / "data" / "region.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("0272", "0273 (Putten)"),
        ("Putte", "0273 (Putten)"),
        ("0600", "schrijf 0599 (Rotterdam)"),
        ("x", "geen gemeente"),
    ],
)
def test_a_code_of_no_municipality_is_wrong_use_with_a_hint(tmp_path: Path, code: str, hint: str) -> None:
    answer = zachtelanding("init", "--data", tmp_path / "data", "--municipality", code)
    assert (answer.exit_code, hint in answer.stderr) == (2, True)
    assert not (tmp_path / "data").exists()


def test_init_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = zachtelanding("init", "--data", tmp_path / "file" / "in", "--municipality", "0273")
    assert (answer.exit_code, "kan niet geschreven worden" in answer.stderr) == (1, True)


@pytest.mark.parametrize("more", [[], ["--register-only"]])
def test_a_delivery_to_a_folder_without_region_says_how_to_make_it_ready(tmp_path: Path, more: list[str]) -> None:
    file = delivery_for(tmp_path, "0273", "putten")
    answer = zachtelanding("deliver", file, "--data", tmp_path / "data", *more)
    assert answer.exit_code == 1
    assert answer.stderr.splitlines() == [
        f"Geweigerd: in {tmp_path / 'data'} staat nog geen region.toml. Deze aanlevering is voor Putten; maak de map "
        f"klaar met: zachtelanding init --data {tmp_path / 'data'} --municipality 0273"
    ]
    assert not (tmp_path / "data").exists()


def test_a_delivery_for_a_municipality_that_is_not_served_says_what_to_add(tmp_path: Path) -> None:
    zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0267")
    answer = zachtelanding("deliver", delivery_for(tmp_path, "0273", "putten"), "--data", tmp_path / "data")
    assert (answer.exit_code, len(answer.stderr.splitlines())) == (1, 1)
    assert 'een blok [[municipality]] bij met code = "0273"' in answer.stderr
    assert "zachtelanding init --data voorbeeld --municipality 0273" in answer.stderr


@pytest.mark.parametrize("ready", [True, False])
def test_a_delivery_for_a_municipality_that_is_gone_names_no_command_that_will_be_refused(
    tmp_path: Path, ready: bool
) -> None:
    if ready:
        zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0273")
    answer = zachtelanding("deliver", delivery_for(tmp_path, "0653", "gaasterlan"), "--data", tmp_path / "data")
    assert (answer.exit_code, "De Friese Meren" in answer.stderr, "Vraag het zorgkantoor" in answer.stderr) == (
        1, True, True,
    )  # fmt: skip
    assert "zachtelanding init" not in answer.stderr


def test_a_delivery_whose_manifest_tells_no_municipality_asks_for_a_code(tmp_path: Path) -> None:
    file = delivery_for(tmp_path, "0273", "putten")
    file.with_suffix(".json").unlink()
    answer = zachtelanding("deliver", file, "--data", tmp_path / "data")
    assert (answer.exit_code, "--municipality CODE" in answer.stderr) == (1, True)


def test_everything_in_a_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    zachtelanding("init", "--data", data, "--municipality", "0273")
    zachtelanding("deliver", delivery_for(tmp_path, "0273", "putten"), "--data", data, "--today", "2014-11-03")
    zachtelanding("run", "--data", data, "--host", "203.0.113.1", "--port", "0")
    open_to_others = [each for each in (data, *data.rglob("*")) if each.stat().st_mode & 0o077]
    assert (len(list(data.rglob("*"))) > 10, open_to_others) == (True, [])


def test_a_folder_that_others_could_read_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    data = tmp_path / "data"
    zachtelanding("init", "--data", data, "--municipality", "0273")
    data.chmod(0o755)
    zachtelanding("status", "--data", data)
    assert data.stat().st_mode & 0o077 == 0


def test_processes_that_start_together_have_the_same_secrets(tmp_path: Path) -> None:
    """With another key every client would get another id."""
    DataDir.prepare(tmp_path / "data", DEMO_REGION.read_text(encoding="utf-8"))
    (tmp_path / "data" / "secrets.json").unlink()
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: DataDir.open(tmp_path / "data", demo_seed=1).session_key, range(40)))
    assert len(keys) == 1
    assert [each.name for each in (tmp_path / "data").glob("secrets*")] == ["secrets.json"]


@pytest.mark.parametrize("command", ["run", "deliver"])
def test_a_clock_is_never_turned_back(tmp_path: Path, command: str) -> None:
    data, file = tmp_path / "data", delivery_for(tmp_path, "0273", "putten")
    zachtelanding("init", "--data", data, "--municipality", "0273")
    zachtelanding("deliver", file, "--data", data, "--today", "2014-11-03")
    words = ["deliver", file] if command == "deliver" else ["run"]
    answer = zachtelanding(*words, "--data", data, "--today", "2014-11-02")
    assert (answer.exit_code, "gaat niet terug naar 2 november 2014" in answer.stderr) == (1, True)
    assert json.loads(zachtelanding("status", "--data", data, "--json").stdout)["today"] == "2014-11-03"


ADDRESSES = ["/", "/aanmelden", "/migration/clients", "/notifications/api/v1/openapi.json", "/healthz", "/assets/x.css"]


def answers_of(data: Path, *, demo_sign_in: bool = False) -> list[tuple[int, str]]:
    region = Region.open(DataDir.existing(data))
    browser = Client(site_of(region, demo_sign_in=demo_sign_in))
    found = [browser.get(address, follow_redirects=True) for address in ADDRESSES]
    choice = browser.post("/aanmelden", data={"user": "consulent"})
    region.close()
    return [(each.status_code, each.text) for each in [*found, choice]]


def test_a_folder_that_no_demo_made_shows_nothing_but_that_nobody_can_sign_in(tmp_path: Path) -> None:
    data = tmp_path / "data"
    zachtelanding("init", "--data", data, "--municipality", "0273")
    zachtelanding("deliver", delivery_for(tmp_path, "0273", "putten"), "--data", data, "--today", "2014-11-03")
    answers = answers_of(data)
    assert {status for status, _ in answers} == {503}
    assert len({text for _, text in answers}) == 1
    assert "Aanmelden kan nog niet" in answers[0][1]
    assert 200 in {status for status, _ in answers_of(data, demo_sign_in=True)}


def test_a_demo_can_be_looked_at_by_who_chooses_a_role(data: Path) -> None:
    assert answers_of(data)[0][0] == 200


@pytest.fixture
def in_production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """What the environment would open."""
    service = support.open_service(tmp_path)
    support.feed(service, [support.transferred("anna"), support.checked(1)])
    monkeypatch.setattr("deploy.cli.open_service", lambda *_: service)
    yield service
    support.close(service)


def test_a_service_in_production_is_rebuilt_by_one_command(in_production: Service) -> None:
    tables = in_production.database.messaging
    with in_production.database.engine.begin() as connection:
        for table in (client, tables.inbox, tables.read_to, tables.outbox, tables.outbox_data, tables.relay):
            connection.execute(delete(table))
    answer = zachtelanding("rebuild", "migration", "--from-environment")
    assert (answer.exit_code, "migration: hersteld" in answer.stdout) == (0, True)
    assert "migration: gelijk" in zachtelanding("rebuild", "migration", "--from-environment").stdout
    assert len(support.of_type(support.recorded(in_production), "right-determined")) == 1


def test_the_status_of_a_service_in_production_is_told(in_production: Service) -> None:
    told = json.loads(zachtelanding("status", "--from-environment", "--service", "migration", "--digests").stdout)
    assert (told["events"]["received"], told["events"]["unknown"]) == (2, 0)
    assert told["digest"] == in_production.digest()


@pytest.mark.parametrize("words", [["--from-environment"], ["--service", "migration"]])
def test_in_production_a_status_is_that_of_one_service(words: list[str]) -> None:
    answer = zachtelanding("status", *words)
    assert (answer.exit_code, "horen bij elkaar" in answer.stderr) == (1, True)


def test_a_worker_on_a_lost_database_says_how_to_mend_it_and_health_is_not_well(data: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(data, tmp_path / "data")
    for file in copy.glob("billing.sqlite*"):
        file.unlink()
    region = Region.open(DataDir.existing(copy))
    with pytest.raises(DatabaseBehind, match="zachtelanding rebuild billing"):
        region.work()
    browser = Client(site_of(region, demo_sign_in=False))
    assert browser.get("/billing/healthz").status_code == 500
    region.close()
    assert "billing: hersteld" in zachtelanding("rebuild", "billing", "--data", copy).stdout
    assert digest_of(copy, "billing") == digest_of(data, "billing")


def test_a_file_that_is_broken_is_one_line_that_says_what_to_do(data: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(data, tmp_path / "data")
    for file in copy.glob("billing.sqlite*"):
        file.unlink()
    (copy / "billing.sqlite").write_bytes(b"no database at all " * 1000)
    answer = zachtelanding("status", "--data", copy)
    (line,) = answer.stderr.splitlines()
    assert (answer.exit_code, "billing.sqlite is beschadigd" in line, "zachtelanding rebuild" in line) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("database or disk is full", "De schijf is vol."),
        ("attempt to write a readonly database", "Het bestand x kan niet geschreven worden."),
        ("database disk image is malformed", "Het bestand x is beschadigd."),
        ("unable to open database file", "Het bestand x kan nu niet gelezen of geschreven worden."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_dutch(said: str, line: str) -> None:
    assert in_dutch(OperationalError("insert", {}, sqlite3.OperationalError(said)), Path("x")).startswith(line)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EROFS, "kan niet geschreven worden"), (errno.ENOSPC, "De schijf is vol"), (errno.EACCES, "schrijfrechten")],
)
def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    """A folder on a disk that was mounted read-only gave a stack."""
    zachtelanding("init", "--data", tmp_path / "data", "--municipality", "0273")

    def refuse(*_: object) -> None:
        raise OSError(number, "no", str(tmp_path / "data"))

    monkeypatch.setattr("deploy.data_dir.DataDir._keep_to_owner", refuse)
    for command in ("status", "check-looks", "backup"):
        words = [tmp_path / "copy.tar.gz"] if command == "backup" else []
        answer = zachtelanding(command, *words, "--data", tmp_path / "data")
        assert (answer.exit_code, said in answer.stderr, answer.stderr.count("\n")) == (1, True, 1), command


def test_a_server_that_is_away_is_no_file_without_rights() -> None:
    """Whoever ran a command in production while PostgreSQL was down was sent to the rights of a folder."""
    away = OperationalError("select", {}, psycopg.OperationalError("connection refused"))
    refused = ProgrammingError("select", {}, psycopg.ProgrammingError("no such table"))
    assert in_dutch(away).startswith("De database is niet te bereiken. Kijk of PostgreSQL draait")
    assert in_dutch(refused).startswith("De database weigert dit.")


class Killed(BaseException):
    """As if the process ended here."""


@pytest.mark.parametrize("ticked", [0, 2, 4])
def test_a_day_that_was_broken_off_is_done_whole_by_the_same_command(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticked: int
) -> None:
    """Killed when so many of the four services had done their work of that day."""
    whole, broken = (shutil.copytree(data, tmp_path / name) for name in ("whole", "broken"))

    def tick(region: Region, day: date) -> None:
        for service in list(region.services.values())[:ticked]:
            service.tick(day)
        raise Killed

    as_it_is = Region.tick
    monkeypatch.setattr(
        Region, "tick", lambda region, day: (tick if day == date(2014, 11, 17) else as_it_is)(region, day)
    )
    words = ("advance", "--to", "2014-11-24", "--without-counterparts", "--data")
    with pytest.raises(Killed):
        zachtelanding(*words, broken)
    monkeypatch.setattr(Region, "tick", as_it_is)
    for folder in (whole, broken):
        zachtelanding(*words, folder)
    assert status_of(broken)["today"] == "2014-11-24"
    assert status_of(broken) == status_of(whole)


def status_of(data: Path) -> dict[str, Any]:
    return dict(json.loads(zachtelanding("status", "--data", data, "--json", "--digests").stdout))


def test_two_people_forget_a_client_by_command(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    region = Region.open(DataDir.existing(folder))
    with region.services["migration"].database.reading() as connection:
        someone = connection.execute(select(client.c.client_id).order_by(client.c.client_id)).scalars().all()[0]
    before = region.status()["persons"]["delivered"]
    region.close()
    why = ["--ground", "delivered-in-error", "--why", "Verkeerd bestand."]
    assert "ligt er geen voorstel" in zachtelanding("forget", someone, "--confirm-by", "Bert", "--data", folder).stderr
    assert "Voorgesteld" in zachtelanding("forget", someone, *why, "--by", "Anna", "--data", folder).stdout
    assert "zelf voorgesteld" in zachtelanding("forget", someone, "--confirm-by", " anna", "--data", folder).stderr
    assert "Bevestigd" in zachtelanding("forget", someone, "--confirm-by", "Bert", "--data", folder).stdout
    region = Region.open(DataDir.existing(folder))
    with region.services["migration"].database.reading() as connection:
        assert connection.execute(select(client).where(client.c.client_id == someone)).first() is None
    assert region.status()["persons"] == {**region.status()["persons"], "delivered": before - 1, "unaccounted": 0}
    region.close()


def test_nobody_is_forgotten_by_one_person_or_without_a_ground(data: Path) -> None:
    unknown = "0b1f3c1e-6f36-8c0f-9a7e-3d2b7f0f6a10"
    assert "zeg wie" in zachtelanding("forget", unknown, "--data", data).stderr
    assert "zeg waarom" in zachtelanding("forget", unknown, "--by", "Anna", "--data", data).stderr
    asked = ["--ground", "delivered-in-error", "--why", "Fout.", "--by", "Anna", "--data", data]
    assert "kennen geen cliënt" in zachtelanding("forget", unknown, *asked).stderr
