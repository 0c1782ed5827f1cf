"""server/: a folder includes and links what the table in docs/architecture.md allows; only the edge includes http/."""

import posixpath
import re

from .tree import Finding, line_of, table_rows

MAP = "docs/architecture.md"
BUILD = "server/CMakeLists.txt"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
# rollcall_folder(NAME LINK...) and rollcall_program_beside(PROGRAM FOLDER/main.cpp LINK...)
LINKS = re.compile(r"\brollcall_(?:folder\(|program_beside\(\s*\S+)\s*(?P<folder>\w+)(?P<links>[^)]*)\)")
LIBRARY = re.compile(r"\brollcall_(\w+)")
AT_THE_EDGE = re.compile(r"server/(http|api|app)/|_routes(_test)?\.[ch]pp$")


def includes_follow_the_table(tree):
    if not tree.has(MAP):
        return [Finding(MAP, 1, "this file is missing, and with it the table of what may include what.")]
    rows = table_rows(tree.text(MAP), "folder", "may include")
    if not rows:
        return [Finding(MAP, 1, "there is no table with the columns `folder` and `may include`.")]

    allowed = _allowed(rows)
    return [
        *_rows_that_name_nothing(rows, allowed),
        *_folders_without_a_row(tree, allowed),
        *_forbidden_includes(tree, allowed),
    ]


def links_follow_the_table(tree):
    """A library of a folder links those of the folders that it may include. What these link is their own matter."""
    if not tree.has(MAP) or not tree.has(BUILD):
        return []
    allowed = _allowed(table_rows(tree.text(MAP), "folder", "may include") or [])
    text = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), tree.text(BUILD))
    findings = []
    for match in LINKS.finditer(text):
        for library in LIBRARY.finditer(text, match.start("links"), match.end()):
            if library[1] not in allowed.get(match["folder"], []):
                sentence = f"{match['folder']} may not link {library[0]}: see the import table of {MAP}."
                findings.append(Finding(BUILD, line_of(text, library.start()), sentence))
    return findings


def only_the_edge_includes_http(tree):
    return [
        Finding(path, line, f"only *_routes files, api/ and app/ include http/, and this includes {included}.")
        for path, line, included in _includes(tree)
        if included.startswith("http/") and not AT_THE_EDGE.search(path)
    ]


def _allowed(rows):
    return {_names(row.cells["folder"])[0]: _names(row.cells["may include"]) for row in rows}


def _names(cell):
    """`core`, `database/` -> core, database; "nothing" and dashes are an empty list."""
    names = [name.strip(" `/") for name in cell.split(",")]
    return [name for name in names if name and name not in ("nothing", "-", "–", "—")]


def _rows_that_name_nothing(rows, allowed):
    for row in rows:
        for name in _names(row.cells["may include"]):
            if name not in allowed:
                sentence = f"the import table lets {row.cells['folder']} include {name}, which has no row."
                yield Finding(MAP, row.line, sentence)


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
