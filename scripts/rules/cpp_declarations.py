"""What a C++ file declares and defines outside of any class or function, read from text as clang-format writes it."""

import re
from dataclasses import dataclass

from . import source_text

NAMESPACE = re.compile(r"(?:inline\s+)?namespace\b[^{;]*\{|extern\b[^{;(]*\{")
MACRO = re.compile(r"[A-Z][A-Z0-9_]+\(")
CLASS_NAME = re.compile(r"\b(?:class|struct|union)\s+(?:\w+::)*(\w+)")
IS_OPERATOR = re.compile(r"\boperator\b")
NO_NAME = {"alignas", "decltype", "noexcept", "requires", "explicit"}


@dataclass(frozen=True)
class Function:
    name: str  # as written: `find_agent`, or `Writer::run` for a member that is defined outside of its class
    offset: int
    is_defined: bool
    is_specialisation: bool


def functions(path, text):
    return list(_functions(source_text.code(path, text)))


def class_names(path, text):
    """The classes that are defined here, with those that are in another class as well."""
    code = source_text.code(path, text)
    return {match[1] for match in re.finditer(rf"{CLASS_NAME.pattern}(?:\s+final)?\s*(?::[^;{{]*)?\{{", code)}


def _functions(code):
    for offset, head, is_defined in _declarations(code):
        name = _function_name(head)
        if name:
            yield Function(name, offset, is_defined, bool(re.match(r"template\s*<>", head)))


def _declarations(code):
    """(offset, the text before its body or semicolon, whether it has a body)."""
    position = 0
    while position < len(code):
        line_end = code.find("\n", position) + 1 or len(code)
        if code[position] in " \t\n}#;)" + source_text.GAP:
            position = line_end
            while code[position - 2 : position] == "\\\n":  # of a directive
                position = code.find("\n", position) + 1 or len(code)
            continue
        namespace = NAMESPACE.match(code, position)
        if namespace:
            position = namespace.end()
            continue
        macro = MACRO.match(code, position)
        if macro:
            position = _end_of_head(code, position, after_parentheses=True)
            continue
        end = _end_of_head(code, position)
        head = code[position:end]
        has_body = code[end : end + 1] == "{"
        yield position, head, has_body
        position = _after_body(code, end) if has_body else end + 1


def _end_of_head(code, start, after_parentheses=False):
    """Where its body or semicolon begins; of a macro, where its parentheses end, since it may have neither."""
    depth = 0
    for position in range(start, len(code)):
        character = code[position]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
            if depth == 0 and after_parentheses:
                return position + 1
        elif depth == 0 and character in ";{":
            return position
    return len(code)


def _after_body(code, start):
    depth = 0
    for position in range(start, len(code)):
        if code[position] == "{":
            depth += 1
        elif code[position] == "}":
            depth -= 1
            if depth == 0:
                return position + 1
    return len(code)


def _function_name(head):
    """Nothing for a type, an alias, a variable, a macro or an operator."""
    if re.match(r"(?:using|typedef|friend|static_assert|concept)\b", head) or IS_OPERATOR.search(head):
        return None
    angles = 0
    for position, character in enumerate(head):
        if character == "<":
            angles += 1
        elif character == ">" and head[position - 1] != "-":
            angles -= 1
        elif character == "=" and angles == 0:
            return None
        elif character == "(" and angles == 0:
            name = re.search(r"((?:\w+(?:<[^<>()]*>)?::)*~?\w+)$", head[:position])
            if name and name[1] not in NO_NAME:
                # A name without a type before it is a constructor that is defined here.
                return name[1] if "::" in name[1] or head[: name.start()].strip() else None
    return None
