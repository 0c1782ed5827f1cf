"""docs/members-page.md lists each requirement of the members page once, and each test that it names exists."""

import re

from .tree import Finding, table_rows

LIST = "docs/members-page.md"
IDS = [f"M{number}" for number in range(1, 46)]
FILE_NAME = re.compile(r"[\w./-]+\.(?:spec|test)\.tsx?")
TITLE = re.compile(r"""\b(?:test|it|describe)(?:\.\w+)*\(\s*(["'`])(.*?)(?<!\\)\1""", re.DOTALL)
NO_TEST_YET = re.compile(r"^(|[-–—]+|not yet.*)$", re.IGNORECASE)


def requirements_have_their_tests(tree):
    if not tree.has(LIST):
        return [Finding(LIST, 1, "this file is missing, and with it the requirements of the members page.")]
    rows = table_rows(tree.text(LIST), "id", "must hold", "tested in")
    if not rows:
        return [Finding(LIST, 1, "there is no table with the columns `id`, `must hold` and `tested in`.")]

    titles = _test_titles(tree)
    findings = list(_missing_or_doubled(rows))
    for row in rows:
        findings.extend(_claims_without_a_test(row, titles))
    return findings


def _missing_or_doubled(rows):
    listed = [row.cells["id"] for row in rows]
    for wanted in IDS:
        if listed.count(wanted) != 1:
            yield Finding(LIST, rows[0].line, f"{wanted} stands in the list {listed.count(wanted)} times, not once.")


def _claims_without_a_test(row, titles):
    wanted, claim = row.cells["id"], row.cells.get("tested in", "")
    if NO_TEST_YET.match(claim):
        yield Finding(LIST, row.line, f"{wanted} has no test.")
        return
    for name in FILE_NAME.findall(claim) or [""]:
        in_that_file = [title for path, title in titles if path.endswith(name)]
        if not any(re.search(rf"\b{wanted}\b", title) for title in in_that_file):
            where = f"in {name}" if name else "anywhere"
            sentence = f"{wanted} is said to be tested, but no test {where} has {wanted} in its title."
            yield Finding(LIST, row.line, sentence)


def _test_titles(tree):
    found = []
    for path in tree.under("", ".test.ts", ".test.tsx", ".spec.ts", ".spec.tsx"):
        found.extend((path, match[2]) for match in TITLE.finditer(tree.text(path)))
    return found
