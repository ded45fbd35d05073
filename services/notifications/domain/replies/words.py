"""What an answer says, in words to the client who gave it. Pure."""

from collections.abc import Mapping

from services.notifications.domain.replies.answer import AnswerKind

SAID: Mapping[AnswerKind, str] = {
    "suits": "U liet weten dat de afspraak uitkomt",
    "other-day": "U vroeg om een andere dag",
    "wants-support": "U vroeg om hulp bij het gesprek",
    "brings-somebody": "U liet weten dat er iemand bij het gesprek is",
    "plan-attached": "U leverde uw plan in",
    "interpreter": "U vroeg om een tolk",
    "declines": "U liet weten dat u geen gesprek wilt",
    "wrong-data": "U liet weten dat er iets niet klopt",
    "has-moved": "U liet weten dat u verhuisd bent",
    "has-died": "Wij hoorden van het overlijden",
    "calls-back": "U vroeg ons om te bellen",
}
