"""Names as people look for them: without case and accents, by surname with or without its prefix. Pure."""

import unicodedata


def folded(name: str) -> str:
    """Small letters without accents, with single spaces: `Müller` as `muller`, `VAN  DEN BERG` as `van den berg`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def search_name(prefix: str, surname: str) -> str:
    """One text to sort by and to search in. The surname stands first for the order, and once more after its prefix, so
    that both ways of writing the name are found: `berg, van den berg`.
    """
    return folded(f"{surname}, {prefix} {surname}" if prefix.strip() else surname)
