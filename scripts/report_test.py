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

    def test_of_vitest_counts_a_file_that_could_not_be_loaded(self):
        content = {
            "numTotalTests": 5,
            "numPassedTests": 3,
            "testResults": [
                {"status": "failed", "assertionResults": []},
                {"status": "failed", "assertionResults": [{}]},
                {"status": "passed", "assertionResults": [{}]},
            ],
        }
        self.assertEqual(self.count("vitest", content), (3, 3))

    def test_of_playwright_counts_flaky_and_skipped_tests_and_errors_outside_tests(self):
        stats = {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 1}
        self.assertEqual(self.count("playwright", {"stats": stats, "errors": [{}]}), (7, 4))
