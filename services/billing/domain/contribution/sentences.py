"""What is said about contributions: per parameter of law/contributions.toml and law/regimes.toml, with its words."""

from services.billing.domain.contribution.cards import LOWEST, RAISED
from services.billing.domain.contribution.household import Household
from services.billing.domain.contribution.question import ContributionRule, Exemption
from services.billing.domain.contribution.regimes import ELSEWHERE, NOT_IN_USE, OTHER_LAW, Regime
from shared.law.book import LawBook
from shared.law.sentences import Said, words

_CEILING = words("first_day", "last_day", "maximum", "threshold", "base", forms=(LOWEST, RAISED))
_PERIOD: Said = {
    f"{rule}.{parameter}": sentences
    for rule in ContributionRule
    for parameter, sentences in (
        ("without-income", {"unknown-means": words()}),
        ("asset-share", {"income": words("year", "income", "share", "counted")}),
        ("cost-price", {"lowest": words("cost", "lowest")}),
        ("discount", {"discount": words("discount", "due")}),
        *((f"base.{household}", {"ceiling": _CEILING}) for household in Household),
    )
}
_EXEMPTIONS: Said = {
    "wmo-2015.exemptions": {
        each.value: words()
        for each in (Exemption.STAY, Exemption.SHELTER, Exemption.MINOR_AT_RISK, Exemption.WHEELCHAIR)
    },
    "awbz-transition.exemptions": {
        each.value: words()
        for each in (Exemption.STAY, Exemption.SHELTER, Exemption.MINOR_AT_RISK, Exemption.NURSE_ADVICE)
    },
}
_REGIMES: Said = {
    f"regime.{regime}.{parameter}": sentences
    for regime in (Regime.AWBZ_TRANSITION, Regime.AWBZ_PGB, Regime.AWBZ_STAY)
    for parameter, sentences in (
        ("charged", {"charged": words("year", forms=(NOT_IN_USE,)), "not-charged": words("care")}),
        ("age", {"too-young": words("age")}),
    )
}
_SAID: Said = {
    **_PERIOD,
    **_EXEMPTIONS,
    **_REGIMES,
    "regime.awbz-transition.charged": {**_REGIMES["regime.awbz-transition.charged"], "other-help": words()},
    "awbz-transition.amount-per-hour": {"hours": words("hourly", "minutes", "half_days")},
    "awbz-transition.other-contributions": {"wmo-first": words("wmo")},
    "regime.awbz-transition.stay-first": {"stay-first": words()},
    "regime.awbz-pgb.stay-first": {"stay-first": words(), "budget-days": words("first_day", "last_day")},
    "regime.transition-right": {"outside": words(), "none": words("year")},
    "pgb.contribution.jeugdwet": {"adult": words("age")},
    **{
        f"regime.{key}": {sentence: words("care", "first_day", "made_on", *more)}
        for key, sentence, more in (
            ("wmo-2015.charged", "charged", ()),
            ("wmo-2015.age", "too-young", ("age",)),
            ("wmo-2015.stay-first", "stay-first", ()),
            ("wmo-2015-stay.charged", "charged", ()),
        )
    },
    "regime.prolongation": {
        each: words("care", "first_day", "made_on", "by", "decided_on") for each in ("wmo", "awbz")
    },
}


def said_of_contributions(book: LawBook) -> Said:
    """Every row of the laws that care can go to has its sentence; each law that migration names has a row."""
    laws = {*book.keys_in_order(OTHER_LAW), *(f"{OTHER_LAW}{domain}" for domain in ELSEWHERE)}
    return {**_SAID, **{key: {"other-law": words("care", "since")} for key in laws}}
