"""Words that docs/glossary.md rules out are in no name, comment, document or test title.

Literals are texts that a user reads, or data: they are not looked at. The glossary itself is exempt, and so are code
spans in Markdown and migrations that have landed.
"""

import functools
import re
from dataclasses import dataclass

from . import source_text
from .migrations import has_landed
from .tree import Finding, line_of, table_rows

GLOSSARY = "docs/glossary.md"

# Between two words of a comment: spaces, and what begins its next line.
BETWEEN = r"(?:[\s*#]|//[/!]?|--)+"

NAME = re.compile(r"[A-Za-z_][\w-]*")
WORD_IN_NAME = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
TEST_TITLE = re.compile(r"""\b(?:test|it|describe)(?:\.\w+)*(?:\([^()"'`]*\))?\(\s*(["'`])(.*?)(?<!\\)\1""", re.DOTALL)
IN_PARENTHESES = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True)
class Banned:
    words: str
    instead: str
    # "letter (of mail)" is banned only where the path has the word mail.
    only_in: str

    def in_prose(self):
        words = BETWEEN.join(map(re.escape, self.words.split()))
        return rf"\b{words}" + (r"s?\b" if self.words[-1].isalpha() else "")

    def in_name(self):
        if not self.words[-1].isalpha():
            return r"\Z.\A"  # a phrase with a colon is found in prose only
        return rf"\b{re.escape(' '.join(WORD_IN_NAME.findall(self.words)).lower())}s?\b"


def ruled_out_words_are_not_used(tree):
    if not tree.has(GLOSSARY):
        return [Finding(GLOSSARY, 1, "this file is missing, and with it the words not to use.")]
    rows = table_rows(tree.text(GLOSSARY), "not", "but")
    if not rows:
        return [Finding(GLOSSARY, 1, "there is no table with the columns `not` and `but`.")]

    search = Search([banned for row in rows for banned in _banned(row)])
    findings = []
    for path in tree.paths:
        if path == GLOSSARY or has_landed(path):
            continue
        findings += [_finding(path, 1, banned, path) for banned in search.in_name(path, path)]
        if source_text.may_have_text(path):
            findings += _in_text(search, path, tree.text(path))
    return findings


def _banned(row):
    """The row "a, b (of mail)" bans two."""
    for phrase in row.cells["not"].split(","):
        only_in = IN_PARENTHESES.search(phrase)
        words = IN_PARENTHESES.sub("", phrase).strip(" `")
        yield Banned(words, row.cells["but"], only_in[1].removeprefix("of ") if only_in else "")


class Search:
    """Asks for all at once first, since hardly any text has one of them."""

    def __init__(self, banned):
        self._prose = [(each, re.compile(each.in_prose(), re.IGNORECASE)) for each in banned]
        self._name = [(each, re.compile(each.in_name())) for each in banned]
        self._any_in_prose = re.compile("|".join(each.in_prose() for each in banned), re.IGNORECASE)
        self._any_in_name = re.compile("|".join(each.in_name() for each in banned))

    def in_prose(self, path, text):
        """(banned, offset, what stands there) of each."""
        if self._any_in_prose.search(text):
            for banned, pattern in self._prose:
                if _concerns(banned, path):
                    yield from ((banned, match.start(), match[0]) for match in pattern.finditer(text))

    def in_name(self, path, name):
        words = _words(name)
        if self._any_in_name.search(words):
            yield from (banned for banned, pattern in self._name if _concerns(banned, path) and pattern.search(words))


def _concerns(banned, path):
    return not banned.only_in or re.search(rf"\b{banned.only_in}\b", _words(path))


def _in_text(search, path, text):
    for banned, offset, used in search.in_prose(path, source_text.prose(path, text)):
        yield _finding(path, line_of(text, offset), banned, used)
    for offset, title in _test_titles(path, text):
        for banned, _, _ in search.in_prose(path, title):
            yield _finding(path, line_of(text, offset), banned, title)
    for offset, name in _names(path, text):
        for banned in search.in_name(path, name):
            yield _finding(path, line_of(text, offset), banned, name)


def _test_titles(path, text):
    if ".test." in path or ".spec." in path:
        yield from ((match.start(2), match[2]) for match in TEST_TITLE.finditer(text))


def _names(path, text):
    """Each name of the code; one that is used many times counts where it comes first."""
    first = {}
    for match in NAME.finditer(source_text.code(path, text)):
        first.setdefault(match[0], match.start())
    return [(offset, name) for name, offset in first.items()]


@functools.lru_cache(maxsize=None)
def _words(name):
    """`ReadBuffer`, `read_buffer` and `read-buffer` are "read buffer"."""
    return " ".join(WORD_IN_NAME.findall(name)).lower()


def _finding(path, line, banned, used):
    used = " ".join(used.split())[:60]
    return Finding(path, line, f'"{used}": the glossary rules out "{banned.words}"; write: {banned.instead}.')
