"""server/: a folder includes what the table in docs/architecture.md lets it include, and only the edge knows HTTP."""

import posixpath
import re

from .tree import Finding, line_of, table_rows

MAP = "docs/architecture.md"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
AT_THE_EDGE = re.compile(r"server/(http|api|app)/|_routes(_test)?\.[ch]pp$")


def includes_follow_the_table(tree):
    if not tree.has(MAP):
        return [Finding(MAP, 1, "this file is missing, and with it the table of what may include what.")]
    rows = table_rows(tree.text(MAP), "folder", "may include")
    if not rows:
        return [Finding(MAP, 1, "there is no table with the columns `folder` and `may include`.")]

    allowed = {_names(row.cells["folder"])[0]: _names(row.cells["may include"]) for row in rows}
    return [
        *_rows_that_name_nothing(rows, allowed),
        *_folders_without_a_row(tree, allowed),
        *_forbidden_includes(tree, allowed),
    ]


def only_the_edge_includes_http(tree):
    return [
        Finding(path, line, f"only *_routes files, api/ and app/ include http/, and this includes {included}.")
        for path, line, included in _includes(tree)
        if included.startswith("http/") and not AT_THE_EDGE.search(path)
    ]


def _names(cell):
    """`core`, `database/` -> core, database; "nothing" and dashes are an empty list."""
    names = [name.strip(" `/") for name in cell.split(",")]
    return [name for name in names if name and name not in ("nothing", "-", "–", "—")]


def _rows_that_name_nothing(rows, allowed):
    for row in rows:
        for name in _names(row.cells["may include"]):
            if name not in allowed:
                yield Finding(MAP, row.line, f"the import table lets {row.cells['folder']} include {name}, which has no row.")


def _folders_without_a_row(tree, allowed):
    folders = {path.split("/")[1]: path for path in tree.under("server/", ".cpp", ".hpp") if path.count("/") > 1}
    for folder, path in sorted(folders.items()):
        if folder not in allowed:
            yield Finding(path, 1, f"the folder server/{folder} has no row in the import table of {MAP}.")


def _forbidden_includes(tree, allowed):
    for path, line, included in _includes(tree):
        if path.count("/") < 2:
            continue
        folder, other = path.split("/")[1], included.split("/")[0]
        if other != folder and other in allowed and other not in allowed.get(folder, []):
            yield Finding(path, line, f"{folder} may not include {included}: see the import table of {MAP}.")


def _includes(tree):
    """(path, line, included) for every quoted include, named from server/ however it was written."""
    for path in tree.under("server/", ".cpp", ".hpp"):
        text = tree.text(path)
        for match in INCLUDE.finditer(text):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
            included = beside.removeprefix("server/") if tree.has(beside) else match[1]
            yield path, line_of(text, match.start()), included
