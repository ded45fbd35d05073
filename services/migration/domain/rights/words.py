"""What care and grounds are called when a sentence speaks to the client, in Dutch at level B1."""

from services.migration.domain.rights.facts import CareFunction, Ground

CARE = {
    CareFunction.BGI: "individuele begeleiding",
    CareFunction.BGG: "begeleiding in een groep",
    CareFunction.KVB: "kortdurend verblijf",
    CareFunction.PV: "persoonlijke verzorging",
    CareFunction.VP: "verpleging",
    CareFunction.BH: "behandeling",
    CareFunction.TRANSPORT: "vervoer naar de begeleiding",
    CareFunction.STAY: "verblijf",
    CareFunction.DOMESTIC_HELP: "hulp bij het huishouden",
    CareFunction.ADL: "hulp in een ADL-woning",
}
CONDITION = {
    Ground.SOM: "een lichamelijke ziekte",
    Ground.PG: "dementie of een ziekte die daarop lijkt",
    Ground.PSY: "een psychische aandoening",
    Ground.LG: "een lichamelijke handicap",
    Ground.VG: "een verstandelijke handicap",
    Ground.ZG: "een handicap aan de ogen of oren",
    Ground.PSYSOC: "psychosociale problemen",
}
