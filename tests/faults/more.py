"""Faults of the kinds that `tests/mistakes.py` and `tests/judgements.py` do not hold: encoding, size, paths and addresses in the content."""

from __future__ import annotations

from tests.mistakes import COURIER, SITE, F

PELL = "content/geography/pell.yaml"

MORE = [
    # encoding
    F("a zero byte stands in a text", PELL, "name: Pell", "name: Pe▸\x00ll", "yaml-character", "U+0000"),
    F("a bell stands in a text", PELL, "name: Pell", "name: Pe▸\x07ll", "yaml-character", "U+0007"),
    F("a character of the C1 set", PELL, "name: Pell", "name: Pe▸\x9bll", "yaml-character", "U+009B"),
    F("a byte order mark inside", PELL, "name: Pell", "name: Pe▸\ufeffll", "yaml-character", "U+FEFF"),
    F("a byte that begins nothing", PELL, "name: Pell", "name: Pe▸\udcffll", "yaml-encoding", "is not UTF-8"),
    F("a character cut in half", PELL, "name: Pell", "name: Pe▸\udcc3ll", "yaml-encoding", "is not UTF-8"),
    F("an override of direction", PELL, "name: Pell", "name: Pe▸\u202dll", "yaml-character", "turns the order"),
    F("an isolate of direction", PELL, "name: Pell", "name: Pe▸\u2066ll", "yaml-character", "turns the order"),
    # size
    F("lists nested without end", PELL, "name: Pell", f"name: Pell\naliases: {'[' * 39}▸{'[' * 9000}", "yaml-limit", "more than 40"),
    # paths
    F("an archived text above the project", COURIER, "file: seeds/courier-2017-05-12.txt", "file: ▸../courier.txt", "field-value", "plain path inside"),
    F("an archived text at the root", COURIER, "file: seeds/courier-2017-05-12.txt", "file: ▸/etc/passwd", "field-value", "plain path inside"),
    F("an archived text with a backslash", COURIER, "file: seeds/courier-2017-05-12.txt", "file: ▸seeds\\courier.txt", "field-value", "plain path inside"),
    F("a way down and up again", COURIER, "file: seeds/courier-2017-05-12.txt", "file: ▸seeds/../../x.txt", "field-value", "plain path inside"),
    F("an archived text that is a folder", COURIER, "file: seeds/courier-2017-05-12.txt", "file: ▸seeds", "source-file", "is not there"),
    # addresses
    F("an archived copy that is no address", COURIER, "id: courier-2017-05-12", "id: courier-2017-05-12\narchive_url: ▸web.archive.org/x", "field-value",
      "is not a web address", "id: courier-2017-05-12\narchive_url: https://web.archive.org/x"),
    F("an archived copy that is a script", COURIER, "id: courier-2017-05-12", "id: courier-2017-05-12\narchive_url: ▸javascript:alert(1)", "field-value",
      "is not a web address"),
    F("an ignored address without a day", SITE, "limits:\n", "external:\n  ignore:\n    - ▸{address: https://example.org/*, reason: A login.}\nlimits:\n",
      "field-missing", "expires", "external: {ignore: [{address: https://example.org/*, reason: A login., expires: 2031-01-31}]}\nlimits:\n"),
    F("an ignored address with a day that is none", SITE, "limits:\n",
      "external: {ignore: [{address: https://example.org/*, reason: A login., expires: ▸2031-02-30}]}\nlimits:\n", "field-value", "the calendar does not have"),
    F("everything is ignored", SITE, "limits:\n", "external: {ignore: [{address: ▸'*', reason: A login., expires: 2031-01-31}]}\nlimits:\n", "field-value",
      "is not an address"),
]  # fmt: skip
