"""What is said about budgets: per parameter of law/pgb.toml and its neighbours, with its words."""

from services.billing.domain.client.care import Domain
from services.billing.domain.client.route import Ending
from services.billing.domain.client.year import FIRST_DAY
from services.billing.domain.pgb.calculation import BY_SHARE
from services.billing.domain.pgb.decided import DECIDED
from services.billing.domain.pgb.line_cards import ENDED, GIVEN_UP, MOVED
from services.billing.domain.pgb.maximum import RULE as MAXIMUM
from shared.law.sentences import Said, words

SAID: Said = {
    FIRST_DAY: {"no-pgb-left": words("year")},
    "pgb.pro-rata": {"gross": words("gross", "whole", "days")},
    "pgb.gross.day-limit": {"check": words("limit")},
    MAXIMUM: {"above": words("care", "delivered", "maximum"), "unknown": words("care", "delivered")},
    MOVED: {"arrived": words("first_day"), "left": words("last_day")},
    GIVEN_UP: {"given-up": words("care", "last_day"), "taken-up-again": words("care", "last_day", "first_day")},
    DECIDED: {
        each: words("care", "made_on", "yearly", "first_day", "last_day", forms=("until",))
        for each in ("begins", "prolonged", "amount-unknown")
    },
    ENDED: {each.value: words("last_day") for each in Ending if each is not Ending.DATE},
    "pgb.net": {"net": words("net", "gross", "contribution")},
    "pgb.unaccountable.share": {"free": words("free", "share", "least", "most", forms=(BY_SHARE,))},
    "pgb.withdrawal.months-in-an-institution": {"check": words("months")},
    "pgb.contribution.share": {"nothing": words(), "share": words("care", "nursing", "support", "share")},
    "pgb.contribution.pro-rata": {"ceiling": words("per_year", "days", "ceiling")},
    "pgb.contribution.other": {"unknown-other": words()},
    "awbz-pgb.without-income": {"unknown-income": words()},
    "awbz-pgb.without-household": {"unknown-household": words()},
    "awbz-pgb.discount": {"discount": words("discount", "contribution")},
    **{
        f"pgb.right.{domain}": {"continues": words("first_day", "last_day")}
        for domain in (Domain.WMO, Domain.PROTECTED_LIVING, Domain.YOUTH)
    },
    **{f"pgb.conditional.{domain}": {"conditional": words("care")} for domain in (Domain.WMO, Domain.PROTECTED_LIVING)},
}
