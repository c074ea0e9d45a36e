#!/usr/bin/env python3
"""Runs a PowerShell script on a machine in a named state, and says what happened.

usage: python3 -m verify.powershell.run SCRIPT --state NAME [-Remove ...]

What follows the options of this program goes to the script: switches, and parameters with their values.
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import re
import sys
from collections.abc import Mapping
from typing import Any

from verify.powershell import filters, firewall, objects, output, services, session, settings, storage, syntax
from verify.powershell.binding import Given
from verify.powershell.errors import Break, Continue, Exit, Fault, PowerShellError, Refused
from verify.powershell.functions import Function
from verify.powershell.interpreter import Interpreter
from verify.powershell.machine import Change, Machine, Spelling, State
from verify.powershell.states import STATES
from verify.powershell.values import Record, Table, text

DECLARED = (filters, firewall, objects, output, services, session, settings, storage)
"""The modules whose cmdlets there are."""


@dataclasses.dataclass
class Result:
    """What a run came to."""

    status: int
    """What `powershell -File` would leave with: 0 even after errors that end nothing."""
    output: list
    warnings: list[str]
    errors: list[str]
    changes: list[Change]
    state: State
    """The machine's state afterwards; the one that was given is as it was."""
    host: list[str]
    verbose: list[str]
    what_if: list[str]
    notes: list[str]
    """What PowerShell lets pass and is most likely a mistake: properties and variables that there are not."""
    attempts: int
    """How many changing calls there were, and so how many places a failure can be put at."""

    @property
    def effective(self) -> list[Change]:
        """The changes after which something was different."""
        return [change for change in self.changes if change.effective]


def run(
    script: str | bytes | pathlib.Path,
    state: State,
    arguments: Mapping[str, Any] | None = None,
    what_if: bool = False,
    fail_at: int | None = None,
) -> Result:
    """Runs a script; a construct that the interpreter does not know is an Unsupported error.

    `fail_at` names the changing call, counted from 1, that fails as if access were denied.
    """
    source = (
        script.read_bytes()
        if isinstance(script, pathlib.Path)
        else script.encode()
        if isinstance(script, str)
        else script
    )
    root = syntax.parse(source)
    machine = Machine(state.copy(), fail_at)
    interpreter = Interpreter(machine)
    given = [Given(name, value, True) for name, value in (arguments or {}).items()]
    given += [Given("WhatIf", True, True)] if what_if else []
    status = execute(interpreter, root, given)
    said = interpreter.transcript
    notes = said.notes + [
        f"the variable ${name} is read and never set" for name in dict.fromkeys(interpreter.variables.unset)
    ]
    return Result(
        status, said.output, said.warnings, said.errors, machine.changes, machine.state, said.host, said.verbose,
        said.what_if, notes, machine.attempts,
    )  # fmt: skip


def execute(interpreter: Interpreter, root: Any, given: list[Given]) -> int:
    """Runs a script's tree; the status."""
    try:
        try:
            check_requirements(interpreter, root)
            Function(interpreter, "script", root).run_as_script(given, interpreter.transcript.output)
        except Fault as fault:
            raise interpreter.raised(fault, 0) from None
    except PowerShellError as error:
        interpreter.record_error(error.record, shown=True)
        return 1
    except Exit as end:
        return end.status
    except (Break, Continue):
        # Outside a loop they end the script.
        return 0
    return 0


def check_requirements(interpreter: Interpreter, root: Any) -> None:
    """What #Requires asks for (about_Requires)."""
    state = interpreter.machine.state
    for place, content in enumerate(root.text.decode().splitlines(), 1):
        if not content.lower().startswith("#requires"):
            continue
        for option, value in re.findall(r"-(\w+)(?:\s+([^-\s]\S*))?", content):
            match option.lower():
                case "runasadministrator":
                    if not state.elevated:
                        raise Fault("The script cannot be run because it must be run as an administrator.")
                case "modules":
                    if value.lower() not in {one.lower() for one in state.modules}:
                        raise Fault(f"The script cannot be run because the following modules are missing: {value}.")
                case "version":
                    if float(value) > 5.1:
                        raise Fault(f"The script cannot be run because it needs PowerShell {value}; Windows has 5.1.")
                case _:
                    raise Refused(f"#Requires -{option}", place)


# The command line


def shown(value: Any) -> str:
    """A value of the output, readable."""
    if isinstance(value, Record):
        return "{" + ", ".join(f"{key}: {shown(one)}" for key, one in value.properties.items()) + "}"
    if isinstance(value, Table):
        return "@{" + ", ".join(f"{text(key)}: {shown(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(shown(one) for one in value) + "]" if isinstance(value, list) else text(value)


def report(result: Result) -> str:
    """What happened, line by line."""
    lines = [f"output: {shown(one)}" for one in result.output]
    for stream in ("host", "verbose", "what_if", "warnings", "errors", "notes"):
        lines += [f"{stream.replace('_', ' ').removesuffix('s')}: {one}" for one in getattr(result, stream)]
    lines += [f"change: {change}" for change in result.changes]
    lines += [f"rule: {described(rule)}" for rule in result.state.rules]
    lines.append(f"status: {result.status}")
    return "\n".join(lines)


def described(rule: Any) -> str:
    """A rule in one line."""
    parts = [rule.direction, rule.action, rule.protocol, "ports " + ",".join(rule.local_port)]
    parts += ["at " + ",".join(rule.local_address), "from " + ",".join(rule.remote_address)]
    parts += [] if rule.enabled == "True" else ["disabled"]
    return f"{rule.name}: {' '.join(parts)}" + (f" [{rule.group}]" if rule.group else "")


def script_arguments(words: list[str]) -> dict[str, Any]:
    """`-Name value` and `-Switch` as arguments; commas make an array."""
    made: dict[str, Any] = {}
    name = ""
    for word in words:
        if re.fullmatch(r"-[A-Za-z]\w*", word):
            name = word[1:]
            made[name] = True
        elif name:
            made[name] = word.split(",") if "," in word else word
            name = ""
        else:
            raise SystemExit(f"run: {word} belongs to no parameter")
    return made


def main() -> int:
    """The status of the script, or 3 where it is not understood."""
    parser = argparse.ArgumentParser(
        prog="verify.powershell.run", description="runs a PowerShell script on a modelled machine"
    )
    parser.add_argument("script", type=pathlib.Path)
    parser.add_argument(
        "--state", choices=sorted(STATES), default="clean", help="the state of the machine (%(default)s)"
    )
    parser.add_argument(
        "--group", default="ftpsgate", help="the group of the rules that a state has of earlier scripts (%(default)s)"
    )
    parser.add_argument(
        "--spelling", choices=[one.value for one in Spelling], default="mask", help="how networks are given back"
    )
    parser.add_argument("--fail-at", type=int, metavar="N", help="let the Nth changing call fail")
    options, rest = parser.parse_known_args()
    state = STATES[options.state](options.group)
    state.spelling = Spelling(options.spelling)
    try:
        result = run(options.script, state, script_arguments(rest), fail_at=options.fail_at)
    except Refused as problem:
        print(f"{options.script}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 3
    print(report(result))
    return result.status


if __name__ == "__main__":
    sys.exit(main())
