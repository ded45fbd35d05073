"""The command that names the first two people who may give others access."""

import os
from pathlib import Path

import click

from deploy.cli_options import data_option, from_environment_option, refusing
from deploy.data_dir import DataDir
from deploy.production import open_service
from deploy.region import Region
from services.intake.main import name_first_managers


@click.command("first-managers")
@click.argument("account", nargs=1)
@click.argument("name", nargs=1)
@click.argument("other_account", nargs=1)
@click.argument("other_name", nargs=1)
@data_option
@from_environment_option
@refusing
def first_managers(
    account: str, name: str, other_account: str, other_name: str, data: Path, from_environment: bool
) -> None:
    """Geef twee mensen de rol van functioneel beheerder, voor alle gemeenten. Dat kan één keer: daarna geven zij
    anderen toegang op het scherm. ACCOUNT is waarmee iemand zich aanmeldt, NAME de naam tussen aanhalingstekens."""
    people = ((account, name), (other_account, other_name))
    if from_environment:
        name_first_managers(open_service("intake", os.environ, None), people)
    else:
        region = Region.open(DataDir.existing(data))
        name_first_managers(region.services["intake"], people)
        region.work()
        region.close()
    click.echo(f"{name} en {other_name} zijn functioneel beheerder. Zij geven samen anderen toegang.")
