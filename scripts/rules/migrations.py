"""Migrations that have landed are never changed: no rule asks for other words or names in them."""

import re

LANDED = re.compile(r"^migrations/(?:sqlite|postgres)/000[1-8]_")


def has_landed(path):
    return bool(LANDED.search(path))
