"""No two browser tests make an agent or a company of one name: tests share a server, and a later one would be refused."""

import json
import re

from .tree import Finding, line_of

MADE = re.compile(r"\.new(Agent|Company)\(\s*\"([^\"]*)\"")


def browser_tests_name_each_agent_and_company_once(tree):
    findings = []
    first_places = _of_the_cast(tree)
    for path in tree.under("tests/browser/", ".ts"):
        text = tree.text(path)
        for match in MADE.finditer(text):
            line = line_of(text, match.start())
            kind, name = match[1].lower(), match[2]
            first = first_places.setdefault((kind, name), f"{path}:{line}")
            if first != f"{path}:{line}":
                sentence = f'{first} makes the {kind} "{name}", too: on a shared server, the later one is refused.'
                findings.append(Finding(path, line, sentence))
    return findings


def _of_the_cast(tree):
    """What each server of these tests has from the start."""
    cast = "fixtures/cast.json"
    companies = json.loads(tree.text(cast))["companies"] if tree.has(cast) else []
    names = [("company", company["name"]) for company in companies]
    names += [("agent", agent["name"]) for company in companies for agent in company["agents"]]
    return dict.fromkeys(names, cast)
