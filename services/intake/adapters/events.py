"""What happened in intake, as the wire has it: each column knows the field names of its own events."""

from services.intake.adapters.access.events import access_granted_data, access_withdrawn_data
from services.intake.adapters.delivery.events import delivery_checked_data
from services.intake.adapters.forgetting.events import client_forgotten_data
from services.intake.adapters.person.events import client_held_back_data, client_transferred_data
from services.intake.domain.access.grants import AccessGranted, AccessWithdrawn
from services.intake.domain.delivery.deliveries import DeliveryChecked
from services.intake.domain.forgetting.forgetting import ClientForgotten
from services.intake.domain.person.transferred import (
    ClientHeldBack,
    ClientTransferred,
)
from shared.messaging.work import Outgoing

Event = ClientTransferred | ClientHeldBack | ClientForgotten | DeliveryChecked | AccessGranted | AccessWithdrawn


def encode(event: Event) -> Outgoing:
    match event:
        case ClientTransferred():
            return Outgoing("client-transferred", event.client_id, client_transferred_data(event))
        case ClientHeldBack():
            return Outgoing("client-held-back", event.client_id, client_held_back_data(event))
        case ClientForgotten():
            return Outgoing("client-forgotten", event.client_id, client_forgotten_data(event))
        case DeliveryChecked():
            return Outgoing("delivery-checked", event.delivery.id, delivery_checked_data(event))
        case AccessGranted():
            return Outgoing("access-granted", event.grant.grant_id, access_granted_data(event))
        case AccessWithdrawn():
            return Outgoing("access-withdrawn", event.grant.grant_id, access_withdrawn_data(event))
