#!/usr/bin/env python3
"""Writes the manual pages: one for the program, one for each command, out of what the program says of itself.

usage: dist/manual.py --tool FTPSGATE --date SECONDS FOLDER

SECONDS since 1970 is the day that the pages bear. Each page is mdoc(7), and what `--experimental-dump-help` of
swift-argument-parser has; so no option can be missing from them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import textwrap

PROGRAM = "ftpsgate"


def main() -> None:
    """Writes all pages into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--date", required=True, type=int, metavar="SECONDS")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    write(options.tool, options.date, options.folder)


def write(tool: pathlib.Path, date: int, folder: pathlib.Path) -> None:
    """Writes the pages of a program into a folder, with the day of some seconds since 1970."""
    told = subprocess.run([tool, "--experimental-dump-help"], check=True, capture_output=True, text=True)
    root = json.loads(told.stdout)["command"]
    day = datetime.datetime.fromtimestamp(date, datetime.timezone.utc)
    commands = [command for command in root["subcommands"] if command["commandName"] != "help"]
    folder.mkdir(parents=True, exist_ok=True)
    for command in [root, *commands]:
        lines = page(command, root, commands, f"{day:%B} {day.day}, {day.year}")
        (folder / f"{page_name(command, root)}.1").write_text("\n".join(lines) + "\n", encoding="ascii")


def page_name(command: dict, root: dict) -> str:
    """What a page is called: `ftpsgate-lint` for `ftpsgate lint`."""
    return PROGRAM if command is root else f"{PROGRAM}-{command['commandName']}"


def page(command: dict, root: dict, commands: list[dict], date: str) -> list[str]:
    """The lines of a page."""
    name = page_name(command, root)
    lines = [f".Dd {date}", f".Dt {name.upper()} 1", ".Os", ".Sh NAME", f".Nm {name}", f".Nd {abstract(command)}"]
    lines += [".Sh SYNOPSIS", *synopsis(command, root)]
    lines += [".Sh DESCRIPTION", *text(command["abstract"])]
    if discussion := command.get("discussion"):
        lines += [".Pp", *text(discussion)]
    if command is root:
        lines += [".Sh COMMANDS", ".Bl -tag -width Ds"]
        for other in commands:
            lines += [f".It Nm {PROGRAM} Cm {word(other['commandName'])}", *text(other["abstract"])]
        lines += [".El"]
    lines += arguments(command)
    lines += [".Sh SEE ALSO"]
    *others, last = sorted(page_name(other, root) for other in [root, *commands] if other is not command)
    return lines + [f".Xr {other} 1 ," for other in others] + [f".Xr {last} 1"]


def abstract(command: dict) -> str:
    """The abstract, as it stands behind a name: on one line, without a full stop."""
    return escaped(command["abstract"].rstrip("."))


def synopsis(command: dict, root: dict) -> list[str]:
    """How the command is called."""
    if command is root:
        return [".Nm", ".Op Ar command", ".Op Ar argument ..."]
    lines = [f".Nm {PROGRAM}", f".Cm {word(command['commandName'])}", ".Op Ar option ..."]
    for argument in shown(command):
        if argument["kind"] == "positional":
            called = f"Ar {word(argument['valueName'])}" + (" ..." if argument["isRepeating"] else "")
            lines.append(f".Op {called}" if argument["isOptional"] else f".{called}")
    return lines


def arguments(command: dict) -> list[str]:
    """What each argument and option means."""
    lines = [".Sh OPTIONS", ".Bl -tag -width Ds"]
    for argument in shown(command):
        lines += [f".It {heading(argument)}", *text(meaning(argument))]
        if described := argument.get("allValueDescriptions"):
            lines += [".Pp", ".Bl -tag -width Ds -compact"]
            for value in argument["allValues"]:
                lines += [f".It Cm {word(value)}", *text(described.get(value, value))]
            lines += [".El"]
    return lines + [".El"]


def shown(command: dict) -> list[dict]:
    """The arguments that help shows."""
    return [argument for argument in command["arguments"] if argument["shouldDisplay"]]


def heading(argument: dict) -> str:
    """An argument's names and the value that it takes."""
    value = f"Ar {word(argument['valueName'])}"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    names = [f"Fl {name['name']}" if name["kind"] == "short" else f"Fl -{name['name']}" for name in argument["names"]]
    return " , ".join(f"{name} {value}" if argument["kind"] == "option" else name for name in names)


def meaning(argument: dict) -> str:
    """An argument's abstract, the values that it takes where nothing tells what each means, and its default."""
    parts = [argument.get("abstract", "").strip()]
    if "allValues" in argument and "allValueDescriptions" not in argument:
        parts.append(f"One of {', '.join(argument['allValues'])}.")
    if default := argument.get("defaultValue"):
        parts.append(f"By default {default}.")
    return " ".join(part for part in parts if part)


def text(source: str) -> list[str]:
    """Some paragraphs; indented lines stay as they are."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", source.strip("\n")):
        if lines:
            lines.append(".Pp")
        rows = block.split("\n")
        while rows and not rows[0].startswith("  "):
            lines += prose(rows.pop(0))
        if rows:
            literal = textwrap.dedent("\n".join(rows)).split("\n")
            lines += [".Bd -literal -offset indent", *map(escaped, literal), ".Ed"]
    # A display and a list make room before themselves.
    return [line for line, after in zip(lines, [*lines[1:], ""]) if line != ".Pp" or not after.startswith(".Bd")]


def prose(paragraph: str) -> list[str]:
    """A paragraph with each sentence on a line of its own, as mandoc(1) asks for."""
    lines = []
    for sentence in re.split(r"(?<=[.!?:;]) +(?=[A-Z\"'-])", paragraph.strip()):
        lines += textwrap.wrap(sentence, 78, break_long_words=False, break_on_hyphens=False)
    return [escaped(line) for line in lines]


def escaped(line: str) -> str:
    """A line of text that no formatter takes for anything else."""
    line = line.replace("\\", "\\e").rstrip()
    return "\\&" + line if line[:1] in (".", "'") else line


def word(name: str) -> str:
    """A word as an argument of a macro; names of macros, which have two or three letters, are kept from being called."""
    name = name.replace("\\", "\\e").replace(" ", "\\ ")
    return "\\&" + name if len(name) <= 3 or not name[0].isalnum() else name


if __name__ == "__main__":
    main()
