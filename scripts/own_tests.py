#!/usr/bin/env python3
"""Runs the tests of the scripts.   usage: scripts/own_tests.py [--report FILE]"""

import argparse
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

import report

HERE = str(Path(__file__).resolve().parent)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--report")
    options = arguments.parse_args()

    suite = unittest.TestLoader().discover(HERE, pattern="*_test.py", top_level_dir=HERE)
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.skipped)
    if options.report:
        report.write(options.report, passed=result.testsRun - failed, failed=failed)
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
