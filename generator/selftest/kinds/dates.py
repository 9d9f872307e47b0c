"""Errors in dates: in the text of a claim, and in the fields that say when it happened or was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from generator import dates
from generator.models import Claim
from generator.selftest import changes, words
from generator.selftest.kinds import in_claims, kind
from generator.selftest.plants import Plant
from generator.selftest.world import World, drawn

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


day = in_claims("date changed in a claim", changes.with_other_date)


@kind("wrong weekday in a claim")
def weekday(world: World, random: Random) -> Iterator[Plant]:
    weekdays = words.data(world.language).get("weekdays", [])
    for claim in world.claims(random):
        found = drawn(words.listed(words.plain(claim.text), weekdays), random)
        if found and re.match(r",? \d{1,2} [A-Z]", claim.text[found.end() :]):
            yield world.text(claim, words.put(claim.text, found.span(), random.choice([one for one in weekdays if one != found[0]])))


@kind("date of an event or statement moved")
def moved(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        for key in ("happened", "said"):
            when = getattr(claim, key)
            if when and _DAY.fullmatch(when) and _printed(world, claim, when):
                new = date.fromisoformat(when) - timedelta(days=random.choice((1, 2, 3, 7, 31, 365)))
                yield world.claim(claim, {(key,): new.isoformat()}, f"`{key}` becomes {new} (was {when})")


@kind("date after the publication")
def late(world: World, random: Random) -> Iterator[Plant]:
    for claim in world.claims(random):
        key = random.choice([key for key in ("happened", "said", "as_of") if getattr(claim, key)] or ["happened"])
        published = [dates.parse(world.site.sources[cited.source].issued).last for cited in claim.cite if cited.source in world.site.sources]
        if published:
            new = max(published) + timedelta(days=random.randint(5, 400))
            yield world.claim(claim, {(key,): new.isoformat()}, f"`{key}` becomes {new}")


def _printed(world: World, claim: Claim, when: str) -> bool:
    """Whether the claim's own text prints the day, so that another one in the field contradicts it."""
    known = date.fromisoformat(when)
    found = words.dates_in(claim.text, world.language)
    months = words.data(world.language).get("months", [])
    return any(one["day"] and int(one["day"]) == known.day and months.index(one["month"]) + 1 == known.month for one in found)
