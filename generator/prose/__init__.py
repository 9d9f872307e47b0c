"""The prose of explainers: parsed with markdown-it-py into sentences that know their citations, and written out again safely.

Takes plain strings and gives values; must not know about claims, sites or files. `syntax` reads Markdown, `parser` finds
sentences, `writer` makes Markdown for the page.
"""

from generator.prose.model import Block, Fault, Link, Prose, Reference, Run, Sentence
from generator.prose.parser import parse
from generator.prose.writer import render, visible

__all__ = ["Block", "Fault", "Link", "Prose", "Reference", "Run", "Sentence", "parse", "render", "visible"]
