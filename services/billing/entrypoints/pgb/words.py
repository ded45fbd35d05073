"""Dutch words on the screens, for the states of a budget."""

from services.billing.domain.pgb.holding import HoldingState

STATES = {
    HoldingState.GRANTED.value: "Toegekend",
    HoldingState.WAITING.value: "Wacht op een medewerker",
    HoldingState.REFUSED.value: "Kan niet berekend worden",
    HoldingState.WITHDRAWN.value: "Ingetrokken",
}
