"""The region.toml that `zachtelanding init` makes: valid from the start, with an explanation of every key and examples
that a functional manager replaces."""

from collections.abc import Sequence
from pathlib import Path
from string import Template

from shared.dutch import date_in_words
from shared.municipalities import municipality_name
from shared.region.policy import Choosable, Value, choosables

TEMPLATES = Path(__file__).resolve().parent / "templates"


def new_region(codes: Sequence[str]) -> str:
    """The text of the file. Raises UnknownMunicipality."""
    return _template("region.toml").substitute(
        host=codes[0],
        municipalities="".join(f"\n{_municipality(code)}" for code in codes),
        codes=", ".join(f'"{code}"' for code in codes),
    )


def _municipality(code: str) -> str:
    name = municipality_name(code)
    return _template("region_municipality.toml").substitute(
        code=code,
        name=name,
        # CBS tells two municipalities of one name apart by their province; the municipality itself does not.
        plain_name=name.partition(" (")[0],
        first=code[:2],
        last=code[2:],
        choices="\n".join(_choice(each) for each in choosables().values()),
    )


def _choice(choosable: Choosable) -> str:
    default = choosable.default
    return (
        f"\n# {choosable.says}\n"
        f"{_bounds(choosable)}{default.by} koos op {date_in_words(default.decided_on)}: {default.value}.\n"
        "# [[municipality.policy]]\n"
        f'# key = "{choosable.key}"\n'
        f"# value = {_in_toml(default.value)}\n"
        "# since = 2014-11-01\n"
        '# decision = "De naam van het besluit"\n'
        "# decided_on = 2014-10-14"
    )


def _bounds(choosable: Choosable) -> str:
    if choosable.words:
        return "".join(f'# "{word}": {meaning}.\n' for word, meaning in choosable.words.items()) + "# "
    if choosable.free:
        return "# "
    return f"# Van {choosable.low} tot en met {choosable.high}. "


def _in_toml(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _template(file: str) -> Template:
    return Template((TEMPLATES / file).read_text(encoding="utf-8"))
