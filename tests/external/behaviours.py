"""The table: what a server does, and the verdict it must come to. `says` are words of the verdict.

The rows of QUOTED are the addresses of sources from which QUOTE is cited; those of LINKED are links of the prose.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.external.server import (
    ARTICLE,
    FILLER,
    QUOTE,
    Behaviour,
    always,
    answer,
    at_first,
    bomb,
    cookie_wall,
    ever_on,
    gzipped,
    huge,
    late,
    only_get,
    page,
    reset,
    silent,
    to,
    trickle,
    trickled_headers,
)


@dataclass(frozen=True)
class Row:
    """`does` is the behaviour of `path`; `moved_to` the path offered as the new address."""

    path: str
    does: Behaviour
    verdict: str
    says: str
    moved_to: str = ""
    strike: bool = False


GOOD = answer(body=page())
IN_JSON_LD = f'<script type="application/ld+json">{{"articleBody": "{QUOTE}."}}</script>'

QUOTED = [
    Row("/good", always(GOOD), "ok", "every quote"),
    Row("/gzip", always(gzipped(page())), "ok", "every quote"),
    Row("/without-length", always(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + page()), "ok", "every quote"),
    Row("/markup-in-the-quote", always(answer(body=page(f"<p>Seven <b>grey</b>\nboats&nbsp;lie{QUOTE[20:]}</p>"))), "ok", "every quote"),
    Row("/plain-text", always(answer(body=QUOTE.encode(), kind="text/plain")), "ok", "every quote"),
    Row("/only-in-json-ld", always(answer(body=page(IN_JSON_LD))), "ok", "every quote"),
    Row("/calls-itself-latin-1", always(answer(body=page(f"<p>Größe – {QUOTE}</p>"), kind="text/html; charset=iso-8859-1")), "ok", "every quote"),
    Row("/calls-itself-utf-8", always(answer(body=page(f"<p>Gr\u00f6\u00dfe {QUOTE}</p>").decode().encode("cp1252"))), "ok", "every quote"),
    Row("/unknown-charset", always(answer(body=page(), kind="text/html; charset=klingon")), "ok", "every quote"),
    Row("/404-in-the-text", always(answer(body=page(ARTICLE + "<p>Error 404, page not found, is a song.</p>"))), "ok", "every quote"),
    Row("/needs-cookie", cookie_wall, "ok", "every quote"),
    Row("/temporary", to("/good"), "ok", "every quote"),
    Row("/429-once", at_first(answer("429 Too Many Requests", Retry_After="0"), GOOD), "ok", "every quote"),
    Row("/429-once-until-a-date", at_first(answer("429 Too Many Requests", Retry_After=late(-5)), GOOD), "ok", "every quote"),
    Row("/500-once", at_first(answer("500 Internal Server Error"), GOOD), "ok", "every quote"),
    Row("/reset-once", lambda request: reset(request) if request.turn == 1 else request.send(GOOD), "ok", "every quote"),
    Row("/moved", to("/good", "301 Moved Permanently"), "moved", "has moved to", "/good"),
    Row("/moved-308", to("{url}/good", "308 Permanent Redirect"), "moved", "has moved to", "/good"),
    Row("/moved-then-temporary", to("/temporary", "301 Moved Permanently"), "moved", "has moved to", "/temporary"),
    Row("/404", always(answer("404 Not Found", page("", "Not found"))), "unverified", "answers 404 (day 1 of 3", strike=True),
    Row("/410", always(answer("410 Gone")), "unverified", "answers 410 (day 1 of 3", strike=True),
    Row("/500", always(answer("500 Internal Server Error")), "unverified", "answers 500 (day 1 of 3", strike=True),
    Row("/circle", to("/circle-back"), "unverified", "redirects in a circle (day 1 of 3", strike=True),
    Row("/circle-back", to("/circle"), "unverified", "redirects in a circle", strike=True),
    Row("/ever-on", ever_on, "unverified", "redirects more than 6 times (day 1", strike=True),
    Row("/moved-to-404", to("/404", "301 Moved Permanently"), "unverified", "/404, which answers 404 (day 1", strike=True),
    Row("/nowhere", always(answer("302 Found")), "unverified", "answers 302 without saying where to (day 1", strike=True),
    Row("/reset", reset, "unverified", "resets the connection (day 1 of 3", strike=True),
    Row("/no-http", always(b"220 mail.example ESMTP\r\n"), "unverified", "answers, but not in HTTP (day 1 of 3", strike=True),
    Row("/bad-header", always(b"HTTP/1.1 200 OK\r\nBad Header Line\r\n\r\n"), "unverified", "answers, but not in HTTP", strike=True),
    Row("/says-nothing", lambda request: request.out.close(), "unverified", "answers, but not in HTTP (day 1", strike=True),
    Row("/401", always(answer("401 Unauthorized", WWW_Authenticate="Basic")), "unverified", "asks for a login (401)"),
    Row("/403", always(answer("403 Forbidden")), "unverified", "keeps us out (403)"),
    Row("/429", always(answer("429 Too Many Requests", Retry_After="0")), "unverified", "too many requests (429)"),
    Row("/429-for-an-hour", always(answer("429 Too Many Requests", Retry_After="3600")), "unverified", "too many requests (429)"),
    Row("/429-until-tomorrow", always(answer("429 Too Many Requests", Retry_After=late(86400))), "unverified", "too many requests (429)"),
    Row("/451", always(answer("451 Unavailable For Legal Reasons")), "unverified", "legal reasons (451)"),
    Row("/999", always(answer("999 Request denied")), "unverified", "keeps us out (999)"),
    Row("/challenge", always(answer("503 Service Unavailable", page("<p>Checking your browser</p>", "Just a moment..."))), "unverified", "human"),
    Row("/challenge-200", always(answer(body=page("<p>Please complete the captcha.</p>", "One more step"))), "unverified", "human"),
    Row("/paywall", always(answer(body=page(f"<p>{FILLER}</p><p>Subscribe to continue reading.</p>"))), "unverified", "paywall"),
    Row("/silent", silent, "unverified", "does not answer within"),
    Row("/trickle", trickle, "unverified", "breaks off; 1 quote not seen"),
    Row("/trickled-headers", trickled_headers, "unverified", "does not answer within"),
    Row("/huge", huge, "unverified", "is longer than 1 MB"),
    Row("/gzip-bomb", always(bomb()), "unverified", "is longer than 1 MB"),
    Row("/no-gzip", always(answer(body=b"not gzip at all", Content_Encoding="gzip")), "unverified", "packed wrongly"),
    Row("/truncated", always(answer(body=page())[:-700]), "unverified", "breaks off"),
    Row("/truncated-gzip", always(answer(body=gzipped(page()).partition(b"\r\n\r\n")[2][:-30], Content_Encoding="gzip")), "unverified", "breaks off"),
    Row("/pdf", always(answer(body=b"%PDF-1.7 ...", kind="application/pdf")), "unverified", "answers with application/pdf"),
    Row("/pdf-as-html", always(answer(body=b"%PDF-1.7 ...")), "unverified", "answers with text/html"),
    Row("/json", always(answer(body=b'{"boats": 7}', kind="application/json")), "unverified", "answers with application/json"),
    Row("/script-only", always(answer(body=page("<div id=app></div><script>draw()</script>"))), "unverified", "with scripts"),
    Row("/quote-gone", always(answer(body=page(f"<p>{FILLER}{FILLER}</p>"))), "drifted", "without 1 quote of 1"),
    Row("/quote-changed", always(answer(body=page(ARTICLE.replace("Seven grey", "Eight grey")))), "drifted", "without 1 quote of 1"),
    Row("/moved-and-changed", to("/quote-changed", "301 Moved Permanently"), "drifted", "/quote-changed, which answers", "/quote-changed"),
    Row("/empty", always(answer()), "suspicious", "an empty page"),
    Row("/no-words", always(answer(body=page("", ""))), "suspicious", "an empty page"),
    Row("/soft-404", always(answer(body=page("<p>We are sorry.</p>", "Page not found"))), "suspicious", 'says "Page not found"'),
    Row("/soft-404-in-german", always(answer(body=page(f"<p>{FILLER}</p>", "Seite nicht gefunden"))), "suspicious", 'says "Seite nicht'),
    Row("/gone-home", to("/"), "suspicious", "leads to the home page of 127.0.0.1"),
    Row("/moved-home", to("/", "301 Moved Permanently"), "suspicious", "leads to the home page"),
    Row("/login", to("/sign-in"), "suspicious", "leads to a login page"),
    Row("/parked", always(answer(body=page("<p>This domain is for sale.</p>", "corvala.example"))), "suspicious", "offers the domain for sale"),
    Row("/to-private", to("http://10.0.0.1/admin"), "suspicious", "10.0.0.1, which is not a public address"),
    Row("/to-metadata", to("http://169.254.169.254/latest/meta-data/"), "suspicious", "not a public address"),
    Row("/to-ipv6-loopback", to("http://[::ffff:10.1.2.3]/"), "suspicious", "not a public address"),
    Row("/to-file", to("file:///etc/passwd"), "suspicious", 'leads to a "file:" address'),
    Row("/to-script", to("javascript:alert(1)"), "suspicious", 'leads to a "javascript:" address'),
    Row("/to-user", to("http://user:word@127.0.0.1:1/"), "suspicious", "carries a user name"),
    Row("/to-nonsense", to("http://[half"), "suspicious", "no address that can be asked"),
]
LINKED = [
    Row("/files/report.pdf", always(answer(body=b"%PDF-1.7", kind="application/pdf")), "ok", "answers"),
    Row("/files/head-405.pdf", only_get("405 Method Not Allowed"), "ok", "answers"),
    Row("/files/head-501.pdf", only_get("501 Not Implemented"), "ok", "answers"),
    Row("/files/gone.pdf", always(answer("404 Not Found")), "unverified", "answers 404 (day 1", strike=True),
    Row("/linked", always(answer(body=page("<p>Nothing is quoted from here.</p>"))), "ok", "answers"),
    Row("/linked-home", to("/", "301 Moved Permanently"), "suspicious", "leads to the home page"),
    Row("/linked-soft-404", always(answer(body=page("<p>Sorry.</p>", "404"))), "suspicious", 'says "404"'),
]
BESIDE: dict[str, Behaviour] = {
    "/": always(answer(body=page(f"<p>{FILLER}</p>", "Corvala Post"))),
    "/sign-in": always(answer(body=page("<form><input type=password></form>", "Sign in"))),
}
