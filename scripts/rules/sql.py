"""server/: only *_store.cpp and database/ contain SQL, and each table is written by one of them, so that the name of a
file tells where to look for a query."""

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


WRITTEN_BY_TEXT = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+([a-z_]+)")
WRITTEN_BY_BUILDER = re.compile(r"\b(?:insert_into|update|insert_statement<\w+>)\(\s*\"([a-z_]+)\"")


def each_table_is_written_by_one_store(tree):
    findings = []
    writer_of = {}
    for path in tree.under("server/", "_store.cpp"):
        text = tree.text(path)
        for table, line in tables_written(text):
            writer = writer_of.setdefault(table, path)
            if writer != path:
                findings.append(Finding(path, line, f"the table {table} is written by {writer}."))
    return findings


def tables_written(text):
    """(table, line) of each write in C++ text."""
    written = [(match[1], line_of(text, match.start())) for match in WRITTEN_BY_BUILDER.finditer(text)]
    for line, literal in string_literals(text):
        written += [(match[1], line) for match in WRITTEN_BY_TEXT.finditer(literal)]
    return written


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
