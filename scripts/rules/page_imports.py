"""web/src/: imports go (api, lib) -> components -> shared -> features -> app; no feature imports another."""

import posixpath
import re

from .tree import Finding, line_of

MAY_IMPORT = {
    "api": [],
    "lib": [],
    "components": ["lib"],
    "shared": ["api", "lib", "components"],
    "features": ["api", "lib", "components", "shared"],
    "app": ["api", "lib", "components", "shared", "features"],
}
IMPORT = re.compile(r"""(?:\bfrom|\bimport\s*\(?)\s*["']([^"']+)["']""")


def page_imports_go_one_way(tree):
    findings = []
    between_shared = []
    for path in tree.under("web/src/", ".ts", ".tsx"):
        importer = path.removeprefix("web/src/")
        if "/" not in importer:
            continue
        if importer.split("/")[0] not in MAY_IMPORT:
            findings.append(Finding(path, 1, f"web/src has the folders {', '.join(MAY_IMPORT)}, and this is in none of them."))
            continue
        text = tree.text(path)
        for match in IMPORT.finditer(text):
            imported = _inside_src(path, match[1])
            line = line_of(text, match.start())
            objection = _objection(importer, imported)
            if objection:
                findings.append(Finding(path, line, objection))
            elif imported and importer.startswith("shared/") and imported.startswith("shared/"):
                between_shared.append((importer.split("/")[1], imported.split("/")[1], path, line))
    return findings + _cycles(between_shared)


def _inside_src(path, specifier):
    """The path in web/src that an import names; None for a package."""
    if specifier.startswith("."):
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier)).removeprefix("web/src/")
    bare = re.sub(r"^[@~]/", "", specifier)
    return bare if bare.split("/")[0] in MAY_IMPORT else None


def _objection(importer, imported):
    if imported is None:
        return None
    layer, other = importer.split("/")[0], imported.split("/")[0]
    if other in MAY_IMPORT and other != layer and other not in MAY_IMPORT[layer]:
        allowed = ", ".join(MAY_IMPORT[layer]) or "no other folder"
        return f"{layer} may not import {imported}: it may import {allowed}."
    if layer == other == "features" and importer.split("/")[1] != imported.split("/")[1]:
        return f"a feature may not import another, and this imports {imported}: move what both need to shared."
    return None


def _cycles(imports):
    """The imports between folders of shared that are part of a cycle."""
    targets = {}
    for folder, other, _, _ in imports:
        targets.setdefault(folder, set()).add(other)

    def reachable(start):
        seen, stack = set(), [start]
        while stack:
            for other in targets.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        return seen

    return [
        Finding(path, line, f"shared/{folder} and shared/{other} import each other, directly or through others.")
        for folder, other, path, line in imports
        if folder != other and folder in reachable(other)
    ]
