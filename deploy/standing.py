"""What a process makes at its start stays until its end: modules, url maps, forms, the law."""

import gc


def keep_what_stands() -> None:
    """Call it when all that lasts is made. Python looks through all it holds now and then, for what nobody needs any
    more; with what lasts among it, a page waited a fifth of a second for that."""
    gc.collect()
    gc.freeze()
