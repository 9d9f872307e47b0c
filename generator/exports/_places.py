"""Where things lie on the published site, as seen from an exported file. A site that does not know its address gives relative
ones; no host is made up."""

from __future__ import annotations

from generator.models import Settings


def published(address: str) -> str:
    """The published address of a Markdown address: `claims/aims.md#x` becomes `claims/aims/#x`."""
    path, hash_sign, anchor = address.partition("#")
    if path.endswith(".md"):
        path = path.removesuffix("index.md") if path.rpartition("/")[2] == "index.md" else path.removesuffix(".md") + "/"
    return path + hash_sign + anchor


def place(settings: Settings, address: str, here: str) -> str:
    """The address of a docs path (with an optional #anchor): absolute where the site has an address, else relative to the
    exported file `here`."""
    if settings.url:
        return settings.url.rstrip("/") + "/" + published(address)
    return ("../" * here.count("/") + published(address)) or "./"
