"""The console script `zachtelanding`. Exit code 0 done, 1 refused, 2 wrong use."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import click

from deploy.all_in_one import serve
from deploy.cli_access import first_managers
from deploy.cli_backup import backup, restore, say_what_came_since, who_waits
from deploy.cli_forget import forget
from deploy.cli_init import init
from deploy.cli_looks import check_looks
from deploy.cli_options import (
    REFUSED,
    DayType,
    ScaleType,
    alone_option,
    data_option,
    from_environment_option,
    host_option,
    json_option,
    port_option,
    refusing,
    service_argument,
)
from deploy.cli_production import front, tick, topics, web, worker
from deploy.data_dir import OTHERS, SERVICES, DataDir
from deploy.demo.counterparts.playing import advance as live_through
from deploy.demo.counterparts.playing import choose, counterparts_of
from deploy.demo.generate import generate
from deploy.logs import configure_logs
from deploy.production import open_service
from deploy.progress import progress
from deploy.region import Region
from deploy.show import show_refusals, show_status
from deploy.standing import look_less_often
from deploy.take_in import (
    DEMO_DAY,
    DemoChoice,
    deliver_with_progress,
    open_demo,
    open_for,
    say_what_is_left_to_fill_in,
    start_clock,
    take_in_demo,
    work_with_progress,
)
from services.intake.main import register_file
from shared.messaging.failures import Refused
from shared.service import Service


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zachtelanding")
def main() -> None:
    """Zachte Landing: van AWBZ naar gemeente in 2015."""
    configure_logs()
    os.umask(OTHERS)
    look_less_often()


@main.command("generate")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Map voor de bestanden.")
@click.option("--seed", required=True, type=int, help="Zelfde getal, zelfde bestanden.")
@click.option("--scale", type=ScaleType(), default="1", show_default=True, help="1 is de hele regio van de demo.")
@click.option("--defects", is_flag=True, help="Zet bekende fouten in de bestanden, en een lijst daarvan ernaast.")
@json_option
@refusing
def generate_command(out: Path, seed: int, scale: Decimal, defects: bool, as_json: bool) -> None:
    """Maak een aanlevering van verzonnen personen."""
    with progress("Aanlevering maken") as report:
        try:
            region = generate(out, seed=seed, scale=scale, defects=defects, progress=report)
        except OSError as error:
            raise Refused(f"in {out} kan niet geschreven worden ({error.strerror}); kies een andere map") from error
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
@click.option("--scale", type=ScaleType(), default="1", show_default=True, help="1 is de hele regio van de demo.")
@click.option("--seed", type=int, default=2015, show_default=True, help="Zelfde getal, zelfde bestanden.")
@data_option
@click.option("--today", type=DayType(), help=f"De dag waarop de demo begint: {DEMO_DAY}, als u niets kiest.")
@click.option("--defects/--no-defects", default=True, show_default=True, help="Met bekende fouten in de aanlevering.")
@click.option("--no-serve", is_flag=True, help="Stop na de samenvatting.")
@alone_option
@port_option
@host_option
@json_option
@refusing
def demo(
    scale: Decimal,
    seed: int,
    data: Path,
    today: date | None,
    defects: bool,
    no_serve: bool,
    alone: bool,
    port: int,
    host: str,
    as_json: bool,
) -> None:
    """Maak een regio, neem haar over, en toon de schermen. Een tweede keer verandert niets."""
    region = open_demo(data, DemoChoice(seed, scale, defects), today)
    choose(region, play=not alone)
    take_in_demo(region)
    show_status(region.status(), as_json=as_json)
    if no_serve:
        region.close()
    else:
        _serve(region, host, port)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@from_environment_option
@click.option("--register-only", is_flag=True, help="Geef het bestand alleen af; de worker van intake neemt het over.")
@click.option("--today", type=DayType(), help="Zet de klok van de map op deze dag.")
@json_option
@refusing
def deliver(
    file: Path, data: Path, from_environment: bool, register_only: bool, today: date | None, as_json: bool
) -> None:
    """Neem één aanlevering over. Het manifest ligt ernaast, met dezelfde naam en .json."""
    if from_environment or register_only:
        if not from_environment:
            start_clock(open_for(data, file), file, today)
        intake = open_service("intake", os.environ, None if from_environment else data)
        delivered = register_file(intake, file) if register_only else deliver_with_progress(intake, file)
    else:
        region = Region.open(open_for(data, file))
        say_what_is_left_to_fill_in(region.data)
        start_clock(region.data, file, today)
        delivered = deliver_with_progress(region.services["intake"], file)
        work_with_progress(partial(region.work, without=who_waits(region)))
        region.close()
    if as_json:
        click.echo(json.dumps(delivered, ensure_ascii=False))
    else:
        show_refusals(delivered)
    if delivered["reason"]:
        sys.exit(REFUSED)


@main.command("run")
@data_option
@click.option("--today", type=DayType(), help="Zet de klok op deze dag.")
@click.option(
    "--demo-sign-in",
    is_flag=True,
    help="Laat iedereen kiezen wie hij is. Alleen voor verzonnen mensen.",
)
@port_option
@host_option
@refusing
def run_command(data: Path, today: date | None, demo_sign_in: bool, port: int, host: str) -> None:
    """Toon de schermen en doe het werk, op de gegevens in de map."""
    region = Region.open(DataDir.existing(data))
    say_what_is_left_to_fill_in(region.data)
    if today is not None:
        region.clock.turn_on(today)
    work_with_progress(region.work)
    region.tick(region.clock.today())
    _serve(region, host, port, demo_sign_in=demo_sign_in)


@main.command()
@click.option("--to", "to", required=True, type=DayType(), help="De dag waarop de klok moet staan.")
@data_option
@alone_option
@json_option
@refusing
def advance(to: date, data: Path, alone: bool, as_json: bool) -> None:
    """Draai de klok vooruit en doe het werk van elke dag. In een demo doen verzonnen consulenten en cliënten mee."""
    configure_logs(each_line_once=True)
    region = Region.open(DataDir.existing(data))
    say_what_is_left_to_fill_in(region.data)
    start = region.clock.today()
    counterparts = None if alone else counterparts_of(region)
    with progress("Dagen") as report:
        try:
            live_through(region, to, counterparts, lambda day: report((day - start).days, (to - start).days))
        except ValueError as error:
            raise Refused(str(error)) from error
    refused = counterparts.refused if counterparts is not None else {}
    tried = {"refused": [{"step": each.about, "why": each.why, "times": times} for each, times in refused.items()]}
    show_status({**region.status(), **(tried if counterparts is not None else {})}, as_json=as_json)
    region.close()


@main.command()
@data_option
@json_option
@click.option("--digests", is_flag=True, help="Ook een controlegetal van de gegevens van elke dienst.")
@click.option("--service", type=click.Choice(SERVICES), help="Met --from-environment: van welke dienst.")
@from_environment_option
@refusing
def status(data: Path, as_json: bool, digests: bool, service: str | None, from_environment: bool) -> None:
    """Toon wat er geleverd, overgenomen en gedaan is; in productie van één dienst, als JSON, want elke dienst kent
    alleen de eigen database."""
    if from_environment != (service is not None):
        raise Refused("--from-environment en --service horen bij elkaar. Geef ze allebei, of geen van beide.")
    if service is not None:
        opened = open_service(service, os.environ, None)
        own = {"today": opened.database.clock.today().isoformat(), **opened.totals(), "events": asdict(opened.events())}
        click.echo(json.dumps({**own, "digest": opened.digest()} if digests else own, ensure_ascii=False))
        return
    region = Region.open(DataDir.existing(data))
    found = region.status()
    if digests:
        found["digests"] = region.digests()
    show_status(found, as_json=as_json)
    region.close()


@main.command()
@service_argument
@data_option
@from_environment_option
@refusing
def rebuild(service: str, data: Path, from_environment: bool) -> None:
    """Maak de gegevens van een dienst opnieuw uit het logboek, ook als de database weg is. Stop eerst wat er van die
    dienst draait; breekt dit af, geef dan dezelfde opdracht weer."""
    if from_environment:
        _rebuild(open_service(service, os.environ, None))
        return
    region = Region.open(DataDir.existing(data))
    _rebuild(region.services[service], lambda: region.work(without=who_waits(region)))
    region.close()


def _rebuild(service: Service, then: Callable[[], None] = lambda: None) -> None:
    before = service.digest()
    service.rebuild()
    then()
    after = service.digest()
    if before == after:
        click.echo(f"{service.name}: gelijk ({after[:12]})")
    else:
        click.echo(
            f"{service.name}: hersteld. De gegevens waren anders ({before[:12]}) dan uit het logboek ({after[:12]})."
        )
    if service.name == "intake":
        say_what_came_since(service)


def _serve(region: Region, host: str, port: int, *, demo_sign_in: bool = False) -> None:
    if not (region.data.is_demo or demo_sign_in):
        click.echo("Let op: de schermen blijven dicht, want aanmelden is nog niet ingericht.", err=True)

    def started(address: str) -> None:
        click.echo(f"De schermen staan op {address} (stop met Ctrl+C)")

    try:
        serve(region, host, port, started, demo_sign_in=demo_sign_in)
    except OSError as error:
        raise Refused(f"poort {port} op {host} kan niet open ({error.strerror}); kies een andere met --port") from error
    except KeyboardInterrupt:
        click.echo("Gestopt.")
    finally:
        region.close()


for command in (init, first_managers, forget, backup, restore, check_looks, worker, web, front, tick, topics):
    main.add_command(command)

if __name__ == "__main__":
    main()
