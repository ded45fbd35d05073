"""What happened in billing, as the wire has it: each column knows the field names of its own events."""

from services.billing.adapters.contribution.events import assessed_data
from services.billing.adapters.pgb.events import ended_data, ending_data, granted_data, waiting_data, withdrawn_data
from services.billing.domain.contribution.charges import ContributionAssessed
from services.billing.domain.pgb.ends import BudgetEnded, BudgetEnding
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWaiting, BudgetWithdrawn, Change
from shared.messaging.work import Outgoing

BillingEvent = Change | ContributionAssessed | BudgetEnding | BudgetEnded


def encode(event: BillingEvent) -> Outgoing:
    match event:
        case BudgetGranted(holding, turn):
            return Outgoing("budget-granted", holding.client_id, granted_data(holding) | {"turn": turn})
        case BudgetWithdrawn():
            return Outgoing("budget-withdrawn", event.client_id, withdrawn_data(event))
        case BudgetWaiting(holding):
            return Outgoing("budget-waiting", holding.client_id, waiting_data(holding))
        case BudgetEnding():
            return Outgoing("budget-ending", event.end.client_id, ending_data(event))
        case BudgetEnded():
            return Outgoing("budget-ended", event.end.client_id, ended_data(event))
        case ContributionAssessed():
            return Outgoing("contribution-assessed", event.client_id, assessed_data(event))
