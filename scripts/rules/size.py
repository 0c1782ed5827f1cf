"""A file over 400 lines says in its first lines why it is one file ("Over 400 lines because ..."); folders are small."""

import re
from collections import Counter

from .tree import Finding

LIMIT = 400
MOST_SOURCES = 16
REASON = re.compile(r"^\s*(//|/?\*).*\b400 lines\b")


def long_files_say_why(tree):
    findings = []
    for path in tree.under("", ".cpp", ".hpp", ".ts", ".tsx"):
        lines = tree.text(path).splitlines()
        if len(lines) > LIMIT and not any(REASON.search(line) for line in lines[:12]):
            sentence = f"this file has {len(lines)} lines; split it, or say in its first lines why it is over 400 lines."
            findings.append(Finding(path, 1, sentence))
    return findings


def server_folders_are_small(tree):
    sources = Counter(
        path.rsplit("/", 1)[0] for path in tree.under("server/", ".cpp") if not path.endswith("_test.cpp")
    )
    return [
        Finding(f"{folder}/", 1, f"this folder has {count} .cpp files besides tests; at most {MOST_SOURCES} are allowed.")
        for folder, count in sorted(sources.items())
        if count > MOST_SOURCES
    ]
