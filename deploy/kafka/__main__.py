"""`python -m deploy.kafka start --dir DIR --port P` and `python -m deploy.kafka stop --dir DIR`."""

from pathlib import Path

import click

from deploy.jars import JarsUnavailable
from deploy.kafka import broker
from shared.transport.kafka import create_topics
from shared.transport.topics import ALL_TOPICS

FOLDER = click.option("--dir", "folder", type=click.Path(path_type=Path), required=True, help="Settings, log, state.")


@click.group()
def main() -> None:
    """A real Kafka on this machine, without Docker."""


@main.command()
@FOLDER
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes any free port.")
def start(folder: Path, port: int) -> None:
    """Start a broker, make the topics and print its address."""
    try:
        running = broker.start(folder, port)
    except (JarsUnavailable, broker.BrokerFailed) as error:
        raise click.ClickException(str(error)) from error
    create_topics(running.bootstrap, ALL_TOPICS)
    click.echo(running.bootstrap)


@main.command()
@FOLDER
def stop(folder: Path) -> None:
    """Stop the broker that was started in this folder."""
    try:
        broker.stop(folder)
    except broker.BrokerFailed as error:
        raise click.ClickException(str(error)) from error


main()
