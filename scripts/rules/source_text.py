"""What of a file is prose (comments, documents) and what is code, so that a rule can read one of them.

prose() and code() return the text with everything else blanked out: spaces and line ends stay, any other character
becomes GAP. So an offset in what they return is an offset in the file.
"""

import functools
import io
import re
import tokenize

GAP = "\0"

# The API's description: prose and names that a reader sees, as in Markdown.
DESCRIPTION = "docs/openapi.yaml"

QUOTED = r""" "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' """

C_COMMENT = r"//[^\n]* | /\*.*?\*/"

# In this order, so that a quote in a comment or in 1'000 does not begin a literal.
CPP_TOKEN = re.compile(
    rf"""
      (?P<comment>{C_COMMENT})
    | (?P<code>\b\d[\d']* | ^[ \t]*\#[ \t]*include[^\n]*)
    | (?P<literal>R"(?P<mark>[^()\\\s]{{0,16}})\((?P<raw>.*?)\)(?P=mark)"
        | "(?P<plain>(?:\\.|[^"\\\n])*)" | '(?:\\.|[^'\\\n])*')
    """,
    re.DOTALL | re.VERBOSE | re.MULTILINE,
)

TOKENS = {
    "cpp": CPP_TOKEN,
    "ts": re.compile(
        rf"""
          (?P<comment>(?<!:)//[^\n]* | /\*.*?\*/)
        | (?P<literal>`(?:\\.|[^`\\])*` | {QUOTED}
            | (?<=[=(,:!&|?;\s])/(?![*/\s=])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[dgimsuvy]*(?=[\s.,;)\]]))
        """,
        re.DOTALL | re.VERBOSE,
    ),
    "css": re.compile(rf"(?P<comment>/\*.*?\*/) | (?P<literal>{QUOTED})", re.DOTALL | re.VERBOSE),
    "sql": re.compile(r"(?P<comment>--[^\n]*) | (?P<literal>'[^']*')", re.VERBOSE),
    "lua": re.compile(rf"(?P<comment>--[^\n]*) | (?P<literal>{QUOTED})", re.VERBOSE),
    "cmake": re.compile(r"""(?P<comment>\#[^\n]*) | (?P<literal>"(?:\\.|[^"\\])*")""", re.DOTALL | re.VERBOSE),
    "html": re.compile(r"(?P<comment><!--.*?-->) | (?P<literal>[^<]+|<)", re.DOTALL | re.VERBOSE),
    "shell": re.compile(
        r"""
          (?P<comment>(?<!\S)\#[^\n]*)
        | (?P<literal>"(?:\\.|[^"\\])*" | '[^']*' | <<-?[ ]*['"]?(?P<end>\w+)['"]?[^\n]*\n.*?^\s*(?P=end)$)
        """,
        re.DOTALL | re.VERBOSE | re.MULTILINE,
    ),
}

LANGUAGES = {
    **dict.fromkeys(["cpp", "hpp", "c", "h"], "cpp"),
    **dict.fromkeys(["ts", "tsx", "js", "mjs"], "ts"),
    **{ending: ending for ending in ["css", "sql", "lua", "cmake", "html"]},
    **{"sh": "shell", "py": "python", "md": "document"},
}

# Text between two tags, or after an expression: what a reader of the page sees.
JSX_TEXT = re.compile(r"(?<=[>}])[^<>{}=;()&|]*(?=<)|(?<=>)[^<>{}=;()&|]*(?=\{)")

MARKDOWN_CODE = re.compile(r"`[^`\n]+`|(?<=\])\([^)\s]*\)")


def may_have_text(path):
    name = path.rsplit("/", 1)[-1]
    return path == DESCRIPTION or name == "CMakeLists.txt" or "." not in name or name.rsplit(".", 1)[-1] in LANGUAGES


def language_of(path, text):
    """None where nothing is known of the file, as of a picture or of data."""
    name = path.rsplit("/", 1)[-1]
    if path == DESCRIPTION:
        return "document"
    if name == "CMakeLists.txt":
        return "cmake"
    if "." in name:
        return LANGUAGES.get(name.rsplit(".", 1)[-1])
    shebang = text.split("\n", 1)[0] if text.startswith("#!") else ""
    return "python" if "python" in shebang else "shell" if "bash" in shebang else None


def prose(path, text):
    """The comments of source text, and all of a document but code spans and the targets of links."""
    language = language_of(path, text)
    if language is None:
        return ""
    if language == "document":
        return MARKDOWN_CODE.sub(lambda match: _blank(match[0]), text)
    return _only(text, [(start, end) for kind, start, end in _tokens(language, text) if kind == "comment"])


def document(path, text):
    """As prose, but with the code spans and the targets of links of a document."""
    return text if language_of(path, text) == "document" else prose(path, text)


def code(path, text):
    """Source text without comments and literals; nothing of a document."""
    language = language_of(path, text)
    if language in (None, "document"):
        return ""
    result = _without(text, [(start, end) for _, start, end in _tokens(language, text)])
    return JSX_TEXT.sub(lambda match: _blank(match[0]), result) if path.endswith(".tsx") else result


@functools.lru_cache(maxsize=None)
def _tokens(language, text):
    """(kind, start, end) of each comment and each literal."""
    if language == "python":
        return list(_python_tokens(text))
    return [
        ("literal" if match["comment"] is None else "comment", match.start(), match.end())
        for match in TOKENS[language].finditer(text)
        if match.lastgroup != "code"
    ]


def _python_tokens(text):
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    begins_statement = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        start, end = (starts[line - 1] + column for line, column in (token.start, token.end))
        if token.type == tokenize.COMMENT:
            yield "comment", start, end
        elif token.type == tokenize.STRING:
            yield ("comment" if begins_statement else "literal"), start, end  # a docstring is a comment
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            begins_statement = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)


def _blank(text):
    return re.sub(r"\S", GAP, text)


def _without(text, ranges):
    parts, last = [], 0
    for start, end in ranges:
        parts += [text[last:start], _blank(text[start:end])]
        last = end
    return "".join([*parts, text[last:]])


def _only(text, ranges):
    parts, last = [], 0
    for start, end in ranges:
        parts += [_blank(text[last:start]), text[start:end]]
        last = end
    return "".join([*parts, _blank(text[last:])])
