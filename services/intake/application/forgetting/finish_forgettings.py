"""Finishes what was confirmed: the archive without the person, and then nobody has the key any more."""

from dataclasses import replace

from services.intake.application.forgetting.ports import ForgettingWorks
from shared.access import system


@system
def finish_forgettings(works: ForgettingWorks) -> int:
    """Returns how many steps were done. The key goes once the log holds that the client is forgotten: before that
    readers must be able to hear of it in their turn.

    Takes `works`, because files and keys lie outside the database: each step is noted after it was done, and whoever
    comes next after a kill does it once more, which changes nothing.
    """
    with works.read() as work:
        unfinished = work.forgettings.unfinished()
        told = {one.id for one in unfinished if work.forgettings.is_told(one)}
    done = 0
    for one in unfinished:
        after = one
        if not one.cleaned:
            for sha256 in one.files:
                works.archive.put_clean(sha256)
            after = replace(after, cleaned=True)
        if one.id in told:
            works.keys.destroy(one.client_id)
            after = replace(after, key_destroyed=True)
        if after != one:
            with works.begin() as work:
                work.forgettings.change(after)
            done += 1
    return done
