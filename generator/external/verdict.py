"""The verdict on one visit: what became of the address, and of each quote that is to stand there.

A wall is not a death: what only keeps us out says nothing about the page. Quotes are matched as in the archived texts, and a page on
which they stand is right whatever its title says. Strikes are counted by the caller, who knows the earlier days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from generator.external.addresses import Outside, Quotation
from generator.external.page import Page, read
from generator.external.visit import Visit
from generator.quotes.fragments import folded, resolve
from generator.quotes.matcher import match
from generator.quotes.nearest import nearest, word_diff
from generator.quotes.normalise import Normalised, normalise

Name = Literal["ok", "moved", "dead", "unverified", "drifted", "suspicious"]
VERDICTS: tuple[Name, ...] = ("dead", "drifted", "suspicious", "moved", "unverified", "ok")
"""In the order of a report: what needs doing first."""


@dataclass(frozen=True)
class Drift:
    """A quote that the page no longer has: `change` is the word diff against the passage nearest to it, "" where there is none."""

    claim: str
    quote: str
    change: str


@dataclass(frozen=True)
class Verdict:
    """What became of an address. `words` go on from the address ("answers 404"); `moved_to` is the new address, where there is one.

    `failed` says that it counts as a strike. `drifts` are the quotes that are gone, `astray` the claims whose link to the passage
    no longer lands on it although the page has the quote, `lost` the anchors of prose links that the page does not have.
    """

    name: Name
    words: str
    moved_to: str = ""
    failed: bool = False
    drifts: tuple[Drift, ...] = ()
    astray: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


_WALLS = {401: "asks for a login", 402: "asks for a payment", 403: "keeps us out", 407: "asks for a login", 429: "has had too many requests"}
_WALLS |= {430: "has had too many requests", 451: "is withheld for legal reasons", 999: "keeps us out"}
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|are you (?:a )?human|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies|access denied|request unsuccessful|captcha|bot (?:check|verification)|pardon our interruption|one more step",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b(?:404|410|(?:page|article|story|document|file|content) (?:was |is |has been )?(?:not found|no longer available|removed|deleted|missing)"
    r"|not found|(?:page|article|story) (?:does not|doesn['’]t) exist|can(?:not|['’]t) (?:find|be found)|no longer (?:exists|available)"
    r"|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata)\b",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"(?:domain|website) (?:name )?(?:is|may be) for sale|buy this domain|this domain (?:is|has been) (?:parked|registered)|domain parking"
    r"|inquire about this domain",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|sso|auth|account/login|users/sign_in)\b", re.IGNORECASE)
_PAYWALL = re.compile(r"subscribe (?:now )?to (?:continue|read)|subscribers only|to continue reading|already a subscriber", re.IGNORECASE)
_POINTS = ".,;:!?…\"'”’)]"
_SHORT = 250
"""A page of more words than this is hardly a notice, whatever phrase of one stands in it."""


def judge(address: Outside, visit: Visit) -> Verdict:
    """The verdict on a visit to the address, as if it were the first one ever."""
    answer, where = visit.answer, _led(visit)
    if answer.trouble == "address":
        return Verdict("suspicious", f"{where}{answer.words}")
    if answer.trouble == "refused":
        return Verdict("suspicious", f"{where}is not asked: {answer.words}")
    if answer.trouble == "slow":
        return Verdict("unverified", f"{where}{answer.words}")
    if answer.trouble:
        return Verdict("dead", f"{where}{answer.words}", failed=True)
    if visit.stopped:
        circle = visit.stopped.startswith("redirects")
        return Verdict("dead" if circle else "suspicious", visit.stopped + ("" if circle else f" ({_short(visit.final)})"), failed=circle)
    if answer.status in _WALLS or "cf-mitigated" in answer.headers:
        return Verdict("unverified", f"{where}{_WALLS.get(answer.status, 'keeps us out')} ({answer.status})")
    if not 200 <= answer.status < 300:
        return _refusal(visit, where)
    return _answered(address, visit, where)


def _refusal(visit: Visit, where: str) -> Verdict:
    answer = visit.answer
    page = read(answer.body, answer.headers.get("content-type", ""))
    if answer.status == 503 and page and _CHALLENGE.search(_top(page)):
        return Verdict("unverified", f"{where}keeps us out (503, a page that asks whether we are human)")
    if 300 <= answer.status < 400:
        return Verdict("dead", f"{where}answers {answer.status} without saying where to", failed=True)
    if answer.status < 200 or answer.status > 599:
        return Verdict("unverified", f"{where}answers {answer.status}, which is no status of HTTP")
    return Verdict("dead", f"{where}answers {answer.status}", failed=True)


def _answered(address: Outside, visit: Visit, where: str) -> Verdict:
    """A 2xx: is it the page, and does it still say what it is cited for?"""
    answer = visit.answer
    page = read(answer.body, answer.headers.get("content-type", ""))
    if page is None:
        if address.quotations:
            return Verdict("unverified", f"{where}answers with {answer.kind or 'data'}, in which quotes cannot be looked up")
        return _settled(visit, Verdict("ok", "answers"))
    texts = [normalise(text) for text in page.texts]
    missing = [quotation for quotation in address.quotations if not any(stands(text, quotation) for text in texts)]
    found = len(address.quotations) - len(missing)
    if not missing and found:
        astray = tuple(q.claim for q in address.quotations if q.part and not any(lands(text, q.part) for text in texts))
        return _settled(visit, Verdict("ok", "answers, with every quote", astray=astray, lost=_lost(address, page, texts)))
    if answer.cut:
        return Verdict("unverified", f"{where}{answer.cut}" + (f"; {_counted(len(missing))} not seen before that" if missing else ""))
    if doubt := _doubt(address, visit, page, found):
        return Verdict(doubt[0], where + doubt[1])
    if not missing:
        return _settled(visit, Verdict("ok", "answers", lost=_lost(address, page, texts)))
    drifts = tuple(Drift(q.claim, q.quote, _change(texts, q.quote)) for q in missing)
    return Verdict("drifted", f"{where}answers, but without {_counted(len(missing))} of {len(address.quotations)}", _new(visit), drifts=drifts)


def _doubt(address: Outside, visit: Visit, page: Page, found: int) -> tuple[Name, str] | None:
    """Why a page that lacks quotes, or was to have none, is perhaps not the page at all. None where nothing says so."""
    top, whole = _top(page), page.texts[0][:20_000] if page.texts else ""
    short = page.words < _SHORT
    asked, final = urlsplit(visit.url), urlsplit(visit.final)
    if short and _CHALLENGE.search(top):
        return "unverified", "keeps us out with a page that asks whether we are human"
    if short and _PARKED.search(whole):
        return "suspicious", "leads to a page that offers the domain for sale"
    if not found:
        if not page.words and not page.scripted:
            return "suspicious", "answers with an empty page"
        if visit.hops and final.path in ("", "/") and asked.path not in ("", "/"):
            return "suspicious", f"leads to the home page of {final.hostname}"
        if page.password and (short or (visit.hops and _LOGIN.search(final.path))):
            return "suspicious", "leads to a login page"
        if _NOT_FOUND.search(page.title) or _NOT_FOUND.search(page.heading) or (page.words < 60 and _NOT_FOUND.search(whole)):
            return "suspicious", f'answers as if it were there, but says "{_short(_NOT_FOUND.search(f"{page.title} {page.heading} {whole}")[0])}"'  # type: ignore[index]
    if address.quotations:
        if page.paid or _PAYWALL.search(whole):
            return "unverified", "shows only part of the text (a paywall)"
        if page.scripted:
            return "unverified", "makes its text with scripts, which are not run here"
    return None


def stands(text: Normalised, quotation: Quotation) -> bool:
    """Whether the quote stands in a text, by the same rules as in the archived ones; twice is as good as once."""
    found = match(text, quotation.quote, short=True, reviewed=True, language=quotation.language)
    return bool(found.spans) and found.verdict != "not-found"


def lands(text: Normalised, part: str) -> bool:
    """Whether every text directive of a fragment (`#:~:text=…` or without its "#") leads to words in the text."""
    _, mark, directives = part.partition(":~:")
    page = folded(text)
    for directive in directives.split("&") if mark else ():
        if not directive.startswith("text="):
            continue
        pieces = directive.removeprefix("text=").split(",")
        prefix = pieces.pop(0)[:-1] if pieces[0].endswith("-") and len(pieces) > 1 else ""
        suffix = pieces.pop()[1:] if pieces and pieces[-1].startswith("-") else ""
        start, end = [*pieces, "", ""][:2]
        if resolve(page, *(folded(normalise(unquote(words))) for words in (prefix, start, end, suffix))) is None:
            return False
    return True


def _lost(address: Outside, page: Page, texts: list[Normalised]) -> tuple[str, ...]:
    """The anchors that the page lacks. Those that scripts make ("#L10", "#!/…") cannot be told from them and are named as well."""
    gone = []
    for anchor in address.anchors:
        if ":~:" in anchor.part:
            there = any(lands(text, anchor.part) for text in texts)
        else:
            there = unquote(anchor.part) in page.anchors or anchor.part == "top"
        if not there:
            gone.append(anchor.part)
    return tuple(gone)


def _settled(visit: Visit, verdict: Verdict) -> Verdict:
    """A page that is right, as `moved` where it has another address for good now."""
    new = _new(visit)
    if not new:
        return verdict
    home = urlsplit(new).path in ("", "/") and urlsplit(visit.url).path not in ("", "/")
    if home and "quote" not in verdict.words:
        return Verdict("suspicious", f"leads to the home page of {urlsplit(new).hostname}")
    return Verdict("moved", f"has moved to {new}", new, astray=verdict.astray, lost=verdict.lost)


def _new(visit: Visit) -> str:
    return visit.moved_to if visit.moved_to != visit.url else ""


def _change(texts: list[Normalised], quote: str) -> str:
    for text in texts:
        if close := nearest(text, quote):
            ends = close.passage if quote.rstrip()[-1:] in _POINTS else close.passage.rstrip(_POINTS)
            return word_diff(quote, ends)
    return ""


def _led(visit: Visit) -> str:
    return f"leads to {_short(visit.final)}, which " if visit.hops else ""


def _top(page: Page) -> str:
    return f"{page.title} {page.heading} {page.texts[0][:600] if page.texts else ''}"


def _short(words: str) -> str:
    plain = "".join(char if char.isprintable() else "\ufffd" for char in words)
    return plain if len(plain) <= 200 else plain[:199] + "…"


def _counted(count: int) -> str:
    return "1 quote" if count == 1 else f"{count} quotes"
