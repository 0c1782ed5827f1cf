#!/usr/bin/env python3
"""Reads what a test runner reported and says how many tests passed and failed, and which failed.

usage: scripts/report.py count KIND FILE        prints "PASSED FAILED"; KIND is googletest, vitest, playwright or ours
       scripts/report.py failures KIND FILE     prints the name of each failed test, and how it failed

A skipped test is a failed one, and so is a suite that ran none, or left no report because it never started or crashed.
"""

import json
import re
import sys
from pathlib import Path

LINES_OF_A_FAILURE = 25


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
    """A file that failed although none of its tests did, because it could not be loaded or cleaned up, is one failure."""
    beside_tests = sum(
        file["status"] == "failed" and all(test["status"] == "passed" for test in file["assertionResults"])
        for file in report["testResults"]
    )
    passed = report["numPassedTests"]
    return passed, report["numTotalTests"] - passed + beside_tests


def _playwright(report):
    """A flaky test, one that passed only when run again, has failed."""
    stats = report["stats"]
    return stats["expected"], stats["unexpected"] + stats["flaky"] + stats["skipped"] + len(report["errors"])


def _ours(report):
    return report["passed"], report["failed"]


COUNTERS = {"googletest": _googletest, "vitest": _vitest, "playwright": _playwright, "ours": _ours}


def failures(kind, path):
    """(name, message) of each failed test that the report names; none where it cannot be read, which count() counts."""
    try:
        return list(FINDERS[kind](json.loads(Path(path).read_text())))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _googletest_failures(report):
    for suite in report["testsuites"]:
        for test in suite["testsuite"]:
            messages = [failure["failure"] for failure in test.get("failures", [])]
            if messages or test["result"] != "COMPLETED":
                yield f"{test['classname']}.{test['name']}", "\n".join(messages) or test["result"]


def _vitest_failures(report):
    for file in report["testResults"]:
        # What happened outside of the tests: the file could not be loaded, or a hook of it failed.
        if file["message"] or (file["status"] == "failed" and not file["assertionResults"]):
            yield file["name"], file["message"]
        for test in file["assertionResults"]:
            if test["status"] != "passed":
                yield f"{file['name']}: {test['fullName']}", "\n".join(test["failureMessages"]) or test["status"]


def _playwright_failures(report):
    for error in report["errors"]:
        yield "outside of the tests", error["message"]
    suites = list(report["suites"])
    while suites:
        suite = suites.pop()
        suites += suite.get("suites", [])
        for spec in suite.get("specs", []):
            for test in spec["tests"]:
                if test["status"] != "expected":
                    errors = [error["message"] for result in test["results"] for error in result.get("errors", [])]
                    yield f"{spec['file']}: {spec['title']}", "\n".join(errors) or test["status"]


def _no_failures(_report):
    """Our own suites have no names of tests in their reports."""
    return []


FINDERS = {
    "googletest": _googletest_failures,
    "vitest": _vitest_failures,
    "playwright": _playwright_failures,
    "ours": _no_failures,
}


def _print_failures(kind, path):
    for name, message in failures(kind, path):
        without_colours = re.sub(r"\x1b\[[0-9;]*m", "", message)
        print(f"FAILED {name}")
        for line in without_colours.splitlines()[:LINES_OF_A_FAILURE]:
            print(f"    {line}")


if __name__ == "__main__":
    if sys.argv[1] == "failures":
        _print_failures(*sys.argv[2:])
    else:
        print(*count(*sys.argv[2:]))
