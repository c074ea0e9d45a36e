"""Pipelines and commands (about_Pipelines, about_Parsing)."""

from __future__ import annotations

import re
from typing import Any

from verify.powershell import functions, operators
from verify.powershell.assignments import Assignments
from verify.powershell.binding import Given
from verify.powershell.commands import CMDLETS, Call, Cmdlet
from verify.powershell.errors import (
    Fault,
    Refused,
    Unsupported,
)
from verify.powershell.syntax import child, content, line, named, parts, unwrapped
from verify.powershell.values import (
    ScriptBlock,
    Table,
    collapsed,
    elements,
    is_null,
    text,
)

ALIASES = {
    "?": "Where-Object", "where": "Where-Object", "%": "ForEach-Object", "foreach": "ForEach-Object",
    "select": "Select-Object", "sort": "Sort-Object", "echo": "Write-Output", "write": "Write-Output",
    "measure": "Measure-Object", "group": "Group-Object", "gc": "Get-Content", "sc": "Set-Content",
}  # fmt: skip


class Pipelines(Assignments):
    """How commands are found and given their arguments."""

    def pipeline_value(self, node: Any) -> Any:
        """The value of a pipeline: an expression alone is not unrolled."""
        only = parts(node)[0]
        if only.type == "assignment_expression":
            return self.assign(only)
        return self.chain_value(only) if only.type == "pipeline_chain" else self.value(only)

    def chain_value(self, node: Any) -> Any:
        """The value of a chain of commands, or of the only expression."""
        children = parts(node)
        if len(children) == 1 and children[0].type != "command":
            return self.value(children[0])
        return collapsed(self.chain(node))

    def chain(self, node: Any) -> list:
        """What a chain of commands puts out; each runs to its end before the next one begins."""
        stages = [one for one in parts(node) if content(one).strip() != "|"]
        if any(content(one).strip() in ("&&", "||") for one in stages):
            raise Unsupported("&& and || are PowerShell 7", line(node))
        flow: list | None = None
        for place, stage in enumerate(stages):
            if stage.type == "command":
                flow = self.command(stage, flow)
            elif place:
                raise Unsupported(f"{stage.type} after |", line(stage))
            else:
                flow = self.expression_output(stage)
        return flow or []

    def expression_output(self, node: Any) -> list:
        """What an expression that stands as a statement puts out; `$i++` and `[void]` put out nothing."""
        inner = unwrapped(node)
        while inner.type == "expression_with_unary_operator" and len(named(inner)) == 1 and len(parts(inner)) == 1:
            inner = unwrapped(named(inner)[0])
        if inner.type in (
            "post_increment_expression",
            "post_decrement_expression",
            "pre_increment_expression",
            "pre_decrement_expression",
        ):
            self.value(inner)
            return []
        return elements(self.value(node))

    def command(self, node: Any, flow: list | None) -> list:
        """Runs a command."""
        place = line(node)
        try:
            return self.run_command(node, flow, place)
        except Fault as fault:
            raise self.raised(fault, place) from None
        except Refused as problem:
            raise problem if problem.line else type(problem)(problem.construct, place) from None

    def run_command(self, node: Any, flow: list | None, place: int) -> list:
        """Finds the command and gives it its arguments."""
        invoked = child(node, "command_invocation_operator")
        target = child(node, "command_name", "command_name_expr")
        arguments, silent, discard = self.arguments(child(node, "command_elements"))
        callee: Any = content(target).strip()
        if re.fullmatch(r"\d+\.\.\d+", callee) and not arguments and flow is None:
            # tree-sitter-pwsh takes 1..5 for a command's name.
            return list(operators.ranged(*callee.split("..")))
        if target.type == "command_name_expr":
            inner = named(target)[0]
            callee = (
                self.variables.get(content(inner).strip()[1:])
                if inner.type == "path_command_name"
                else self.value(inner)
            )
        if invoked is not None and content(invoked).strip() == ".":
            raise Unsupported("dot-sourcing", place)
        if isinstance(callee, ScriptBlock):
            output = functions.invoke_block(self, callee, arguments, flow)
        else:
            output = self.named_command(text(callee), arguments, flow, place, silent)
        return [] if discard else output

    def named_command(self, name: str, arguments: list[Given], flow: list | None, place: int, silent: bool) -> list:
        """Runs a function of the script, or a cmdlet."""
        plain = ALIASES.get(name.lower(), name).rpartition("\\")[2]
        if plain.lower() in self.functions:
            return self.functions[plain.lower()].call(arguments, flow, place)
        cmdlet: Cmdlet | None = CMDLETS.get(plain.lower())
        if cmdlet is None:
            raise Unsupported(f"the command {name}", place)
        return Call(self, cmdlet, place, silent).run(arguments, flow)

    def arguments(self, node: Any) -> tuple[list[Given], bool, bool]:
        """The arguments of a command, whether its errors are not shown, and whether its output goes nowhere."""
        given: list[Given] = []
        silent = discard = False
        children = [] if node is None else parts(node)
        place = 0
        while place < len(children):
            one = children[place]
            place += 1
            if one.type == "command_argument_sep":
                continue
            if one.type == "redirection":
                streams = self.redirection(one)
                silent, discard = silent or streams in ("2>", "*>"), discard or streams in (">", "1>", "*>")
            elif one.type == "command_parameter":
                name = content(one).strip().lstrip("-")
                if name.endswith(":") or (place < len(children) and content(children[place]).strip() == ":"):
                    place += not name.endswith(":")
                    given.append(Given(name.rstrip(":"), self.argument(children[place]), True))
                    place += 1
                else:
                    given.append(Given(name))
            else:
                given.extend(self.splat(one) or [Given(None, self.argument(one), True)])
        return given, silent, discard

    def redirection(self, node: Any) -> str:
        """The stream that goes to `$null`; other targets are not known."""
        target = child(node, "redirected_file_name")
        if target is None or content(target).strip().lower() != "$null":
            raise Unsupported(f"the redirection {content(node)}", line(node))
        return content(child(node, "file_redirection_operator")).strip()

    def splat(self, node: Any) -> list[Given]:
        """The arguments of `@name`: names and values of a hashtable, or the elements of an array."""
        inner = unwrapped(node)
        if inner.type != "variable" or not content(inner).startswith("@"):
            return []
        value = self.variables.get(content(inner)[1:])
        if isinstance(value, Table):
            return [Given(text(key), one, True) for key, one in value.items()]
        return [Given(None, one, True) for one in ([] if is_null(value) else elements(value))]

    def argument(self, node: Any) -> Any:
        """The value of an argument; a bare word is text."""
        if node.type == "generic_token":
            return self.bare_word(content(node).strip(), line(node))
        if node.type == "concatenated_command_argument":
            return "".join(text(self.argument(one)) for one in named(node))
        if node.type == "bareword_argument_list":
            return [self.argument(one) for one in named(node)]
        return self.value(node)

    def bare_word(self, word: str, place: int) -> str:
        """A bare word, in which variables stand for their values."""
        if re.search(r"[$`()@{}]", word):
            raise Unsupported(f"the bare word {word}: put it in quotes", place)
        return word

    def run_block(self, block: ScriptBlock, out: list | None = None) -> list:
        """The statements of a script block, in the scope that runs."""
        output: list = [] if out is None else out
        body = functions.body_of(block.node)
        if body is not None:
            self.block(body, output)
        return output
