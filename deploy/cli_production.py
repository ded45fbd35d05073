"""The commands of production: one process per service and role."""

import os
from pathlib import Path

import click

from deploy.cli_options import refusing, service_argument
from deploy.production import open_service, run_front, run_tick, run_web, run_worker
from deploy.sealing import make_topics
from deploy.waiting import when_it_can
from shared.service import Service
from shared.settings import required

data_instead_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Map, in plaats van Kafka en PostgreSQL."
)


@click.command()
@service_argument
@data_instead_option
@refusing
def worker(service: str, data: Path | None) -> None:
    """Verwerk de berichten van een dienst (productie: één proces)."""
    run_worker(_opened(service, data))


@click.command()
@service_argument
@data_instead_option
@refusing
def web(service: str, data: Path | None) -> None:
    """Toon de schermen en de API van een dienst (productie: één proces)."""
    run_web(_opened(service, data), os.environ, data)


@click.command()
@data_instead_option
@refusing
def front(data: Path | None) -> None:
    """Toon de startpagina en het aanmelden, vóór alle diensten (productie: één proces)."""
    run_front(os.environ, data)


@click.command()
@service_argument
@data_instead_option
@click.option("--once", is_flag=True, help="Doe het werk van vandaag en stop.")
@refusing
def tick(service: str, data: Path | None, once: bool) -> None:
    """Doe het werk dat op tijd moet gebeuren (productie: één proces)."""
    run_tick(open_service(service, os.environ, data) if once else _opened(service, data), once=once)


def _opened(service: str, data: Path | None) -> Service:
    """For a process that stays: a server of databases is waited for; a file that cannot be opened is for somebody to
    mend."""
    if data is not None:
        return open_service(service, os.environ, data)
    return when_it_can(lambda: open_service(service, os.environ, None))


@click.command()
@refusing
def topics() -> None:
    """Maak de topics in Kafka aan (productie: eenmalig)."""
    click.echo(", ".join(make_topics(required(os.environ, "ZL_KAFKA_BOOTSTRAP"))))
