"""Which passwords are refused: short ones, common ones, and ones that a rule of three lines would guess.

No mixture of letters, digits and signs is asked for: length and not being guessable is what helps (NIST SP 800-63B,
section 3.1.1.2; the National Cyber Security Centre advises the same).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

SHORTEST, LONGEST = 12, 200
FEWEST_DIFFERENT = 5
FEWEST_UNGUESSABLE = 6
SHORTEST_RUN = 3
SHORTEST_NAME = 4
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp")
LOOKS_LIKE = str.maketrans("@4301!$57", "aaeoiisst")


def password_fault(password: str, name: str, common: Collection[str]) -> str:
    """What is wrong with a password for a person, in one sentence; empty where nothing is."""
    plain = plain_password(password)
    folded = plain.casefold()
    if len(plain) < SHORTEST:
        return f"A password must have at least {SHORTEST} characters: three words that have nothing in common do well."
    if len(plain) > LONGEST:
        return f"A password may have at most {LONGEST} characters."
    if len(set(folded)) < FEWEST_DIFFERENT or _is_one_piece_again(folded):
        return "This password says the same again and again: choose one that is harder to guess."
    if _without_runs(folded) < FEWEST_UNGUESSABLE:
        return "This password follows the alphabet, the digits or the keyboard: choose one that is harder to guess."
    if _holds_a_name(folded, name):
        return "This password holds the name of the person or of the program: choose one that is harder to guess."
    if _is_common(folded, common):
        return "This password is among the most common ones: choose one that is harder to guess."
    return ""


def plain_password(password: str) -> str:
    """A password with one spelling for each letter, so that it is the same on every keyboard."""
    return unicodedata.normalize("NFKC", password)


def _is_one_piece_again(folded: str) -> bool:
    return folded in (folded + folded)[1:-1]


def _without_runs(folded: str) -> int:
    """How many characters are left when runs along the alphabet, the digits or a row of keys count for nothing."""
    ways = [row for rows in ROWS for row in (rows, rows[::-1])]
    left, at = 0, 0
    while at < len(folded):
        run = max(_run_length(folded, at, way) for way in ways)
        run = max(run, _repeated(folded, at))
        if run < SHORTEST_RUN:
            left, run = left + 1, 1
        at += run
    return left


def _run_length(folded: str, at: int, way: str) -> int:
    length = 1
    while at + length < len(folded) and folded[at : at + length + 1] in way:
        length += 1
    return length


def _repeated(folded: str, at: int) -> int:
    length = 1
    while at + length < len(folded) and folded[at + length] == folded[at]:
        length += 1
    return length


def _holds_a_name(folded: str, name: str) -> bool:
    parts = [part for part in plain_password(name).casefold().replace("@", " ").split() if len(part) >= SHORTEST_NAME]
    told = folded.translate(LOOKS_LIKE)
    return any(word in folded or word in told for word in (*parts, "waymark"))


def _is_common(folded: str, common: Collection[str]) -> bool:
    """Whether a password, or what is left of it without signs and digits at its end, is in the list."""
    bare = folded.rstrip("0123456789!?.,-_#*$£ ")
    told = {folded, folded.translate(LOOKS_LIKE), bare, bare.translate(LOOKS_LIKE), folded.replace(" ", "")}
    return any(word in common for word in told if word)
