"""Where words, sentences and lines end, for the rules about quotes.

A quote must not begin or end inside a word, because a cut word can turn the meaning round: "Taliban" out of "anti-Taliban",
"200" out of "1,200", "did" out of "didn't". Where in doubt this says "inside"; the editor then quotes the whole word.
"""

from __future__ import annotations

import re
import unicodedata

# Between two letters or digits these are part of the word; the second group only between two digits.
_JOIN_LETTERS = frozenset("'-")
_JOIN_DIGITS = frozenset(".,:/–−·٫٬")
# Right before a digit, or right after one, these change the figure.
_SIGNS = frozenset("-−+±~≈<>≤≥")
_UNITS = frozenset("%‰°")
# Scripts that put no space between words: there a word's end cannot be seen, and each character counts as a word.
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Final punctuation, what closes with it, then anything but a small letter: the "." of "the U.S. forces" ends no sentence.
_SENTENCE_END = re.compile(r"[؟۔。！？।]|[.!?]+(?=[.!?'\")\]»”’]*(?:\s|$))")
_SMALL_LETTER_NEXT = re.compile(r"[.!?'\")\]»”’]*\s+[\"'(\[«“‘]*([^\W\d_])")


def is_word_character(character: str) -> bool:
    """True for letters, digits, marks, joiners and the underscore."""
    if character.isalnum() or character == "_":
        return True
    return not character.isascii() and (character in "\u200c\u200d" or unicodedata.category(character).startswith("M"))


def between_words(text: str, at: int) -> bool:
    """True where the border before `text[at]` lies inside no word and inside no figure."""
    if at <= 0 or at >= len(text):
        return True
    left, right = text[at - 1], text[at]
    if left == " " or right == " ":
        return True
    if is_word_character(left) and is_word_character(right):
        return _is_unspaced_border(left, right)
    if _joins(text, at - 1) or _joins(text, at):
        return False
    return not (_is_sign(left) and right.isdigit()) and not (left.isdigit() and _is_unit(right))


def word_around(text: str, at: int) -> str:
    """The whole word that the border before `text[at]` cuts, for messages."""
    start = end = at
    while not between_words(text, start):
        start -= 1
    while not between_words(text, end):
        end += 1
    return text[start:end]


def count_words(text: str) -> int:
    """How many words a normalised text holds; a lone dash is none, and in scripts without spaces each character is one."""
    words = 0
    spaced = text.isascii() or not _UNSPACED.search(text)
    for token in text.split():
        unspaced = 0 if spaced else len(_UNSPACED.findall(token))
        words += unspaced or token.isalnum() or any(map(str.isalnum, token))
    return words


def sentence_ends(text: str) -> list[int]:
    """The places of the characters that end a sentence, in order. Line ends are not among them."""
    ends = []
    for found in _SENTENCE_END.finditer(text):
        follows = _SMALL_LETTER_NEXT.match(text, found.end())
        if not (follows and follows[1].islower()):
            ends.append(found.start())
    return ends


def _joins(text: str, at: int) -> bool:
    """True where the sign at `text[at]` is part of a word or figure, as in "didn't", "1,200" and "U.S."."""
    if at == 0 or at + 1 == len(text):
        return False
    left, sign, right = text[at - 1], text[at], text[at + 1]
    if sign in _JOIN_LETTERS:
        return is_word_character(left) and is_word_character(right)
    if sign == "." and left.isalpha() and right.isalpha():
        # Only after a single letter: in "was shut.The keeper" the source lacks a space.
        return at == 1 or not is_word_character(text[at - 2])
    return sign in _JOIN_DIGITS and left.isdigit() and right.isdigit()


def _is_sign(character: str) -> bool:
    return character in _SIGNS or unicodedata.category(character) == "Sc"


def _is_unit(character: str) -> bool:
    return character in _UNITS or unicodedata.category(character) == "Sc"


def _is_unspaced_border(left: str, right: str) -> bool:
    if not (_UNSPACED.match(left) or _UNSPACED.match(right)):
        return False
    return not unicodedata.category(right).startswith("M") and right not in "\u200c\u200d" and left not in "\u200c\u200d"
