"""scripts/demo and fixtures do not import from tests/: the tests and the demo share what is in fixtures/."""

import posixpath

from .page_imports import IMPORT
from .tree import Finding, line_of


def demo_and_fixtures_do_not_import_tests(tree):
    findings = []
    for path in [*tree.under("scripts/demo/", ".ts"), *tree.under("fixtures/", ".ts")]:
        text = tree.text(path)
        for match in IMPORT.finditer(text):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
            if match[1].startswith(".") and imported.startswith("tests/"):
                sentence = f"this may not import {imported}; what tests and the demo share belongs in fixtures/."
                findings.append(Finding(path, line_of(text, match.start()), sentence))
    return findings
