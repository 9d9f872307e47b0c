"""An invented site of a few pages and the faults that are planted in it: what each is, where it stands, which of our checks has to find it.

Shared by the test (ours finds every one, and nothing on the untouched site) and by the bench, which runs other link checkers on the same
tree. Every fault has a word of its own in its address or id, by which a finding of any tool is known to be about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.built.folder import Plan
from generator.problems import Problem

URL = "https://ferry.example/"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{up}look.css"><link rel="icon" href="{up}boat.png">
</head><body id="top-of-{name}">
<nav><a href="{up}index.html">Home</a> <a href="{up}harbour/">Harbour</a> <a href="{up}harbour/quay/">Quay</a> <a href="{up}people/#mira">People</a>
<a href="{up}map.html">Map</a> <a href="{up}old%20town/">Old town</a> <a href="{up}embedded/">Embedded</a> <a href="{up}tales.html">Tales</a></nav>
<h1 id="{name}">{title}</h1>
<p>{text}<sup id="fnref:log"><a href="#fn:log">1</a></sup> <img src="{up}boat.png" srcset="{up}boat.png 1x, {up}boat-large.png 2x" alt="A boat"></p>
<!-- here -->
<div class="footnote"><ol><li id="fn:log">The harbour's log. <a href="#fnref:log">Back</a></li></ol></div>
</body></html>
"""
_TEXTS = {
    "index.html": ("Corvala", "Seven boats lie here."),
    "harbour/index.html": ("The harbour", "It has a quay."),
    "harbour/quay/index.html": ("The quay", "It is made of stone."),
    "people/index.html": ("People", 'There is one: <b id="mira">Mira Dol</b>, see <a href="../harbour/#harbour">the harbour</a>.'),
    "map.html": ("The map", '<a href="mailto:desk@ferry.example">Write to us</a> or <a href="harbour/quay/#quay">go there</a>.'),
    "old town/index.html": ("The old town", 'Its <a href="?by=day#old-town">streets</a> by day.'),
    "embedded/index.html": ("Embedded", "Nothing is embedded yet."),
    "tales.html": ("Tales", "None is told twice."),
}
_PIXEL = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01\x00;"
_PLANNED = (
    "index.md",
    "harbour/index.md",
    "harbour/quay/index.md",
    "people/index.md",
    "map.html",
    "old town/index.md",
    "embedded/index.md",
    "tales.html",
)


@dataclass(frozen=True)
class Planted:
    """One fault: its `word` stands in `snippet`, which is put into the file `path`; `check` is the problem that ours reports.

    `kind` is the row of the bench's table. Where `path` is new, the snippet is the whole file.
    """

    kind: str
    word: str
    path: str
    snippet: str
    check: str


def site(folder: Path) -> None:
    """The untouched site is written into `folder`."""
    for path, (title, text) in _TEXTS.items():
        name = title.lower().removeprefix("the ").replace(" ", "-")
        _write(folder, path, _PAGE.format(title=title, text=text, name=name, up="../" * path.count("/")))
    for path in ("boat.png", "boat-large.png"):
        (folder / path).write_bytes(_PIXEL)
    _write(folder, "look.css", "body { background: url('boat.png') }\n/* here */\n")
    _write(
        folder,
        "404.html",
        '<!doctype html><html lang="en"><head><title>Gone</title></head><body><a href="/">Home</a>\n<!-- here -->\n</body></html>\n',
    )
    entries = "".join(f"<url><loc>{URL}{path.removesuffix('index.html').replace(' ', '%20')}</loc></url>\n" for path in _TEXTS)
    _write(folder, "sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}<!-- here -->\n</urlset>\n')
    _write(folder, "feed.xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{URL}harbour/"/>\n<!-- here -->\n</feed>\n')
    _write(folder, "search/search_index.json", '{"docs": [{"location": "harbour/#harbour"},\n{"location": ""}]}\n')
    _write(folder, "data/boats.json", f'{{"quay": "{URL}harbour/quay/",\n"harbour": "{URL}harbour/"}}\n')


def plan() -> Plan:
    """What the invented site was to consist of."""
    return Plan((*_PLANNED, "faulty/drowned-page.md"), URL)


def untouched_plan() -> Plan:
    """The same without the page that is planted as missing."""
    return Plan(_PLANNED, URL)


def plant(folder: Path) -> None:
    """Every fault is put into the site in `folder`."""
    for fault in PLANTED:
        path = folder / fault.path
        if not fault.snippet:
            continue
        if not path.exists():
            _write(folder, fault.path, fault.snippet + "\n")
            continue
        text = path.read_text(encoding="utf-8")
        mark = next((mark for mark in ("<!-- here -->", "/* here */") if mark in text), None)
        text = text.replace(mark, f"{fault.snippet}\n{mark}") if mark else text.replace(",\n", f",\n{fault.snippet},\n", 1)
        path.write_text(text, encoding="utf-8")


def _write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def _link(word: str, snippet: str, path: str = "index.html", kind: str = "page or file that is not there", check: str = "built-link") -> Planted:
    return Planted(kind, word, path, snippet, check)


def _anchor(word: str, snippet: str, path: str = "harbour/index.html") -> Planted:
    return Planted("part of a page that is not there", word, path, snippet, "built-anchor")


def _asset(word: str, snippet: str, path: str = "people/index.html", kind: str = "image, style sheet or script that is not there") -> Planted:
    return Planted(kind, word, path, snippet, "built-asset")


def _scheme(word: str, address: str) -> Planted:
    return Planted("forged or forbidden scheme", word, "tales.html", f'<a href="{address}">{word}</a>', "built-scheme")


def _elsewhere(word: str, snippet: str) -> Planted:
    return Planted("loaded from another host", word, "tales.html", snippet, "built-third-party")


PLANTED = (
    _link("gone-page", '<a href="gone-page/">x</a>'),
    _link("gone-file", '<a href="papers/gone-file.pdf">x</a>'),
    _link("gone-at-root", '<a href="/gone-at-root/">x</a>'),
    _link("gone-with-part", '<a href="gone-with-part.html#quay">x</a>'),
    _link("gone-with-query", '<a href="gone-with-query.html?day=1">x</a>'),
    _link("gone-in-quotes", "<a class=x href='gone-in-quotes.html'>x</a>"),
    _link("gone-without-quotes", "<A HREF=gone-without-quotes.html>x</A>"),
    _link("gone-over-lines", '<a\n  title="a > b"\n  href="gone-over-lines.html"\n>x</a>'),
    _link("gone-and-encoded", '<a href="old%20town/gone-and-encoded.html">x</a>'),
    _link("gone-as-reference", '<a href="&#103;one-as-reference.html">x</a>'),
    _link("gone-above", '<a href="../gone-above.html">x</a>', "harbour/index.html"),
    _link("gone-below", '<a href="./quay/../gone-below/">x</a>', "harbour/index.html"),
    _link("gone-backslash", '<a href="quay\\gone-backslash.html">x</a>', "harbour/index.html"),
    _link("gone-area", '<map name="m"><area href="gone-area.html" alt="x"></map>', "map.html"),
    _link("gone-drawn", '<svg><a xlink:href="gone-drawn.html"><text>x</text></a></svg>', "map.html"),
    _link("gone-next", '<link rel="next" href="gone-next.html">', "map.html"),
    _link("gone-refresh", '<meta http-equiv="refresh" content="900; url=gone-refresh.html">', "map.html"),
    _link("gone-form", '<form action="gone-form/"><button>x</button></form>', "map.html"),
    _link("gone-button", '<form><button formaction="gone-button/">x</button></form>', "map.html"),
    _link("gone-own-address", f'<a href="{URL}gone-own-address/">x</a>', "map.html"),
    _link("Harbour/Quay", '<a href="Harbour/Quay/">x</a>', "map.html", "other letter case than the file"),
    _link("TALES", '<a href="TALES.html">x</a>', "map.html", "other letter case than the file"),
    _link("harbour/quay/index.html", '<a href="harbour/quay/index.html">x</a>', "404.html", "relative link in the page for unknown addresses"),
    _anchor("lost-here", '<a href="#lost-here">x</a>'),
    _anchor("lost-there", '<a href="quay/#lost-there">x</a>'),
    _anchor("lost-up", '<a href="../people/#lost-up">x</a>'),
    _anchor("Quay", '<a href="quay/#Quay">x</a>'),
    _anchor("lost%20words", '<a href="quay/index.html#lost%20words">x</a>'),
    _anchor("lost-after-query", '<a href="../old%20town/?by=night#lost-after-query">x</a>'),
    _anchor("lost-in-comment", '<!-- <p id="lost-in-comment"> --><a href="#lost-in-comment">x</a>'),
    _anchor("lost-in-script", '<script type="text/plain">\'<p id="lost-in-script">\'</script><a href="#lost-in-script">x</a>'),
    _anchor("fn:lost-note", '<sup id="fnref:lost-note"><a href="#fn:lost-note">2</a></sup>'),
    _anchor("lost-own-address", f'<a href="{URL}harbour/#lost-own-address">x</a>'),
    _asset("no-image", '<img src="no-image.png" alt="x">'),
    _asset("no-large-image", '<img src="../boat.png" srcset="../boat.png 1x, no-large-image.png 2x" alt="x">'),
    _asset("no-picture", '<picture><source srcset="no-picture.webp"><img src="../boat.png" alt="x"></picture>'),
    _asset("BOAT", '<img src="../BOAT.png" alt="x">'),
    _asset("no-sheet", '<link rel="stylesheet" href="no-sheet.css">'),
    _asset("no-icon", '<link rel="icon" href="no-icon.png">'),
    _asset("no-preload", '<link rel="preload" as="image" href="no-preload.png">'),
    _asset("no-script", '<script src="no-script.js"></script>'),
    _asset("no-poster", '<video poster="no-poster.png"></video>'),
    _asset("no-video", '<video><source src="no-video.webm"></video>'),
    _asset("no-sound", '<audio src="no-sound.ogg"></audio>'),
    _asset("no-track", '<video><track src="no-track.vtt"></video>'),
    _asset("no-drawing", '<svg><use href="no-drawing.svg#wave"></use></svg>'),
    _asset("no-drawn-image", '<svg><image href="no-drawn-image.png"></image></svg>'),
    _asset("no-background", '<style>p { background: url("no-background.png") }</style>'),
    _asset("no-more-style", '@import "no-more-style.css";', "look.css", "file named in a style sheet that is not there"),
    _asset("no-texture", "h1 { background: url(no-texture.png) }", "look.css", "file named in a style sheet that is not there"),
    _link("out-of-it", '<a href="../../../out-of-it.html">x</a>', "old town/index.html", "way out of the site (../)", "built-escape"),
    _link("out-in-code", '<a href="../%2e%2e/out-in-code.html">x</a>', "old town/index.html", "way out of the site (../)", "built-escape"),
    _asset("out-image", '<img src="../../out-image.png" alt="x">', "old town/index.html", "way out of the site (../)"),
    _scheme("script-plain", "javascript:alert('script-plain')"),
    _scheme("script-in-case", "JaVaScRiPt:alert('script-in-case')"),
    _scheme("script-over-lines", "java&#10;script:alert('script-over-lines')"),
    _scheme("script-by-name", "javascript&colon;alert('script-by-name')"),
    _scheme("script-of-old", "vbscript:script-of-old"),
    _scheme("page-as-data", "data:text/html,page-as-data"),
    _scheme("file-on-disk", "file:///etc/file-on-disk"),
    _elsewhere("script.cdn.example", '<script src="https://script.cdn.example/x.js"></script>'),
    _elsewhere("fonts.cdn.example", '<style>@import "//fonts.cdn.example/a.css";</style>'),
    _elsewhere("image.cdn.example", '<img src="http://image.cdn.example/a.png" alt="x">'),
    _elsewhere("early.cdn.example", '<link rel="preconnect" href="https://early.cdn.example">'),
    Planted("image without a text alternative", "boat-large.png?bare", "tales.html", '<img src="boat-large.png?bare">', "built-alternative"),
    Planted("id that occurs twice", "twice-told", "tales.html", '<p id="twice-told">x</p><h2 id="twice-told">x</h2>', "built-duplicate-id"),
    Planted("id that occurs twice", "twice-alike", "tales.html", '<p id="twice-alike">x</p><p id="twice-alike">x</p>', "built-duplicate-id"),
    Planted("footnote without its mark or note", "fn:unmarked", "tales.html", '<ol><li id="fn:unmarked">x</li></ol>', "built-footnote"),
    Planted("footnote without its mark or note", "[^unread]", "tales.html", "<p>Words.[^unread]</p>", "built-footnote"),
    Planted("raw HTML that acts", "pressed()", "embedded/index.html", '<p onclick="pressed()">x</p>', "built-active"),
    Planted("raw HTML that acts", "color: red", "embedded/index.html", '<p style="color: red">x</p>', "built-active"),
    Planted("raw HTML that acts", "framed", "embedded/index.html", '<iframe title="framed" srcdoc="x"></iframe>', "built-active"),
    Planted("raw HTML that acts", "embedded-thing", "embedded/index.html", '<object type="embedded-thing"></object>', "built-active"),
    Planted("raw HTML that acts", "../embedded/?base", "embedded/index.html", '<base href="../embedded/?base">', "built-active"),
    Planted("page nobody links to or planned", "stray", "faulty/stray.html", '<p>stray, <a href="../index.html">Home</a></p>', "built-page-orphan"),
    Planted("page nobody links to or planned", "draft", "draft.html", '<p>draft, <a href="index.html">Home</a></p>', "built-page-unplanned"),
    Planted("planned page that was not built", "drowned-page", "faulty/drowned-page/index.html", "", "built-page-missing"),
    Planted("entry of a listing that leads nowhere", "not-on-the-map", "sitemap.xml", f"<url><loc>{URL}not-on-the-map/</loc></url>", "built-listing"),
    Planted("entry of a listing that leads nowhere", "no-news", "feed.xml", f'<link href="{URL}people/#no-news"/>', "built-listing"),
    Planted("entry of a listing that leads nowhere", "not-found-by", "search/search_index.json", '{"location": "not-found-by/"}', "built-listing"),
    Planted("entry of a listing that leads nowhere", "no-such-boat", "data/boats.json", f'"gone": "{URL}no-such-boat/"', "built-listing"),
)  # fmt: skip
"""The faults, in the order of the table. A path that is not in the untouched site is a file of its own."""


def is_about(fault: Planted, finding: str) -> bool:
    """Whether a line of any tool's output accuses this fault: it holds the fault's word, as written or as an address writes it."""
    told = unquote(finding)
    return unquote(fault.word) in told or unquote(fault.word).replace("\\", "/") in told


def lines(folder: Path, fault: Planted) -> tuple[int, int]:
    """The first and last line that the fault takes up in its file; its whole file where it is one."""
    path = folder / fault.path
    if not fault.snippet or not path.exists():
        return 1, 1
    text = path.read_text("utf-8")
    start = text.count("\n", 0, text.index(fault.snippet)) + 1
    return start, start + fault.snippet.count("\n")


def place(problem: Problem) -> tuple[str, int]:
    """The built file and the line; where the problem points into the Markdown, the message names them."""
    found = re.search(r"\(site/([^:]*):(\d+):\d+\)$", problem.message) or re.match(r"site/([^:]*):(\d+)", str(problem.location))
    assert found, problem
    return found[1], int(found[2])


def accused(folder: Path, problem: Problem) -> list[str]:
    """The words of the faults that one of our problems is about: the right check at the right place."""
    if problem.check == "built-page-missing":
        return [fault.word for fault in PLANTED if fault.check == problem.check and fault.word in problem.message]
    path, line = place(problem)
    at = [fault for fault in PLANTED if fault.check == problem.check and fault.path == path]
    return [fault.word for fault in at if lines(folder, fault)[0] <= line <= lines(folder, fault)[1]]
