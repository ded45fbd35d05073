"""The commands that copy a data folder and put it, or one service of it, back."""

from pathlib import Path

import click

from deploy.backup import back_up, put_back, put_service_back
from deploy.cli_options import data_option, refusing
from deploy.data_dir import SERVICES, DataDir
from deploy.region import Region
from services.intake.main import follow_access, own_log_of
from shared.service import Service

BY_HAND = "Lever dat bestand opnieuw aan"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
@refusing
def backup(file: Path, data: Path) -> None:
    """Maak een reservekopie van een map, in één bestand. Dat mag terwijl alles draait."""
    back_up(DataDir.existing(data), file)
    click.echo(f"{file} is klaar. Bewaar het zo veilig als de map zelf: de sleutels en alle gegevens staan erin.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@click.option("--service", type=click.Choice(SERVICES), help="Zet alleen deze dienst terug. Stop eerst wat er draait.")
@refusing
def restore(file: Path, data: Path, service: str | None) -> None:
    """Zet een reservekopie terug: een hele map, of één dienst in de map waar de kopie van is."""
    if service is None:
        folder = put_back(file, data)
        click.echo(f"{folder.path} staat er weer zoals toen de kopie gemaakt werd.")
        return
    put_service_back(file, DataDir.existing(data), service)
    click.echo(f"{service} staat er weer zoals toen de kopie gemaakt werd.")
    if service != "intake":
        click.echo(f"Breng de dienst nu bij met: zachtelanding rebuild {service} --data {data}")
        return
    region = Region.open(DataDir.existing(data))
    follow_access(region.services["intake"])
    say_what_came_since(region.services["intake"])
    region.close()


def say_what_came_since(intake: Service) -> None:
    """What others know and an older copy of intake's database does not."""
    own = own_log_of(intake)
    for delivery in own.awaited():
        how = "Het bestand is er; intake neemt het op zijn beurt zelf over" if delivery.waits else BY_HAND
        click.echo(f"Daarna overgenomen, en nog niet terug: {delivery.reference}. {how}.")
    for client in own.not_forgotten_here():
        click.echo(f"Was vergeten, en staat er nu weer: {client}. Vergeet deze cliënt opnieuw (zachtelanding forget).")


def who_waits(region: Region) -> str:
    """The service that cannot work before something is delivered again; empty when there is none."""
    awaited = own_log_of(region.services["intake"]).awaited()
    return "intake" if any(not each.waits for each in awaited) else ""
