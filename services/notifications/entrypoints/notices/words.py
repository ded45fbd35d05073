"""Dutch words on the screens of notices, and in the lists to save."""

from services.notifications.domain.notices.answer import AnswerKind
from services.notifications.domain.notices.provider_client import Stage
from services.notifications.domain.notices.wording import STAGES

STAGE_WORDS = {stage.value: words for stage, words in STAGES.items()}

STAGE_KINDS = {
    Stage.UNPLANNED: "plain",
    Stage.PLANNED: "plain",
    Stage.MOVED: "plain",
    Stage.CANCELLED: "late",
    Stage.STOPPED: "plain",
    Stage.DECEASED: "plain",
    Stage.HELD: "plain",
    Stage.OFFERED: "plain",
    Stage.STAYS: "done",
    Stage.OPEN: "plain",
    Stage.ELSEWHERE: "plain",
    Stage.ARRIVES: "done",
    Stage.ENDED: "late",
    Stage.YOUTH: "plain",
}
"""How the tag of a stage looks."""

ANSWER_WORDS = {
    AnswerKind.NOT_OUR_CLIENT.value: "Deze persoon is niet (meer) onze cliënt",
    AnswerKind.IN_CARE_SINCE.value: "Deze cliënt krijgt zorg van ons sinds een bepaalde dag",
    AnswerKind.CANNOT_WAIT.value: "De zorg kan niet wachten",
    AnswerKind.REPORT.value: "Wij willen iets doorgeven voor het gesprek",
}
"""As a provider says it."""

ANSWER_LABELS = {
    AnswerKind.NOT_OUR_CLIENT.value: "niet (meer) cliënt",
    AnswerKind.IN_CARE_SINCE.value: "in zorg sinds",
    AnswerKind.CANNOT_WAIT.value: "kan niet wachten",
    AnswerKind.REPORT.value: "voor het gesprek",
}
"""As our staff reads it."""

ANSWER_TODO = {
    AnswerKind.NOT_OUR_CLIENT.value: "Vraag de cliënt wie de zorg nu geeft.",
    AnswerKind.IN_CARE_SINCE.value: "Kijk of de indicatie en de aanbieder kloppen.",
    AnswerKind.CANNOT_WAIT.value: "Bel de aanbieder en kijk of er spoedhulp nodig is (Wmo 2015, artikel 2.3.3).",
    AnswerKind.REPORT.value: "Neem dit mee naar het gesprek.",
}
"""What the answer asks of us."""

PERIODS = {"this-month": "deze maand", "next-month": "volgende maand"}
STATES = {"open": "nog te doen", "late": "te laat", "done": "klaar"}
