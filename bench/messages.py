#!/usr/bin/env python3
"""Prints every text of the program that may be shown to a user, by source file, for proofreading.

A text is an expression that joins string literals and values; a value is shown as {code}. Texts of
one or two words (identifiers, keys, units), log lines, and exceptions that are bugs are left out,
unless the text has a colon or full stop. Usage: bench/messages.py [PACKAGE...]
"""

import pathlib
import re
import sys

SOURCES = pathlib.Path(__file__).resolve().parent.parent / "src/main/java/io/terralapse"
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"""\n.*?(?<!\\)"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\])+\''
    r"|->|[A-Za-z_$][\w$]*|\d[\w.]*|\s+|.",
    re.DOTALL,
)
BREAKS = {",", ";", "?", ":", "->", "=", "return", "throw", "yield"}
OPEN, CLOSE = "([{", ")]}"
BUG = re.compile(r"(LOG\s*\.\s*\w+|IllegalArgumentException|IllegalStateException|AssertionError|compile)$")


def tokens(text):
    for match in TOKEN.finditer(text):
        token = match.group()
        if not token.isspace() and not token.startswith(("//", "/*")):
            yield token, text.count("\n", 0, match.start()) + 1


def tree(stream, end=None):
    """Nested lists of (token, line); a bracket is ([tokens], line)."""
    nodes = []
    for token, line in stream:
        if token == end:
            break
        if token in OPEN:
            nodes.append((tree(stream, CLOSE[OPEN.index(token)]), line))
        else:
            nodes.append((token, line))
    return nodes


def code(node):
    if isinstance(node, list):
        return "(" + "".join(code(inner) for inner, _ in node) + ")"
    return node


def literal(token):
    body = token[3:-3] if token.startswith('"""') else token[1:-1]
    return re.sub(r"\s+", " ", body.replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\"))


def text(segment):
    parts, value = [], ""
    for node, _ in segment + [("+", 0)]:
        if isinstance(node, str) and node.startswith('"'):
            parts.append(literal(node))
            value = ""
        elif node == "+":
            if value:
                parts.append("{" + value + "}")
            value = ""
        else:
            value += code(node)
    return "".join(parts)


def walk(nodes, bug, found):
    segment, before = [], ""
    for node, line in nodes + [(";", 0)]:
        if isinstance(node, str) and node in BREAKS:
            add(segment, bug, found)
            segment = []
        else:
            if isinstance(node, list):
                walk(node, bug or bool(BUG.search(before)), found)
            segment.append((node, line))
        before = (before + (node if isinstance(node, str) else "()"))[-60:]


def add(segment, bug, found):
    lines = [line for node, line in segment if isinstance(node, str) and node.startswith('"')]
    if not lines or bug:
        return
    shown = text(segment)
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", " ", shown))
    if len(words) > 2 or (len(words) > 1 and re.search(r"[.:;]\s|\.$", shown)):
        found.append((lines[0], shown))


def main(packages):
    for file in sorted(SOURCES.rglob("*.java")):
        name = file.relative_to(SOURCES).as_posix()
        if packages and not any(name.startswith(package) for package in packages):
            continue
        found = []
        walk(tree(tokens(file.read_text(encoding="utf-8"))), False, found)
        if found:
            print(f"\n{name}")
            for line, shown in sorted(set(found)):
                print(f"  {line:4}  {shown}")


if __name__ == "__main__":
    main(sys.argv[1:])
