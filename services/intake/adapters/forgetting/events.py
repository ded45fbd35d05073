"""That a client is forgotten, as the wire has it."""

from typing import Any

from services.intake.domain.forgetting.forgetting import ClientForgotten


def client_forgotten_data(event: ClientForgotten) -> dict[str, Any]:
    return {
        "ground": event.ground.value,
        "forgottenOn": event.day.isoformat(),
        "deliveries": list(event.deliveries),
    }
