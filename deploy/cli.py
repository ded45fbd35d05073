"""The console script `zachtelanding`. Exit code 0 done, 1 refused, 2 wrong use."""

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from pathlib import Path
from typing import Any

import click

from deploy.data_dir import SERVICES, DataDir, DataDirError
from deploy.demo.generate import generate
from deploy.logs import configure_logs
from deploy.progress import progress
from deploy.region import Region
from deploy.show import show_refusals, show_status
from shared.messaging.failures import Refused
from shared.service import Service
from shared.settings import SettingsError

DEMO_DAY = "2014-11-03"
REFUSED = 1


class ScaleType(click.ParamType[Decimal]):
    name = "scale"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            scale = Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r} is geen getal; geef bijvoorbeeld 1 of 0.1", param, ctx)
        if not Decimal("0.01") <= scale <= 1000:
            self.fail(f"{value} ligt niet tussen 0.01 en 1000", param, ctx)
        return scale


class DayType(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"{value!r} is geen datum; schrijf bijvoorbeeld 2014-11-03", param, ctx)


data_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=Path("data"), help="Map met alle gegevens."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Eén JSON-object op standaarduitvoer.")
port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de server luistert.")
service_argument = click.argument("service", type=click.Choice(SERVICES))


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """A refusal is one clear line on standard error and exit code 1, never a stack trace."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (Refused, DataDirError, SettingsError) as error:
            click.echo(f"Geweigerd: {error}", err=True)
            sys.exit(REFUSED)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zachtelanding")
def main() -> None:
    """Zachte Landing: van AWBZ naar gemeente in 2015."""
    configure_logs()


@main.command("generate")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Map voor de bestanden.")
@click.option("--seed", required=True, type=int, help="Zelfde getal, zelfde bestanden.")
@click.option("--scale", type=ScaleType(), default="1", show_default=True, help="1 is de hele regio Lekstroom.")
@click.option("--defects", is_flag=True, help="Zet bekende fouten in de bestanden, en een lijst daarvan ernaast.")
@json_option
@refusing
def generate_command(out: Path, seed: int, scale: Decimal, defects: bool, as_json: bool) -> None:
    """Maak een aanlevering van verzonnen personen."""
    with progress("Aanlevering maken") as report:
        region = generate(out, seed=seed, scale=scale, defects=defects, progress=report)
    files = [
        {"file": str(each.file), "manifest": str(each.manifest), "rows": each.rows, "clients": each.clients}
        for each in region.municipalities
    ]
    if as_json:
        click.echo(json.dumps({"files": files, "defects": str(region.faults_file) if region.faults_file else None}))
        return
    for each in files:
        click.echo(f"{each['file']}: {each['rows']} rijen, {each['clients']} cliënten")


@main.command()
@click.option("--scale", type=ScaleType(), default="1", show_default=True)
@click.option("--seed", type=int, default=2015, show_default=True)
@data_option
@click.option("--today", type=DayType(), default=DEMO_DAY, show_default=True, help="De dag waarop de demo begint.")
@click.option("--defects/--no-defects", default=True, show_default=True, help="Met bekende fouten in de aanlevering.")
@click.option("--no-serve", is_flag=True, help="Stop na de samenvatting.")
@port_option
@host_option
@json_option
@refusing
def demo(
    scale: Decimal,
    seed: int,
    data: Path,
    today: date,
    defects: bool,
    no_serve: bool,
    port: int,
    host: str,
    as_json: bool,
) -> None:
    """Maak een regio, neem haar over, en toon de schermen."""
    folder = DataDir.open(data, demo_seed=seed)
    region = Region.open(folder)
    if not region.clock.turned:
        region.clock.turn(today)
    source = folder.path / "aanlevering"
    if not source.exists():
        with progress("Aanlevering maken") as report:
            generate(source, seed=seed, scale=scale, defects=defects, progress=report)
    for file in sorted(source.glob("*.csv")):
        _deliver(region.services["intake"], file)
    _work(region)
    with progress("Werk van vandaag") as report:
        report(0, 1)
        region.tick(region.clock.today())
        report(1, 1)
    _choose_outsiders(region)
    status = region.status()
    show_status(status, as_json=as_json)
    if no_serve:
        region.close()
    else:
        _serve(region, host, port)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@click.option("--from-environment", is_flag=True, help="Naar Kafka en PostgreSQL (productie), in plaats van een map.")
@click.option("--register-only", is_flag=True, help="Geef het bestand alleen af; de worker van intake neemt het over.")
@json_option
@refusing
def deliver(file: Path, data: Path, from_environment: bool, register_only: bool, as_json: bool) -> None:
    """Neem één aanlevering over. Het manifest ligt ernaast, met dezelfde naam en .json."""
    if from_environment or register_only:
        from deploy.production import open_service
        from services.intake.main import register_file

        intake = open_service("intake", os.environ, None if from_environment else data)
        delivered = register_file(intake, file) if register_only else _deliver(intake, file)
    else:
        region = Region.open(DataDir.open(data))
        delivered = _deliver(region.services["intake"], file)
        _work(region)
        region.close()
    if as_json:
        click.echo(json.dumps(delivered, ensure_ascii=False))
    else:
        show_refusals(delivered)
    if delivered["state"] == "refused":
        sys.exit(REFUSED)


@main.command("run")
@data_option
@click.option("--today", type=DayType(), help="Zet de klok op deze dag.")
@port_option
@host_option
@refusing
def run_command(data: Path, today: date | None, port: int, host: str) -> None:
    """Toon de schermen en doe het werk, op de gegevens in de map."""
    region = Region.open(DataDir.open(data))
    if today is not None:
        region.clock.turn(today)
    _serve(region, host, port)


@main.command()
@click.option("--to", "to", required=True, type=DayType(), help="De dag waarop de klok moet staan.")
@data_option
@json_option
@refusing
def advance(to: date, data: Path, as_json: bool) -> None:
    """Draai de klok van de demo vooruit en doe het werk van elke dag."""
    region = Region.open(DataDir.open(data))
    start = region.clock.today()
    with progress("Dagen") as report:
        try:
            region.advance(to, lambda day: report((day - start).days, (to - start).days))
        except ValueError as error:
            raise Refused(str(error)) from error
    show_status(region.status(), as_json=as_json)
    region.close()


@main.command()
@data_option
@json_option
@click.option("--digests", is_flag=True, help="Ook een controlegetal van de gegevens van elke dienst.")
@refusing
def status(data: Path, as_json: bool, digests: bool) -> None:
    """Toon wat er geleverd, overgenomen en gedaan is."""
    region = Region.open(DataDir.open(data))
    found = region.status()
    if digests:
        found["digests"] = region.digests()
    show_status(found, as_json=as_json)
    region.close()


@main.command()
@service_argument
@data_option
@refusing
def rebuild(service: str, data: Path) -> None:
    """Maak de gegevens van een dienst opnieuw uit het logboek; daarna zijn ze gelijk aan wat er was."""
    region = Region.open(DataDir.open(data))
    before = region.services[service].digest()
    region.services[service].rebuild()
    after = region.services[service].digest()
    region.close()
    click.echo(f"{service}: {'gelijk' if before == after else 'anders'} ({after[:12]})")
    if before != after:
        raise Refused(f"na het herbouwen van {service} zijn de gegevens anders dan ervoor ({before[:12]})")


@main.command()
@service_argument
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Map, in plaats van Kafka en PostgreSQL."
)
@refusing
def worker(service: str, data: Path | None) -> None:
    """Verwerk de berichten van een dienst (productie: één proces)."""
    from deploy.production import open_service, run_worker

    run_worker(open_service(service, os.environ, data))


@main.command()
@service_argument
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Map, in plaats van Kafka en PostgreSQL."
)
@refusing
def web(service: str, data: Path | None) -> None:
    """Toon de schermen en de API van een dienst (productie: één proces)."""
    from deploy.production import open_service, run_web

    run_web(open_service(service, os.environ, data), os.environ, data)


@main.command()
@service_argument
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Map, in plaats van Kafka en PostgreSQL."
)
@click.option("--once", is_flag=True, help="Doe het werk van vandaag en stop.")
@refusing
def tick(service: str, data: Path | None, once: bool) -> None:
    """Doe het werk dat op tijd moet gebeuren (productie: één proces)."""
    from deploy.production import open_service, run_tick

    run_tick(open_service(service, os.environ, data), once=once)


@main.command()
@refusing
def topics() -> None:
    """Maak de topics in Kafka aan (productie: eenmalig)."""
    from shared.settings import required
    from shared.transport.kafka import create_topics
    from shared.transport.topics import TOPICS

    create_topics(required(os.environ, "ZL_KAFKA_BOOTSTRAP"), list(TOPICS.values()))
    click.echo(", ".join(topic.name for topic in TOPICS.values()))


def _deliver(intake: Service, file: Path) -> dict[str, Any]:
    from services.intake.main import deliver_file

    with progress(f"Overnemen {file.name}") as report:
        return deliver_file(intake, file, report)


def _work(region: Region) -> None:
    with progress("Berichten verwerken") as report:
        most = [1]

        def left(to_read: int) -> None:
            most[0] = max(most[0], to_read)
            report(most[0] - to_read, most[0])

        region.work(left)


def _choose_outsiders(region: Region) -> None:
    from services.notifications.main import example_outsiders

    from deploy.users import write_outsiders

    found = example_outsiders(region.services["notifications"])
    if found is not None:
        write_outsiders(region.data.users_file, client=found[0], provider=found[1])


def _serve(region: Region, host: str, port: int) -> None:
    from deploy.all_in_one import serve

    try:
        serve(region, host, port, lambda address: click.echo(f"De schermen staan op {address} (stop met Ctrl+C)"))
    except OSError as error:
        raise Refused(f"poort {port} op {host} kan niet open ({error.strerror}); kies een andere met --port") from error
    except KeyboardInterrupt:
        click.echo("Gestopt.")
    finally:
        region.close()


if __name__ == "__main__":
    main()
