"""The names of municipalities, as the checks of intake ask for them."""

from shared.municipalities import UnknownMunicipality, municipality_name


def name_of_municipality(code: str) -> str:
    """The name by code; empty when it is not one of ours, which a delivered code need not be."""
    try:
        return municipality_name(code)
    except UnknownMunicipality:
        return ""
