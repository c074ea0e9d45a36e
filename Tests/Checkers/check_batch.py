"""Holds batch files against a parser and against what netsh and reg take.

usage: check_batch.py FILE...

The words of `netsh advfirewall firewall add rule` are those of its own help text, as are those of reg.
"""

import re
import sys
from pathlib import Path

import tree_sitter
import tree_sitter_batch

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_batch.language()))
KINDS = {"netsh", "reg", '"%find%"', "echo", "exit", "shift"}
REG = re.compile(
    r'reg (query "%(rules|record)%"( /v (plan|"%~1"))?'
    r'|add "%record%" /v (plan|"%~1") /t REG_SZ /d (unfinished|"[0-9a-f]{64}"|"%%b") /f'
    r'|delete "%record%"( /v "%~1")? /f) /reg:64( .*)?'
)
PORT = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
RULE = {
    "name": re.compile(r'"[a-z0-9.-]+"'),
    "description": re.compile(r'"[ -!#-~]+"'),
    "dir": re.compile("in|out"),
    "action": re.compile("allow|block|bypass"),
    "enable": re.compile("yes|no"),
    "profile": re.compile("any|public|private|domain"),
    "protocol": re.compile("TCP"),
    "localip": re.compile(r"any|[0-9.]+|[0-9a-f:]+"),
    "remoteip": re.compile(r"any|[0-9a-f.:]+(/\d{1,3})?(,[0-9a-f.:]+(/\d{1,3})?)*"),
    "localport": PORT,
    "service": re.compile("ftpsvc"),
    "program": re.compile(re.escape('"%SystemRoot%\\System32\\svchost.exe"')),
}


def nodes(node, kind):
    """All nodes of a kind, outermost first."""
    if node.type == kind:
        yield node
    for child in node.children:
        yield from nodes(child, kind)


def check_netsh(line, complain):
    words = re.findall(r'(?:[^\s"]|"[^"]*")+', line)
    if words[1] != "advfirewall":
        complain(f"another netsh command: {line}")
    elif words[2:] in (["set", "global", "StatefulFtp", "disable"], ["show", "allprofiles"]):
        pass
    elif words[2] == "firewall" and words[3] in ("delete", "show") and words[4] == "rule":
        if len(words) != 6 or not re.fullmatch('name="([a-z0-9.-]+|%~1)"', words[5]):
            complain(f"a rule's name is wrong: {line}")
    elif words[2:5] in (["firewall", "add", "rule"], ["firewall", "set", "rule"]):
        if words[3] == "set" and words[6] != "new":
            complain(f"a rule is set to nothing: {line}")
        settings = dict(word.split("=", 1) for word in words[5:] if word != "new")
        if set(settings) != set(RULE):
            complain(f"settings are missing or not known: {sorted(set(settings) ^ set(RULE))}")
        for key, value in settings.items():
            match = RULE[key].fullmatch(value) if key in RULE else None
            if not match:
                complain(f"{key} does not take {value}")
            elif key == "localport" and not 0 < int(match[1]) <= int(match[2] or match[1]) <= 65535:
                complain(f"no port or range: {value}")
    else:
        complain(f"another netsh command: {line}")


def check(path):
    problems = []
    complain = problems.append
    data = Path(path).read_bytes()
    if data.replace(b"\r\n", b"").translate(None, bytes(range(0x20, 0x7F))):
        complain("not visible ASCII in lines that end with CR LF")
        return problems
    root = PARSER.parse(data).root_node
    if root.has_error:
        complain("tree-sitter-batch finds a syntax error")
    calls = 0
    for command in nodes(root, "cmd"):
        line = command.text.decode("ascii")
        kind = line.split()[0]
        if kind not in KINDS:
            complain(f"the command {kind} is not one of those that scripts use")
        if kind == "netsh":
            calls += 1
            check_netsh(line, complain)
        if kind == "reg" and not REG.fullmatch(line):
            complain(f"another reg command: {line}")
    if calls == 0:
        complain("no netsh command at all")
    comments = sum(1 for _ in nodes(root, "comment"))
    if comments != sum(1 for line in data.decode("ascii").split("\r\n") if line.split(" ")[0] == "rem"):
        complain("a rem line is not just a comment")
    return problems


def main(paths):
    faulty = 0
    for path in paths:
        for problem in check(path):
            print(f"{path}: {problem}")
            faulty += 1
    print(f"{len(paths)} scripts, {faulty} problems")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
