"""What an event is called in Dutch, on every screen that shows one; a house test finds every contract here."""

from collections.abc import Mapping

EVENT_WORDS: Mapping[str, str] = {
    "nl.zachte-landing.intake.client-transferred.v1": "gegevens van de cliënt",
    "nl.zachte-landing.intake.client-held-back.v1": "vastgehouden regels van de cliënt",
    "nl.zachte-landing.intake.delivery-checked.v1": "gecontroleerde aanlevering",
    "nl.zachte-landing.migration.right-determined.v1": "recht van de cliënt",
    "nl.zachte-landing.migration.reassessment-planned.v1": "planning van het gesprek",
    "nl.zachte-landing.billing.budget-granted.v1": "pgb-budget",
    "nl.zachte-landing.billing.budget-waiting.v1": "pgb-bedrag dat wacht op een medewerker",
    "nl.zachte-landing.billing.budget-withdrawn.v1": "ingetrokken pgb-budget",
    "nl.zachte-landing.billing.contribution-assessed.v1": "eigen bijdrage",
    "nl.zachte-landing.notifications.letter-written.v1": "brief",
    "nl.zachte-landing.notifications.print-run-made.v1": "afdruk",
    "nl.zachte-landing.notifications.letter-taken-out.v1": "brief die uit de stapel is gehaald",
    "nl.zachte-landing.notifications.print-run-handed-over.v1": "afdruk die is overgedragen",
    "nl.zachte-landing.notifications.provider-notice-made.v1": "bericht aan een aanbieder",
}
