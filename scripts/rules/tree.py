"""The files of the project as the rules read them: without what .gitignore names."""

import fnmatch
import os
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    sentence: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.sentence}"


class Tree:
    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(self._walk())

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def has(self, path):
        return (self.root / path).is_file()

    def is_ignored(self, path):
        """Whether .gitignore names this path or a folder above it: what the build makes."""
        parts = path.split("/")
        patterns = self._ignored_patterns()
        return any(self._is_ignored("/".join(parts[:count]), patterns) for count in range(1, len(parts) + 1))

    def under(self, folder, *endings):
        """The paths in a folder ("" for all) that end in one of the endings."""
        return [path for path in self.paths if path.startswith(folder) and path.endswith(endings)]

    def _walk(self):
        ignored = self._ignored_patterns()
        for folder, subfolders, files in os.walk(self.root):
            here = os.path.relpath(folder, self.root)
            inside = "" if here == "." else here.replace(os.sep, "/") + "/"
            subfolders[:] = [name for name in subfolders if not self._is_ignored(inside + name, ignored)]
            yield from (inside + name for name in files if not self._is_ignored(inside + name, ignored))

    def _ignored_patterns(self):
        ignore_file = self.root / ".gitignore"
        lines = ignore_file.read_text().split("\n") if ignore_file.exists() else []
        return [".git"] + [line.rstrip("/") for line in lines if line and not line.startswith("#")]

    @staticmethod
    def _is_ignored(path, patterns):
        name = path.rsplit("/", 1)[-1]
        return any(
            path == pattern[1:] if pattern.startswith("/") else fnmatch.fnmatch(name, pattern) for pattern in patterns
        )


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


@dataclass(frozen=True)
class Row:
    line: int
    cells: dict


def table_rows(text, *columns):
    """The rows of the first Markdown table whose header has these columns; None when there is no such table."""
    rows = None
    header = []
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if rows is None:
            if set(columns) <= {cell.lower() for cell in cells}:
                header = [cell.lower() for cell in cells]
                rows = []
        elif not line.strip().startswith("|"):
            break
        elif not re.fullmatch(r"[\s|:-]+", line.strip()):
            rows.append(Row(number, dict(zip(header, cells))))
    return rows
