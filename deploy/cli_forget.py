"""The command that forgets a client: one person proposes, another one confirms."""

import os
from pathlib import Path

import click

from deploy.cli_backup import who_waits
from deploy.cli_options import data_option, from_environment_option, refusing
from deploy.data_dir import DataDir
from deploy.production import open_service
from deploy.region import Region
from services.intake.application.forgetting.confirm_forgetting import ConfirmForgetting, confirm_forgetting
from services.intake.application.forgetting.propose_forgetting import ProposeForgetting, propose_forgetting
from services.intake.domain.forgetting.forgetting import Ground
from services.intake.main import IntakeService
from shared.access import Role, User
from shared.messaging.failures import Refused
from shared.messaging.forgetting import tidy_up
from shared.service import Service

GROUNDS = [each.value for each in Ground]


@click.command()
@click.argument("client")
@click.option("--ground", type=click.Choice(GROUNDS), help="Waarom dit mag. Nodig om het voor te stellen.")
@click.option("--why", default="", help="In één zin, zonder naam. Nodig om het voor te stellen.")
@click.option("--by", "by", help="Wie het voorstelt.")
@click.option("--confirm-by", help="Wie het bevestigt: iemand anders. Dit kan niet ongedaan worden gemaakt.")
@data_option
@from_environment_option
@refusing
def forget(
    client: str,
    ground: str | None,
    why: str,
    by: str | None,
    confirm_by: str | None,
    data: Path,
    from_environment: bool,
) -> None:
    """Vergeet een cliënt voorgoed, in alle onderdelen. CLIENT is ons nummer. De een stelt het voor (--by), een ander
    bevestigt het (--confirm-by)."""
    if by is None and confirm_by is None:
        raise Refused("zeg wie het voorstelt (--by NAAM) of wie het bevestigt (--confirm-by NAAM)")
    if from_environment:
        _decide(_intake(open_service("intake", os.environ, None)), client, ground, why, by, confirm_by)
        click.echo(_said(confirm_by))
        return
    region = Region.open(DataDir.existing(data))
    try:
        _decide(_intake(region.services["intake"]), client, ground, why, by, confirm_by)
        region.work(without=who_waits(region))
        for service in region.services.values():
            tidy_up(service.database)
    finally:
        region.close()
    click.echo(_said(confirm_by))


def _said(confirm_by: str | None) -> str:
    if confirm_by is None:
        return "Voorgesteld. Laat iemand anders het bevestigen (--confirm-by NAAM)."
    return "Bevestigd. De cliënt wordt in alle onderdelen vergeten. Denk ook aan reservekopieën van voor vandaag."


def _intake(service: Service) -> IntakeService:
    if not isinstance(service, IntakeService):
        raise TypeError(f"a client is forgotten by intake, not by {service.name}")
    return service


def _decide(
    intake: IntakeService, client: str, ground: str | None, why: str, by: str | None, confirm_by: str | None
) -> None:
    if by is not None:
        if ground is None:
            raise Refused(f"zeg waarom dit mag: --ground {' of '.join(GROUNDS)}")
        with intake.works.begin() as work:
            propose_forgetting(work, ProposeForgetting(_user(intake, by), client, Ground(ground), why))
    if confirm_by is not None:
        with intake.works.read() as work:
            one = work.forgettings.open_of(client)
        if one is None:
            raise Refused("voor deze cliënt ligt er geen voorstel; stel het eerst voor met --by en --ground")
        confirm_forgetting(intake.works, ConfirmForgetting(_user(intake, confirm_by), one.id))


def _user(intake: IntakeService, name: str) -> User:
    """Whoever may type commands here works for all municipalities. A name in other letters is the same person."""
    return User("".join(name.split()).casefold(), name, Role.FUNCTIONAL_MANAGER, intake.works.region.codes)
