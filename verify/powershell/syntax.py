"""Reads a script with two independent parsers; the tree that is walked is tree-sitter-pwsh's.

Each of the two takes some broken scripts for good ones, so both must take it. Its expressions stand without the chain
of ten nested levels that tree-sitter-powershell makes of each, and it knows redirections and lists of bare words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import tree_sitter
import tree_sitter_powershell
import tree_sitter_pwsh

from verify.powershell.errors import SyntaxFault

PWSH = tree_sitter.Language(tree_sitter_pwsh.language())
POWERSHELL = tree_sitter.Language(tree_sitter_powershell.language())
remembered = functools.lru_cache(maxsize=1 << 18)
"""What is asked of a node once need not be asked again: scripts run many times."""


@functools.lru_cache(maxsize=32)
def parse(source: bytes) -> Any:
    """The root of the script's tree, or a SyntaxFault."""
    for name, language in (("tree-sitter-pwsh", PWSH), ("tree-sitter-powershell", POWERSHELL)):
        root: Any = tree_sitter.Parser(language).parse(source).root_node
        if root.has_error:
            place = next((node for node in everything(root) if node.type == "ERROR" or node.is_missing), root)
            excerpt = place.text.decode("utf-8", "replace").strip()[:60]
            raise SyntaxFault(f"{name} finds a syntax error at {excerpt!r}", line(place))
    check_quotes(source)
    return tree_sitter.Parser(PWSH).parse(source).root_node


def check_quotes(source: bytes) -> None:
    """Curly quotes are quotes to PowerShell and letters to both parsers."""
    for number, content in enumerate(source.decode("utf-8", "replace").splitlines(), 1):
        if re.search("[\u2018-\u201f\u2013-\u2015]", content):
            raise SyntaxFault("a curly quote or a long dash, which PowerShell takes for a quote or a dash", number)


def everything(node: Any) -> Iterator[Any]:
    """A node and all below it."""
    yield node
    for child in node.children:
        yield from everything(child)


@remembered
def line(node: Any) -> int:
    """The line that a node begins on."""
    # A node may begin with the blanks before it.
    blanks = len(node.text) - len(node.text.lstrip())
    return node.start_point.row + 1 + node.text[:blanks].count(b"\n")


@remembered
def content(node: Any) -> str:
    """The text of a node."""
    return node.text.decode("utf-8")


@remembered
def parts(node: Any) -> list:
    """The children of a node without comments."""
    return [child for child in node.children if child.type != "comment"]


@remembered
def named(node: Any) -> list:
    """The named children of a node without comments."""
    return [child for child in node.named_children if child.type != "comment"]


@remembered
def child(node: Any, *kinds: str) -> Any:
    """The first child of one of some kinds, or None."""
    return next((one for one in node.children if one.type in kinds), None)


@remembered
def unwrapped(node: Any) -> Any:
    """An expression without the nodes around it that say nothing."""
    while (
        node.type in ("unary_expression", "argument_expression", "key_expression", "left_assignment_expression")
        and len(named(node)) == 1
    ):
        node = named(node)[0]
    return node


def variable_name(node: Any) -> str:
    """The name of a variable, without $ and braces."""
    written = content(node).strip()
    return written[2:-1] if written.startswith("${") else written[1:]


def type_text(node: Any) -> str:
    """The name of a type between its brackets."""
    return content(node).strip()[1:-1].strip()


def excerpt(node: Any) -> str:
    """The beginning of a node, for messages."""
    written = " ".join(content(node).split())
    return written if len(written) <= 60 else written[:57] + "..."
