"""web/src/: imports go api -> components -> features -> app, and no feature knows another."""

import posixpath
import re

from .tree import Finding, line_of

ORDER = ["api", "components", "features", "app"]
IMPORT = re.compile(r"""(?:\bfrom|\bimport\s*\(?)\s*["']([^"']+)["']""")


def page_imports_go_one_way(tree):
    findings = []
    for path in tree.under("web/src/", ".ts", ".tsx"):
        importer = path.removeprefix("web/src/")
        if "/" not in importer:
            continue
        if importer.split("/")[0] not in ORDER:
            findings.append(Finding(path, 1, f"web/src has the folders {', '.join(ORDER)}, and this is in none of them."))
            continue
        text = tree.text(path)
        for match in IMPORT.finditer(text):
            objection = _objection(importer, _inside_src(path, match[1]))
            if objection:
                findings.append(Finding(path, line_of(text, match.start()), objection))
    return findings


def _inside_src(path, specifier):
    """What an import names, as a path in web/src; None for a package."""
    if specifier.startswith("."):
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier)).removeprefix("web/src/")
    bare = re.sub(r"^[@~]/", "", specifier)
    return bare if bare.split("/")[0] in ORDER else None


def _objection(importer, imported):
    if imported is None:
        return None
    layer, other = importer.split("/")[0], imported.split("/")[0]
    if other in ORDER and ORDER.index(other) > ORDER.index(layer):
        return f"{layer} may not import {imported}: imports go {' -> '.join(ORDER)}."
    if layer == other == "features" and importer.split("/")[1] != imported.split("/")[1]:
        return f"a feature may not import another, and this imports {imported}."
    return None
