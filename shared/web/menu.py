"""The menu of a role: links, and groups of links where there would be more than fit beside each other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.access import Role

FIT = 7
"""As many links stand beside each other; a menu with more folds its groups."""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link in the menu, for the roles that have use for it. `also`: what else belongs to it, to mark where one is.
    `group`: the name under which it is folded in a long menu; empty for what is always in sight.
    `counts_parked`: how many messages could not be worked stands beside it."""

    label: str
    url: str
    roles: frozenset[Role]
    also: tuple[str, ...] = ()
    group: str = ""
    counts_parked: bool = False

    def holds(self, path: str) -> bool:
        return path.startswith((self.url, *self.also))


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link that stands by itself (`label` is empty), or a group of links below a label."""

    label: str
    items: tuple[NavigationItem, ...]

    @property
    def counts_parked(self) -> bool:
        """So that a folded group shows it too."""
        return any(item.counts_parked for item in self.items)

    def holds(self, path: str) -> bool:
        return any(item.holds(path) for item in self.items)


def menu_of(items: Sequence[NavigationItem], role: Role | None) -> tuple[MenuEntry, ...]:
    """What is always in sight comes first, then the groups; of a group with one link for this role only the link."""
    own = [item for item in items if role in item.roles]
    if len(own) <= FIT:
        return tuple(MenuEntry("", (item,)) for item in own)
    groups: dict[str, list[NavigationItem]] = {}
    for item in own:
        groups.setdefault(item.group, []).append(item)
    entries = [MenuEntry("", (item,)) for item in groups.pop("", [])]
    entries += (MenuEntry(name if len(found) > 1 else "", tuple(found)) for name, found in groups.items())
    return tuple(entries)
