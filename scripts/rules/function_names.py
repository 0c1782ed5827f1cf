"""server/: a function's name is found once, and where its header says (docs/decisions/0019-names.md)."""

from . import cpp_declarations
from .tree import Finding, line_of

# The build writes the source of this header: see server/database/embedding/.
GENERATED = {"server/database/migrations.hpp"}


def handlers_are_named_handle(tree):
    findings = []
    for path in tree.under("server/", "_routes.hpp"):
        text = tree.text(path)
        for function in cpp_declarations.functions(path, text):
            if not function.name.startswith("handle_"):
                sentence = f"{function.name} is declared in a header of handlers, so its name begins with handle_."
                findings.append(Finding(path, line_of(text, function.offset), sentence))
    return findings


def function_names_are_unique(tree):
    findings, first = [], {}
    for path in tree.under("server/", ".hpp"):
        text = tree.text(path)
        for function in _declared(path, text):
            where = first.setdefault(function.name, path)
            if where != path:
                sentence = f"{function.name} is declared in {where} too; a search should find one function."
                findings.append(Finding(path, line_of(text, function.offset), sentence))
    return findings


def headers_are_defined_by_their_source(tree):
    """What a header declares is defined in it, or in the .cpp of the same name."""
    findings, classes = [], {}
    for path in tree.under("server/", ".hpp"):
        text, source = tree.text(path), path.removesuffix("hpp") + "cpp"
        for name in cpp_declarations.class_names(path, text):
            classes.setdefault(name, set()).add(source)
        declared = _declared(path, text)
        defined = {function.name for function in declared if function.is_defined}
        if tree.has(source):
            defined |= {function.name for function in cpp_declarations.functions(source, tree.text(source))}
        for function in declared:
            if function.name not in defined and path not in GENERATED:
                sentence = f"{function.name} is declared here, but {source} does not define it."
                findings.append(Finding(path, line_of(text, function.offset), sentence))
    return findings + _members_defined_elsewhere(tree, classes)


def _members_defined_elsewhere(tree, classes):
    findings = []
    for path in tree.under("server/", ".cpp"):
        text = tree.text(path)
        own = cpp_declarations.class_names(path, text)
        for function in cpp_declarations.functions(path, text):
            parts = function.name.split("::")
            name = next((part for part in parts[:-1] if part in classes), None)
            if name and name not in own and path not in classes[name]:
                sentence = f"{function.name} is defined here, but the class is in {' or '.join(sorted(classes[name]))}."
                findings.append(Finding(path, line_of(text, function.offset), sentence.replace(".cpp", ".hpp")))
    return findings


def _declared(path, text):
    return [
        function
        for function in cpp_declarations.functions(path, text)
        if "::" not in function.name and not function.is_specialisation
    ]
