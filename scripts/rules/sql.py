"""server/: only *_store.cpp and database/ contain SQL, so that the name of a file tells where to look for a query."""

import re

from .source_text import CPP_TOKEN
from .tree import Finding, line_of

MAY_CONTAIN_SQL = re.compile(r"_store\.cpp$|^server/database/|_test\.cpp$")

STATEMENT = re.compile(
    r"""
      \bSELECT\b | \bINSERT\s+(OR\s+\w+\s+)?INTO\b | \bUPDATE\b.+\bSET\b | \bDELETE\s+FROM\b
    | ^\s*(?i:select\s.+\sfrom\s | insert\s+into\s | update\s+\w+\s+set\s | delete\s+from\s)
    """,
    re.DOTALL | re.VERBOSE,
)


def only_stores_contain_sql(tree):
    findings = []
    for path in tree.under("server/", ".cpp", ".hpp"):
        if MAY_CONTAIN_SQL.search(path):
            continue
        for line, literal in string_literals(tree.text(path)):
            if STATEMENT.search(literal):
                findings.append(Finding(path, line, "this is SQL; it belongs in a *_store.cpp."))
    return findings


def string_literals(text):
    """(line, contents) of each string literal of C++ text; adjacent ones are joined, as the compiler does."""
    literals = []
    end_of_last = None
    for match in CPP_TOKEN.finditer(text):
        contents = match["raw"] if match["raw"] is not None else match["plain"]
        if contents is None:
            continue
        if end_of_last is not None and not text[end_of_last : match.start()].strip():
            line, before = literals.pop()
            literals.append((line, before + contents))
        else:
            literals.append((line_of(text, match.start()), contents))
        end_of_last = match.end()
    return literals
