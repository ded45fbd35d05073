"""How a municipality calls its teams."""

from collections.abc import Mapping

from services.migration.application.control.ports import Work
from services.migration.domain.control.steps import Team
from shared.access import system


@system
def name_teams(work: Work, municipality: str) -> Mapping[Team, str]:
    return {team: work.choice(municipality, f"control.team-{team.value}", work.today).word for team in Team}
