"""The migrations as rules read them. Those that have landed are never changed, so no rule asks for other words in them.

They are in migrations/sqlite/ and migrations/postgres/. Later ones are written once, in migrations/: a line "-- sqlite:"
or "-- postgres:" begins a part for one database, and "-- both:" ends it.
"""

import re
from dataclasses import dataclass, replace

LANDED = re.compile(r"^migrations/(?:sqlite|postgres)/000[1-8]_")
MIGRATION = re.compile(r"^migrations/(?:(sqlite|postgres)/)?(\d{4})_\w+\.sql$")

STATEMENT = re.compile(r"[^;]+")
CHECK = re.compile(r"\bCHECK\s*\(\s*(\w+)\s+IN\s*\(([^()]*)\)\s*\)", re.IGNORECASE)
TABLE = r"\s*(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(\w+)"
CREATE = re.compile(rf"\s*CREATE\s+TABLE{TABLE}", re.IGNORECASE)
DROP = re.compile(rf"\s*DROP\s+TABLE{TABLE}", re.IGNORECASE)
ALTER = re.compile(rf"\s*ALTER\s+TABLE{TABLE}", re.IGNORECASE)
RENAME = re.compile(r"\bRENAME\s+TO\s+(\w+)", re.IGNORECASE)
DROP_PART = re.compile(r"\bDROP\s+(?:CONSTRAINT|COLUMN)\s+(?:IF\s+EXISTS\s+)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    path: str
    line: int
    table: str
    column: str
    values: tuple


def has_landed(path):
    return bool(LANDED.search(path))


def checks_in_force(tree, database):
    """Each CHECK (column IN (...)) that a database has after all migrations."""
    checks = {}
    for path in sorted(tree.under("migrations/", ".sql"), key=lambda path: path.rsplit("/", 1)[-1]):
        migration = MIGRATION.match(path)
        if migration and migration[1] in (None, database):
            _apply(checks, path, _text_for(database, tree.text(path)))
    return list(checks.values())


def _text_for(database, text):
    """The text with the parts for the other database, and all comments, blanked out."""
    lines, applies = [], True
    for line in text.split("\n"):
        part = re.fullmatch(r"--\s*(sqlite|postgres|both):\s*", line)
        if part:
            applies = part[1] in (database, "both")
        lines.append(re.sub(r"--.*", "", line) if applies else "")
    return "\n".join(lines)


def _apply(checks, path, text):
    for statement in STATEMENT.finditer(text):
        sql = statement[0]
        created, dropped, altered = CREATE.match(sql), DROP.match(sql), ALTER.match(sql)
        if dropped:
            _remove(checks, dropped[1])
        if altered:
            _alter(checks, altered[1], sql)
        if created or altered:
            table = (created or altered)[1]
            for match in CHECK.finditer(sql):
                line = text.count("\n", 0, statement.start() + match.start()) + 1
                values = tuple(re.findall(r"'([^']*)'", match[2]))
                checks[table, match[1]] = Check(path, line, table, match[1], values)


def _alter(checks, table, sql):
    renamed, dropped = RENAME.search(sql), DROP_PART.search(sql)
    if renamed:
        for (_, column), check in _remove(checks, table).items():
            checks[renamed[1], column] = replace(check, table=renamed[1])
    if dropped:  # PostgreSQL calls the constraint of one column TABLE_COLUMN_check
        column = dropped[1].removeprefix(f"{table}_").removesuffix("_check")
        checks.pop((table, column), None)


def _remove(checks, table):
    return {key: checks.pop(key) for key in list(checks) if key[0] == table}
