"""No test is skipped, and no comment marks work for later: that is an issue."""

import re

from .tree import Finding, line_of

# Files without an ending are read too: ./run, ./test and the scripts.
ENDINGS = {"cpp", "hpp", "ts", "tsx", "js", "mjs", "css", "html", "py", "sh", "sql", "cmake", "txt", "md", "yaml", "yml"}

# Written with a bracket, so that this file does not find itself.
SKIPPED = re.compile(
    r"\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|only|fixme|todo|skipIf|runIf)\b|GTEST[_]SKIP|\bDISABLED[_]\w"
)
LEFT_FOR_LATER = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X)\b")


def nothing_is_skipped(tree):
    return _matches(tree, SKIPPED, "no test is skipped or run alone; make it pass, or take it out.")


def nothing_is_left_for_later(tree):
    return _matches(tree, LEFT_FOR_LATER, "do it now, or make it an issue.")


def _matches(tree, pattern, advice):
    findings = []
    for path in tree.paths:
        name, _, ending = path.rsplit("/", 1)[-1].partition(".")
        if ending.rsplit(".", 1)[-1] not in ENDINGS and (ending or name == "LICENSE"):
            continue
        text = tree.text(path)
        for match in pattern.finditer(text):
            findings.append(Finding(path, line_of(text, match.start()), f"{match[0]}: {advice}"))
    return findings
