"""An enumeration is one list in C++, and what else lists its values has the same ones.

The C++ list is a BOOST_DESCRIBE_ENUM of server/ (or permission_texts). Compared with it are each named schema of
docs/openapi.yaml that is an enum, and each CHECK (column IN (...)) that the migrations leave in force.
"""

import re

from . import migrations
from .tree import Finding, line_of

DESCRIPTION = "docs/openapi.yaml"
DESCRIBED = re.compile(r"^BOOST_DESCRIBE_ENUM\(([^)]*)\)", re.MULTILINE)
PERMISSIONS = re.compile(r"\bpermission_texts = \{\{(.*?)\}\};", re.DOTALL)
SCHEMA = re.compile(r"^    (\w+):(.*(?:\n(?:     .*)?$)*)", re.MULTILINE)
VALUES = re.compile(r"(?:\A \{[^{}]*|^      )enum:\s*(?:\[([^\]]*)\]|((?:\n\s+- [\w.]+)+))", re.MULTILINE)

# What a caller may do with a member: some of the actions of access/decision.hpp, by short names.
NO_ENUM_OF_THE_SERVER = {"MemberAction"}


def enumerations_are_one_list(tree):
    lists = _lists_of_the_server(tree)
    return [*_listed_twice(lists), *_differing_schemas(tree, lists), *_differing_checks(tree, lists)]


def _lists_of_the_server(tree):
    """{values: [(path, line, name)]} of each described enum."""
    lists = {}
    for path in tree.under("server/", ".hpp", ".cpp"):
        if path.endswith("_test.cpp"):
            continue
        text = tree.text(path)
        for match in DESCRIBED.finditer(text):
            name, *values = (word.removesuffix("_") for word in re.findall(r"\w+", match[1]))
            lists.setdefault(tuple(values), []).append((path, line_of(text, match.start()), name))
        for match in PERMISSIONS.finditer(text):
            values = tuple(re.findall(r'\{Permission::\w+, "(\w+)"', match[1]))
            lists.setdefault(values, []).append((path, line_of(text, match.start()), "permission_texts"))
    return lists


def _listed_twice(lists):
    for places in lists.values():
        for path, line, name in places[1:]:
            first = places[0]
            yield Finding(path, line, f"{name} has the values of {first[2]} in {first[0]}: keep one list.")


def _differing_schemas(tree, lists):
    if not tree.has(DESCRIPTION):
        return
    text = tree.text(DESCRIPTION)
    start = text.find("\n  schemas:")
    for schema in SCHEMA.finditer(text, start if start >= 0 else len(text)):
        values = VALUES.search(schema[2])
        if values and schema[1] not in NO_ENUM_OF_THE_SERVER:
            listed = tuple(re.findall(r"[\w.]+", values[1] or values[2]))
            if listed not in lists:
                sentence = f"no described enum of server/ has the values of {schema[1]}: {', '.join(listed)}."
                yield Finding(DESCRIPTION, line_of(text, schema.start()), sentence)


def _differing_checks(tree, lists):
    # `none` is the absence of a row.
    known = {frozenset(values) for values in lists} | {frozenset(values) - {"none"} for values in lists}
    for database in ["sqlite", "postgres"]:
        for check in migrations.checks_in_force(tree, database):
            if frozenset(check.values) not in known:
                sentence = f"no described enum of server/ has the values of {check.table}.{check.column} in {database}."
                yield Finding(check.path, check.line, sentence)
