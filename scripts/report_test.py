"""A report that is read wrongly would let a broken build pass in silence."""

import json
import tempfile
import unittest
from pathlib import Path

import report


class AReport(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "report.json"

    def count(self, kind, content):
        self.path.write_text(json.dumps(content))
        return report.count(kind, self.path)

    def test_that_was_never_written_is_a_failure(self):
        self.assertEqual(report.count("vitest", self.path), (0, 1))

    def test_that_was_cut_short_is_a_failure(self):
        self.path.write_text('{"numTotalTests": 3, ')
        self.assertEqual(report.count("vitest", self.path), (0, 1))

    def test_of_an_unexpected_shape_is_a_failure(self):
        self.assertEqual(self.count("googletest", {"testsuites": [{"testsuite": [{}]}]}), (0, 1))

    def test_without_tests_is_a_failure(self):
        self.assertEqual(self.count("ours", {"passed": 0, "failed": 0}), (0, 1))
        self.assertEqual(self.count("googletest", {"testsuites": []}), (0, 1))

    def test_of_googletest_counts_skipped_and_suppressed_as_failed(self):
        tests = [
            {"result": "COMPLETED"},
            {"result": "COMPLETED", "failures": [{"failure": "x"}]},
            {"result": "SKIPPED"},
            {"result": "SUPPRESSED"},
        ]
        self.assertEqual(self.count("googletest", {"testsuites": [{"testsuite": tests}]}), (1, 3))

    def test_of_vitest_counts_a_file_that_could_not_be_loaded_or_cleaned_up(self):
        passed, failed = {"status": "passed"}, {"status": "failed"}
        content = {
            "numTotalTests": 5,
            "numPassedTests": 3,
            "testResults": [
                {"status": "failed", "assertionResults": []},
                {"status": "failed", "assertionResults": [passed, failed, failed]},
                {"status": "failed", "assertionResults": [passed]},
                {"status": "passed", "assertionResults": [passed]},
            ],
        }
        self.assertEqual(self.count("vitest", content), (3, 4))

    def test_of_playwright_counts_flaky_and_skipped_tests_and_errors_outside_tests(self):
        stats = {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 1}
        self.assertEqual(self.count("playwright", {"stats": stats, "errors": [{}]}), (7, 4))

    def failures(self, kind, content):
        self.path.write_text(json.dumps(content))
        return report.failures(kind, self.path)

    def test_that_was_never_written_names_no_failure(self):
        self.assertEqual(report.failures("vitest", self.path), [])

    def test_of_googletest_names_what_failed_or_was_skipped(self):
        tests = [
            {"classname": "A", "name": "b", "result": "COMPLETED"},
            {"classname": "A", "name": "c", "result": "COMPLETED", "failures": [{"failure": "1 is not 2"}]},
            {"classname": "A", "name": "d", "result": "SKIPPED"},
        ]
        content = {"testsuites": [{"testsuite": tests}]}
        self.assertEqual(self.failures("googletest", content), [("A.c", "1 is not 2"), ("A.d", "SKIPPED")])

    def test_of_vitest_names_what_failed_in_tests_and_outside_of_them(self):
        passed = {"fullName": "adds", "status": "passed", "failureMessages": []}
        failed = {"fullName": "divides", "status": "failed", "failureMessages": ["by 0"]}
        skipped = {"fullName": "waits", "status": "skipped", "failureMessages": []}
        content = {
            "testResults": [
                {"name": "x.ts", "status": "failed", "message": "", "assertionResults": [passed, failed]},
                {"name": "y.ts", "status": "failed", "message": "no such module", "assertionResults": []},
                {"name": "z.ts", "status": "failed", "message": "no server", "assertionResults": [skipped]},
            ]
        }
        expected = [("x.ts: divides", "by 0"), ("y.ts", "no such module")]
        expected += [("z.ts", "no server"), ("z.ts: waits", "skipped")]
        self.assertEqual(self.failures("vitest", content), expected)

    def test_of_playwright_names_what_failed_or_was_flaky_at_any_depth(self):
        def spec(title, status, *errors):
            results = [{"errors": [{"message": error} for error in errors]}]
            return {"title": title, "file": "a.spec.ts", "tests": [{"status": status, "results": results}]}

        inner = {"specs": [spec("opens", "expected"), spec("closes", "flaky", "timed out")]}
        content = {"errors": [{"message": "no browser"}], "suites": [{"suites": [inner], "specs": []}]}
        expected = [("outside of the tests", "no browser"), ("a.spec.ts: closes", "timed out")]
        self.assertEqual(self.failures("playwright", content), expected)
