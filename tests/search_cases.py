"""Texts that are hard to search, and searches that are hard to answer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

TEXTS = [
    "Skills gaps hold us back. Skills again!",
    "The don’t-know answers; DON'T KNOW",
    "low-carbon energy, low carbon, lowcarbon",
    "Café, CAFE\u0301, cafe",
    "naïve coöperation Straße STRASSE strasse",
    "İstanbul ISTANBUL ıstanbul istanbul",
    "😀 gaps 👨‍👩‍👧 family ❤️ heart",
    "北京市 北京 東京都",
    "हिन्दी भाषा नमस्ते",
    "العربية اللغة ١٢٣ 123",
    "ไทย ภาษาไทย",
    "ǅ ǆ Ǆ ﬁnance finance ﬀ",
    "x² x2 H₂O Ⅳ iv ½",
    "a AND b OR c NOT d NEAR(e f)",
    "body : respondent ^start + * - \" '",
    "R&D R & D RD",
    "e-mail: jo@acme.example https://acme.example/?a=b",
    "£5m €3.50 10% #1 $2",
    "soft\u00adhyphen zero\u200bwidth non\u00a0breaking",
    "\u01c0Xam \u01c0 click",
    "\ue000 private \ue001use",
    "ᎠᎢ ᎣᏍᏓ Ꮳꮳ",
    "𐓘𐓙 𞤀𞤢 𝔘𝔫𝔦 𝟘𝟙",
    "ß ẞ ſ ς σ Σ",
    "\u1e9b\u0323 \u0344 \u0345",
    "a" * 3000,
    "word " * 400 + "lastword",
    "",
    "...",
    "null NULL None n/a",
]
QUERIES = [
    "",
    " ",
    "skills",
    "SKILLS gaps",
    '"skills gaps"',
    '"gaps skills"',
    "skil*",
    '"hold us ba"*',
    "-skills",
    "-skills -gaps",
    "skills -again",
    "skills -nothing",
    '-"skills gaps"',
    "-skil*",
    "don't",
    "dont know",
    "low-carbon",
    "lowcarbon",
    "cafe",
    "café",
    "strasse",
    "istanbul",
    "😀",
    "family",
    "北京",
    "北京*",
    "भाषा",
    "123",
    "finance",
    "x2",
    "iv",
    "AND",
    "a AND b",
    "NOT d",
    "NEAR(e f)",
    "body:skills",
    "respondent : x",
    "^start",
    "*",
    "-",
    '"',
    '""',
    '"skills',
    "r&d",
    "jo@acme.example",
    "\u01c0",
    "\u01c0xam",
    "\ue000",
    "private use",
    "ᎣᏍᏓ",
    "σ",
    "a" * 3000,
    "a" * 2999,
    "aaaa*",
    "lastword",
    '"word lastword"',
    "\0",
    "a\0b",
    "\ud800",
    "'; DROP TABLE submission; --",
    "skills;gaps",
    "(skills)",
    "{skills}",
    "skills !gaps",
    "skills | gaps",
    "skills:*",
    "\\",
    "'skills'",
]


def naughty_strings(corpus: str | None) -> list[str]:
    """Return the big list of naughty strings; nothing without the corpus."""
    path = Path(corpus or "nowhere") / "bad" / "blns" / "blns.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def random_queries(dice: random.Random, words: Sequence[str], many: int) -> Iterator[str]:
    """Yield searches made of words: alone, cut with a star, excluded, in phrases, together."""
    for _ in range(many):
        parts = []
        for _ in range(dice.choice([1, 1, 2, 3])):
            word = dice.choice(words)
            start = dice.randrange(len(words))
            part = dice.choice(
                [
                    word,
                    word.upper(),
                    f"{word[: dice.randint(1, len(word))]}*",
                    f'"{" ".join(words[start : start + 2])}"',
                    f'"{word} {dice.choice(words)}"*',
                ]
            )
            parts.append(dice.choice(["", "", "-"]) + part)
        yield " ".join(parts)
