"""Dutch words on the screens, for the states of a budget."""

from services.billing.domain.pgb.holding import HoldingState

STATES = {
    HoldingState.WAITING.value: "wacht op een medewerker",
    HoldingState.REFUSED.value: "kan niet berekend worden",
    HoldingState.GRANTED.value: "toegekend",
    HoldingState.WITHDRAWN.value: "ingetrokken",
}
"""What asks for work stands first."""

KINDS = {
    HoldingState.WAITING.value: "late",
    HoldingState.REFUSED.value: "late",
    HoldingState.GRANTED.value: "done",
    HoldingState.WITHDRAWN.value: "plain",
}
"""How the tag of a state looks."""
