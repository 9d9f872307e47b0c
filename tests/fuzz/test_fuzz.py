"""Any input whatever: what holds for all of them, tried by hypothesis, and on the inputs that once broke it (`seeds/TARGET-…`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.support import an_end

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*-*"))
PIECES = {
    "reader": (
        b"a:~~ b\n~~- ~~[~~]~~{~~}~~|\n~~>-\n~~  ~~\t~~ #~~#~~'~~\"~~\\u~~&a~~*a~~!t~~<<~~? ~~---\n~~...\n~~%Y\n~~"
        b"\r\n~~\xff~~\xef\xbb\xbf~~\xc3\xa9~~\x00~~,~~: ~~id: x\n~~\xe2\x80\xae~~\xc2\x85"
    ).split(b"~~"),
    "quotes": (
        b"the ~~crossing ~~nine ~~days~~[...]~~[~~]~~[sic]~~[T]he ~~\x00~~\n~~...~~\xe2\x80\xa6~~\xc2\xad~~1,200~~-~~"
        b"'~~\xe2\x80\x99~~e\xcc\x81~~\xe1\x84\x92\xe1\x85\xa1~~\xed\xa0\x80~~\xef\xac\x81~~. ~~not ~~\xe2\x80\x8d~~"
        b"\xe0\xa5\x98"
    ).split(b"~~"),
    "prose": (
        b"Words ~~*~~**~~[@a]~~[@a; @b]~~[x](y)~~[~~](~~)~~{.signpost}~~.~~\n~~\n\n~~- ~~1. ~~  ~~\\~~`~~<b>~~<!--~~"
        b"&amp;~~![~~#~~> ~~\t~~\xc2\xa0~~\x00~~http://x.y~~~~~|~~---~~\xe2\x80\xa8~~[^1]~~$$~~\x0c"
    ).split(b"~~"),
    "page": (
        b"text/html~~;charset=utf-16~~\n~~<p>~~</p>~~<script type=application/ld+json>~~</script>~~[{~~]~~"
        b'"articleBody":~~"x"~~<~~>~~<!--~~&#0;~~&#x110000;~~\x00~~\xff\xfe~~<svg>~~<table><td>~~<title>~~<h1 id=a>~~'
        b"<?xml encoding='x'?>~~<input type=password>"
    ).split(b"~~"),
    "built": (
        b'<a href=~~<a href="~~">~~\'~~>~~<img srcset=\'~~ 2x, ~~<p id=~~ id="quay"~~#quay~~../~~//~~https://ferry.example/pell/~~http://[~~:~~@'
        b"~~javascript:~~<base href=~~<meta http-equiv=refresh content='0;url=~~<script>~~</script>~~<style>~~</style>~~url(~~@import ~~)~~<!--~~-->"
        b"~~<title>~~&#~~&amp;~~%2e%2e~~%~~\\~~\x00~~\r~~\n~~\t~~ ~~?~~[^a]~~<code>~~<head>~~<meta charset=utf-8>~~"
        b'"location": "~~\xff~~\xc3\xa9~~=~~/'
    ).split(b"~~"),
}
"""What each language is made of, so that a random input is often nearly right."""


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_its_own_problems(target: str) -> None:
    """Pieces of the language in any order, with any bytes between them."""

    @settings(max_examples=250, deadline=None)
    @given(st.lists(st.one_of(st.sampled_from(PIECES[target]), st.binary(max_size=4)), max_size=40))
    def holds(pieces: list[bytes]) -> None:
        TARGETS[target](b"".join(pieces))

    with an_end():
        holds()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_what_once_broke_it(seed: Path) -> None:
    with an_end():
        TARGETS[seed.name.partition("-")[0]](seed.read_bytes())


def test_a_target_can_fail() -> None:
    """The functions do assert: a text whose place lies outside of the file would be seen."""
    with pytest.raises(AssertionError), pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.fuzz.targets.visible", lambda _: "x" * 99)
        TARGETS["prose"](b"Words.")
