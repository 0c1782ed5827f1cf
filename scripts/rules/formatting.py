"""C++ is formatted by clang-format, with the .clang-format at the root."""

import re
import shutil
import subprocess

from .tree import Finding

NOT_FORMATTED = re.compile(r"^(.+?):(\d+):\d+: (?:error|warning): .*\[-Wclang-format-violations\]", re.MULTILINE)


def cpp_is_formatted(tree):
    paths = tree.under("", ".cpp", ".hpp")
    if not tree.has(".clang-format") or not paths:
        return []
    if not shutil.which("clang-format"):
        return [Finding(".clang-format", 1, "clang-format is not installed; scripts/install test installs it.")]

    run = subprocess.run(
        ["clang-format", "--dry-run", "--Werror", *paths], cwd=tree.root, capture_output=True, text=True, check=False
    )
    first_line = {}
    for path, line in NOT_FORMATTED.findall(run.stderr):
        first_line.setdefault(path, int(line))
    if run.returncode != 0 and not first_line:
        return [Finding(".clang-format", 1, f"clang-format failed: {run.stderr.strip().splitlines()[0]}")]
    return [
        Finding(path, line, f"clang-format would write this otherwise; run clang-format -i {path}")
        for path, line in sorted(first_line.items())
    ]
