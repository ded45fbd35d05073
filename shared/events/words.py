"""What an event is called in Dutch, on every screen that shows one; a house test finds every contract here."""

from collections.abc import Mapping

EVENT_WORDS: Mapping[str, str] = {
    "nl.zachte-landing.intake.client-transferred.v1": "gegevens van de cliënt",
    "nl.zachte-landing.intake.client-held-back.v1": "vastgehouden regels van de cliënt",
    "nl.zachte-landing.intake.delivery-checked.v1": "gecontroleerde aanlevering",
    "nl.zachte-landing.migration.right-determined.v1": "recht van de cliënt",
    "nl.zachte-landing.migration.reassessment-planned.v1": "planning van het gesprek",
    "nl.zachte-landing.migration.step-taken.v1": "stap in de herbeoordeling",
    "nl.zachte-landing.migration.appointment-made.v1": "afspraak voor een gesprek",
    "nl.zachte-landing.migration.appointment-cancelled.v1": "afspraak die niet doorgaat",
    "nl.zachte-landing.migration.decision-made.v1": "besluit",
    "nl.zachte-landing.migration.right-ending.v1": "recht dat bijna eindigt",
    "nl.zachte-landing.migration.right-ended.v1": "recht dat is geëindigd",
    "nl.zachte-landing.billing.budget-granted.v1": "pgb-budget",
    "nl.zachte-landing.billing.budget-waiting.v1": "pgb-bedrag dat wacht op een medewerker",
    "nl.zachte-landing.billing.budget-withdrawn.v1": "ingetrokken pgb-budget",
    "nl.zachte-landing.billing.contribution-assessed.v1": "eigen bijdrage",
    "nl.zachte-landing.notifications.letter-written.v1": "brief",
    "nl.zachte-landing.notifications.mailing-released.v1": "mailing die is vrijgegeven",
    "nl.zachte-landing.notifications.mailing-sent-back.v1": "mailing die is teruggestuurd",
    "nl.zachte-landing.notifications.print-run-made.v1": "afdruk",
    "nl.zachte-landing.notifications.letter-asked.v1": "brief waar een medewerker om vraagt",
    "nl.zachte-landing.notifications.letter-taken-out.v1": "brief die uit de stapel is gehaald",
    "nl.zachte-landing.notifications.print-run-handed-over.v1": "afdruk die is overgedragen",
    "nl.zachte-landing.notifications.letter-sent.v1": "brief die is verstuurd",
    "nl.zachte-landing.notifications.letter-returned.v1": "brief die terugkwam",
    "nl.zachte-landing.notifications.answer-received.v1": "antwoord van een cliënt",
    "nl.zachte-landing.notifications.answer-finished.v1": "antwoord afgehandeld",
    "nl.zachte-landing.notifications.provider-answered.v1": "antwoord van een aanbieder",
    "nl.zachte-landing.notifications.provider-notice-made.v1": "bericht aan een aanbieder",
}
