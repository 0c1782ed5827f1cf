"""A file over 400 lines says in its first lines why it is one file ("Over 400 lines because ...")."""

import re

from .tree import Finding

LIMIT = 400
REASON = re.compile(r"^\s*(//|/?\*).*\b400 lines\b")


def long_files_say_why(tree):
    findings = []
    for path in tree.under("", ".cpp", ".hpp", ".ts", ".tsx"):
        lines = tree.text(path).splitlines()
        if len(lines) > LIMIT and not any(REASON.search(line) for line in lines[:12]):
            sentence = f"this file has {len(lines)} lines; split it, or say in its first lines why it is over 400 lines."
            findings.append(Finding(path, 1, sentence))
    return findings
