"""How often Python looks through what a process holds, for what nobody needs any more.

Messages are handled by the thousand, and hardly anything of them refers to itself: what is done with is gone at once,
without a look. At Python's own setting those looks took some eight percent of it.
"""

import gc

NEW_THINGS, YOUNG_LOOKS, FULL_LOOKS = 50_000, 20, 50


def look_less_often() -> None:
    gc.set_threshold(NEW_THINGS, YOUNG_LOOKS, FULL_LOOKS)


def keep_what_stands() -> None:
    """Call it when all is made that stays until the process ends: modules, url maps, forms, the law. With that among
    it, a page waited a fifth of a second for a full look."""
    gc.collect()
    gc.freeze()
