#!/usr/bin/env python3
"""Reads what a test runner reported and says how many tests passed and failed.

usage: scripts/report.py KIND FILE      prints "PASSED FAILED"; KIND is googletest, vitest, playwright or ours

A skipped test is a failed one, and so is a suite that ran none, or left no report because it never started or crashed.
"""

import json
import sys
from pathlib import Path


def write(path, passed, failed):
    """The report of a suite of our own, such as scripts/check."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({"passed": passed, "failed": failed}))


def count(kind, path):
    """(passed, failed), never both zero."""
    try:
        passed, failed = COUNTERS[kind](json.loads(Path(path).read_text()))
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 1
    return (passed, failed) if passed + failed > 0 else (0, 1)


def _googletest(report):
    tests = [test for suite in report["testsuites"] for test in suite["testsuite"]]
    passed = sum(test["result"] == "COMPLETED" and not test.get("failures") for test in tests)
    return passed, len(tests) - passed


def _vitest(report):
    """A file that could not be loaded has no tests to count, and is one failure."""
    not_loaded = sum(file["status"] == "failed" and not file["assertionResults"] for file in report["testResults"])
    passed = report["numPassedTests"]
    return passed, report["numTotalTests"] - passed + not_loaded


def _playwright(report):
    """A flaky test, one that passed only when run again, has failed."""
    stats = report["stats"]
    return stats["expected"], stats["unexpected"] + stats["flaky"] + stats["skipped"] + len(report["errors"])


def _ours(report):
    return report["passed"], report["failed"]


COUNTERS = {"googletest": _googletest, "vitest": _vitest, "playwright": _playwright, "ours": _ours}


if __name__ == "__main__":
    print(*count(sys.argv[1], sys.argv[2]))
