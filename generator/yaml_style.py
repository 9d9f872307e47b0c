"""The one style of curated YAML: two spaces a level, quotation marks only where they are needed, long texts below their key, one blank
line at most, the line for the editor's program on top. Order, comments and how prose is broken into lines stay.

Never changes what the reader reads: the result is read again and compared, and formatted again. What cannot be kept is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yaml import SafeLoader

from generator import schemas
from generator.problems import Location, Problem
from generator.reader import ReadProblems, read
from generator.yaml_tree import Entry, Node, comments, parse

WIDTH = 150
_MODELINE = re.compile(r"# yaml-language-server: *\$schema=")
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_DRAMA = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Refused(Exception):
    """The file is left as it is; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def formatted(path: str, raw: bytes) -> bytes:
    """The file in our style; `path` is what problems print, and of a file under content/ the modeline follows from it. Raises Refused."""
    try:
        before = read(path, raw)
    except ReadProblems as fault:
        raise Refused(*fault.problems) from None
    text = before.text.replace("\r\n", "\n")
    after = _text(path, text)
    try:
        same = read(path, after.encode("utf-8")).data == before.data and _text(path, after) == after
    except ReadProblems as fault:
        raise Refused(_left_alone(path, fault.problems[0].location.line, text)) from None
    if not same or _comments(text) != _comments(after):
        raise Refused(_left_alone(path, 1, text))
    return after.encode("utf-8")


def _left_alone(path: str, line: int, text: str) -> Problem:
    line = min(line, text.count("\n") + 1)
    return Problem(Location(path, line), "format", "this cannot be put into the one style without changing what it says; write it more plainly")


def _comments(text: str) -> list[str]:
    return [words for words in comments(text) if not _MODELINE.match(words)]


def _text(path: str, text: str) -> str:
    tree = parse(text)
    if tree.root is None or tree.root.entries is None:
        return text  # nothing but a comment, or one bare text: the loader has its say on that
    lines = _block(tree.root, 0) if tree.root.entries and not _stays_flow(tree.root, 0) else [_flow(tree.root)]
    lines += _comment_lines(tree.tail, "")
    lines = [line for line in lines if not _MODELINE.match(line)]
    if path.startswith("content/"):
        lines.insert(0, schemas.modeline(path))
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines) + "\n"


def _block(node: Node, indent: int) -> list[str]:
    """The lines of a collection, each with its indentation."""
    pad, lines = " " * indent, []
    for number, entry in enumerate(node.entries or ()):
        _hoist(entry)
        above = _comment_lines(entry.lead, pad)
        above += [""] if entry.blank and (not above or above[-1]) else []
        if number == 0 or _keeps_blank_lines((node.entries or [])[number - 1]):
            while above and not above[0]:
                del above[0]
        lines += above
        head = f"{pad}{_scalar(entry.key)}:" if entry.key else f"{pad}-"
        lines += _value(entry, head, indent)
        lines += _comment_lines(entry.tail, pad)
    return lines


def _keeps_blank_lines(entry: Entry) -> bool:
    """Whether a blank line below the entry would become part of its text (`|+`)."""
    while entry.value.entries and not entry.tail:
        entry = entry.value.entries[-1]
    return not entry.tail and entry.value.style in ("|", ">") and "+" in entry.value.raw[:3]


def _hoist(entry: Entry) -> None:
    """A comment above the first key of a list's item stands above its dash: nothing fits between the two."""
    value = entry.value
    while entry.key is None and value.entries and not value.flow:
        first = value.entries[0]
        entry.lead, first.lead, first.blank = entry.lead + first.lead, [], False
        if first.key is not None:
            break
        value = first.value


def _comment_lines(comments: list[tuple[bool, str]], pad: str) -> list[str]:
    lines = []
    for blank, words in comments:
        lines += ["", pad + words] if blank else [pad + words]
    return lines


def _value(entry: Entry, head: str, indent: int) -> list[str]:
    value, trail = entry.value, f"  {entry.trail}" if entry.trail else ""
    if value.entries is not None:
        if _stays_flow(value, len(head) + 1):
            return [f"{head} {_flow(value)}{trail}"]
        inner = _block(value, indent + 2)
        if entry.key is None:
            first = next(i for i, line in enumerate(inner) if line.strip())
            return [*inner[:first], f"{head} {inner[first].lstrip()}", *inner[first + 1 :]]
        return [head + trail, *inner]
    if value.is_empty:
        return [head + trail]
    pad = " " * (indent + 2)
    if value.style in ("|", ">"):
        header, body = _block_text(value)
        if not value.value.endswith("\n"):  # the text ends with the file, and no line feed there
            header = header.rstrip("+-") + "-"
        lines = _refolded(body, WIDTH - len(pad)) if value.style == ">" else body
        return [f"{head} {header}{trail}", *(pad + line if line else "" for line in lines)]
    if "\n" in value.value and not re.search(r"\A\s|[ \t]$|[ \t]\n|\n\Z", value.value) and not _DRAMA.search(value.value.replace("\n", "")):
        return [f"{head} |-{trail}", *(pad + line if line else "" for line in value.value.split("\n"))]
    line = f"{head} {_scalar(value, bool(trail))}"
    if len(line + trail) > WIDTH and not _DRAMA.search(value.value) and value.value.strip(" ") == value.value and _BREAK.search(value.value):
        return [f"{head} >-{trail}", *(pad + piece for piece in _wrapped(value.value, WIDTH - len(pad)))]
    return [line + trail]


def _block_text(node: Node) -> tuple[str, list[str]]:
    """The header without comment, and the lines without indentation, of a text below its key."""
    header = re.match(r"[|>][-+\d]*", node.raw)
    assert header
    body = node.raw.split("\n")[1:]
    indent = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip(" ")), default=0)
    if found := re.search(r"\d", header[0]):
        # said by a number because the first line is indented: ours is two spaces, whatever it was
        first = node.value.split("\n")[0]
        indent = min(indent, len(next((line for line in body if line.strip(" ")), "")) - len(first))
        return header[0].replace(found[0], "2"), _trimmed([line[indent:] for line in body], header[0])
    return header[0], _trimmed([line[indent:] for line in body], header[0])


def _trimmed(lines: list[str], header: str) -> list[str]:
    lines = ["" if not line.strip(" ") else line for line in lines]
    if lines and not lines[-1]:
        del lines[-1]  # what follows the last line feed
    while "+" not in header and lines and not lines[-1]:
        del lines[-1]
    return lines


def _refolded(lines: list[str], width: int) -> list[str]:
    """Folded text with no line longer than `width`: what is too long flows into the next line, up to the end of a sentence."""
    found, rest = [], ""
    for number, line in enumerate(lines):
        flows = bool(line) and not line.startswith((" ", "\t"))
        *whole, rest = _wrapped(f"{rest} {line}" if rest and flows else line, width)
        found += whole
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if not whole or not after or after.startswith((" ", "\t")) or rest.endswith((".", "]", "}", ":", ";", "?", "!")):
            found.append(rest)
            rest = ""
    return found


def _wrapped(line: str, width: int) -> list[str]:
    """A line of folded text in pieces of at most `width`, where its spaces allow; a line that begins with a space does not fold."""
    pieces = []
    while len(line) > width and not line.startswith((" ", "\t")):
        places = [found.start() for found in _BREAK.finditer(line)]
        fitting = [place for place in places if place <= width]
        if not places:
            break
        at = fitting[-1] if fitting else places[0]
        pieces.append(line[:at])
        line = line[at + 1 :]
    return [*pieces, line]


def _stays_flow(node: Node, column: int) -> bool:
    """Whether a collection is written between brackets: as it was, if it fits on the line and holds no comment."""
    if not node.entries:
        return True
    return node.flow and not node.commented and _is_short(node) and column + len(_flow(node)) <= WIDTH


def _is_short(node: Node) -> bool:
    if node.entries is None:
        return not node.is_empty and "\n" not in node.value
    return all(_is_short(entry.value) for entry in node.entries)


def _flow(node: Node) -> str:
    if node.entries is None:
        return _scalar(node, flow=True)
    parts = [f"{_scalar(entry.key, flow=True)}: {_flow(entry.value)}" if entry.key else _flow(entry.value) for entry in node.entries]
    return f"[{', '.join(parts)}]" if node.is_list else f"{{{', '.join(parts)}}}"


def _scalar(node: Node, commented: bool = False, flow: bool = False) -> str:
    """A text on one line: bare where every reader takes it as it is, else in single quotes, in double quotes where it holds what needs escapes."""
    text = node.value
    if _DRAMA.search(text):
        return '"' + "".join(_escaped(character) for character in text) + '"'
    unquoted = node.style == "" or not _means_more(text)
    if unquoted and _is_plain(text, flow) and not (commented and re.search(r"\s", text)):
        return text
    return f'"{text}"' if "'" in text and not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if _DRAMA.match(character):
        return {"\n": "\\n", "\t": "\\t"}.get(character, f"\\u{ord(character):04x}")
    return character


@lru_cache(maxsize=1 << 14)
def _is_plain(text: str, flow: bool) -> bool:
    """Whether our reader reads the bare text as it stands, as value and as key."""
    wanted: object = [text, {text: text}] if flow else [{text: text}, text]
    lines = f"[{text}, {{{text}: {text}}}]" if flow else f"- {text}: {text}\n- {text}"
    try:
        return bool(text) and "\n" not in text and text == text.strip() and read("", lines.encode("utf-8", "surrogatepass")).data == wanted
    except ReadProblems:
        return False


@lru_cache(maxsize=1 << 14)
def _means_more(text: str) -> bool:
    """Whether other readers of YAML take the bare text for a number, a date, true or null."""
    resolved = SafeLoader.yaml_implicit_resolvers
    words = [*resolved.get(text[:1], []), *resolved.get(None, [])]
    return any(pattern.match(text) for _, pattern in words)
