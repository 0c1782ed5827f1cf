"""Each path that a document or a comment names exists."""

import fnmatch
import functools
import re

from . import source_text
from .migrations import has_landed
from .tree import Finding, line_of

# A path is a file by its ending, a folder by a slash at its end, or else it begins with a folder of the root.
ENDINGS = "cpp|hpp|ts|tsx|mjs|js|css|html|sql|md|py|sh|cmake|yaml|lua|json"
FILE = re.compile(rf"\.(?:{ENDINGS})$")
WORD = re.compile(r"(?<![\w/.:@$~#\\-])(?:\.{1,2}/)*[\w*<{][\w.*<>{},-]*(?:/[\w.*<>{},-]+)*/?")
PLACEHOLDER = re.compile(r"<[^<>/]*>|(?<![A-Za-z])[A-Z]{4,}(?![A-Z])(?:_[a-z]+)*")
ONE_OF = re.compile(r"\{([^{}/]*)\}")

# In the built page, a library, the mark of a weak entity tag.
NOT_IN_THE_TREE = {"assets/", "wavesurfer.js", "W/"}


def named_paths_exist(tree):
    findings = []
    for path in tree.paths:
        if has_landed(path):
            continue  # a migration that has landed is never changed, so it keeps the names of its day
        text = tree.text(path) if source_text.may_have_text(path) else ""
        for match in WORD.finditer(source_text.document(path, text)):
            name = match[0].rstrip(".,")
            if _is_path(tree, name) and name not in NOT_IN_THE_TREE and not _exists(tree, name):
                findings.append(Finding(path, line_of(text, match.start()), f"{name} is named here and does not exist."))
    return findings


def _is_path(tree, name):
    if name.endswith("/"):
        return True
    return bool(FILE.search(name)) or ("/" in name and name.split("/")[0] in _folders_of_the_root(tree))


def _folders_of_the_root(tree):
    return {path.split("/")[0] for path in tree.paths if "/" in path}


def _exists(tree, name):
    """Whether a file or folder ends with this path: `agents/agents.cpp` is found in server/."""
    name = re.sub(r"^(?:\.{1,2}/)+", "", name).rstrip("/")
    choices = ONE_OF.search(name)
    if choices and "," in choices[1]:
        before, after = name[: choices.start()], name[choices.end() :]
        return all(_exists(tree, before + choice.strip() + after) for choice in choices[1].split(","))
    pattern = PLACEHOLDER.sub("*", ONE_OF.sub("*", name))
    return tree.is_ignored(name) or _ends_with(tree, name) or _ends_with(tree, pattern)


def _ends_with(tree, pattern):
    depth = pattern.count("/") + 1
    endings = _endings(tree, depth)
    return pattern in endings or ("*" in pattern and bool(fnmatch.filter(endings, pattern)))


@functools.lru_cache(maxsize=None)
def _endings(tree, depth):
    """The last `depth` names of each file and folder."""
    places = set()
    for path in tree.paths:
        parts = path.split("/")
        places.update("/".join(parts[max(0, end - depth) : end]) for end in range(depth, len(parts) + 1))
    return places
