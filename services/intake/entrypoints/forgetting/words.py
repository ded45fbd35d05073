"""Dutch words on the screens of forgetting."""

from services.intake.domain.forgetting.forgetting import Ground, Stage

GROUNDS = {
    Ground.DELIVERED_IN_ERROR.value: "per ongeluk aangeleverd",
    Ground.RETENTION_ENDED.value: "de bewaartermijn is voorbij",
}
GROUND_HINTS = {
    Ground.DELIVERED_IN_ERROR.value: "De persoon hoort niet bij ons. Dit kan altijd.",
    Ground.RETENTION_ENDED.value: (
        "Kijk eerst in het dossier. Loopt er nog een herbeoordeling, een bezwaar of een recht, of is er nog geld te "
        "betalen? Dan mag het niet."
    ),
}
STAGES = {
    Stage.PROPOSED.value: "voorgesteld",
    Stage.CONFIRMED.value: "wordt vergeten",
    Stage.FORGOTTEN.value: "vergeten",
    Stage.WITHDRAWN.value: "ingetrokken",
}
