"""Walks the tree of a script and does what it says; what it does not know is an error that names it and its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from verify.powershell import casts, functions, members, operators, syntax
from verify.powershell.binding import Given
from verify.powershell.commands import CMDLETS, Call, Cmdlet
from verify.powershell.errors import (
    Break,
    Continue,
    Exit,
    Fault,
    PowerShellError,
    Refused,
    Return,
    Unsupported,
)
from verify.powershell.machine import Machine, Transcript
from verify.powershell.scopes import Variables
from verify.powershell.syntax import child, content, line, named, parts, unwrapped
from verify.powershell.values import (
    NOTHING,
    Record,
    ScriptBlock,
    Table,
    collapsed,
    elements,
    is_null,
    number,
    text,
    truth,
)

STEP_LIMIT = 200_000
"""After how many statements a script is taken for one that never ends."""
ALIASES = {
    "?": "Where-Object", "where": "Where-Object", "%": "ForEach-Object", "foreach": "ForEach-Object",
    "select": "Select-Object", "sort": "Sort-Object", "echo": "Write-Output", "write": "Write-Output",
    "measure": "Measure-Object", "group": "Group-Object", "gc": "Get-Content", "sc": "Set-Content",
}  # fmt: skip


class TypeValue:
    """`[type]` as a value, for -is and for static members."""

    def __init__(self, name: str) -> None:
        self.name = name


class Interpreter:
    """Runs one script on one machine.

    A class, because statements change what later ones see: variables, functions, the machine.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.transcript = Transcript()
        self.variables = Variables(machine.state.environment)
        self.functions: dict[str, functions.Function] = {}
        self.handlers = 0
        """How many `try` with a `catch` are around what runs."""
        self.steps = 0
        self.caught: list[Record] = []
        """The errors that `catch` blocks run for, innermost last."""

    # Errors

    def error(self, message: str, kinds: tuple[str, ...], identity: str = "", place: int = 0) -> Record:
        """An error record."""
        exception = Record(kinds[0], {"Message": message, "InnerException": None})
        invocation = Record("System.Management.Automation.InvocationInfo", {"ScriptLineNumber": place})
        return Record(
            "ErrorRecord",
            {
                "Exception": exception,
                "FullyQualifiedErrorId": identity or message,
                "InvocationInfo": invocation,
                "TargetObject": None,
            },
            kinds,
        )

    def raised(self, fault: Fault, place: int) -> PowerShellError:
        """The error of PowerShell that a fault becomes."""
        kinds = (fault.kind, "System.Management.Automation.RuntimeException", "System.Exception")
        return PowerShellError(self.error(fault.message, kinds, "RuntimeException", place))

    def record_error(self, record: Record, shown: bool) -> None:
        """Keeps an error in $Error, and shows it unless it is to be silent."""
        self.variables.errors.insert(0, record)
        self.variables.succeeded = False
        if shown:
            place = record.properties["InvocationInfo"].properties["ScriptLineNumber"]
            self.transcript.errors.append(f"line {place}: {record.message}" if place else record.message)

    def preference(self, name: str = "ErrorActionPreference") -> str:
        """A preference variable of the scope that runs."""
        return text(self.variables.get(name)) or "Continue"

    # Statements

    def block(self, node: Any, out: list) -> None:
        """The statements of a block."""
        for statement in named(node):
            if statement.type == "statement_list":
                self.block(statement, out)
            else:
                self.statement(statement, out)

    def statement(self, node: Any, out: list) -> None:
        """One statement; an error that ends only a statement goes no further, unless something waits for it."""
        self.steps += 1
        if self.steps > STEP_LIMIT:
            raise Unsupported(f"more than {STEP_LIMIT} statements: it does not seem to end", line(node))
        handler: Callable[[Any, list], None] | None = getattr(self, "do_" + node.type, None)
        if handler is None:
            raise Unsupported(f"the statement {node.type.replace('_', ' ')}: {excerpt(node)}", line(node))
        try:
            try:
                handler(node, out)
            except Fault as fault:
                raise self.raised(fault, line(node)) from None
            except Unsupported as problem:
                raise problem if problem.line else type(problem)(problem.construct, line(node)) from None
        except PowerShellError as error:
            preference = self.preference()
            if error.ends_script or self.handlers or preference == "Stop":
                raise
            self.record_error(error.record, preference == "Continue")

    def do_empty_statement(self, node: Any, out: list) -> None:
        """`;`."""

    def do_statement_list(self, node: Any, out: list) -> None:
        """Statements."""
        self.block(node, out)

    def do_pipeline(self, node: Any, out: list) -> None:
        """An expression, a pipeline or an assignment."""
        children = parts(node)
        if any(content(one) in ("&&", "||") for one in children):
            raise Unsupported("&& and || are PowerShell 7", line(node))
        only = children[0]
        if only.type == "assignment_expression":
            self.assign(only)
        elif only.type == "pipeline_chain":
            self.variables.succeeded = True
            out.extend(self.chain(only))
        else:
            raise Unsupported(f"{only.type}: {excerpt(node)}", line(node))

    def do_if_statement(self, node: Any, out: list) -> None:
        """if, elseif, else."""
        if truth(self.condition(child(node, "pipeline"))):
            return self.block(child(node, "statement_block"), out)
        for clause in named(child(node, "elseif_clauses")) if child(node, "elseif_clauses") else []:
            if truth(self.condition(child(clause, "pipeline"))):
                return self.block(child(clause, "statement_block"), out)
        if (last := child(node, "else_clause")) is not None:
            self.block(child(last, "statement_block"), out)

    def condition(self, node: Any) -> Any:
        """The value of what stands in parentheses after if and while."""
        if node.type == "while_condition":
            node = named(node)[0]
        return self.pipeline_value(node)

    def do_foreach_statement(self, node: Any, out: list) -> None:
        """foreach: `$null` has no element, and a hashtable is one."""
        variable = child(node, "variable")
        value = self.pipeline_value(child(node, "pipeline"))
        for item in [] if is_null(value) else elements(value):
            self.variables.set(variable_name(variable), item)
            if not self.turn(child(node, "statement_block"), out):
                break

    def turn(self, block: Any, out: list) -> bool:
        """One turn of a loop; whether there may be another one."""
        self.steps += 1
        if self.steps > STEP_LIMIT:
            raise Unsupported(f"more than {STEP_LIMIT} turns: it does not seem to end", line(block))
        try:
            self.block(block, out)
        except Break:
            return False
        except Continue:
            pass
        return True

    def do_while_statement(self, node: Any, out: list) -> None:
        """while."""
        while truth(self.condition(child(node, "while_condition"))):
            if not self.turn(child(node, "statement_block"), out):
                break

    def do_do_statement(self, node: Any, out: list) -> None:
        """do ... while and do ... until."""
        until = any(content(one).lower() == "until" for one in parts(node))
        while self.turn(child(node, "statement_block"), out):
            if truth(self.condition(child(node, "while_condition"))) == until:
                break

    def do_for_statement(self, node: Any, out: list) -> None:
        """for."""
        if (first := child(node, "for_initializer")) is not None:
            self.statement(named(first)[0], [])
        condition, step = child(node, "for_condition"), child(node, "for_iterator")
        while condition is None or truth(self.pipeline_value(named(condition)[0])):
            if not self.turn(child(node, "statement_block"), out):
                break
            if step is not None:
                self.statement(named(step)[0], [])

    def do_switch_statement(self, node: Any, out: list) -> None:
        """switch over each element, with -Wildcard, -Regex, -Exact and -CaseSensitive."""
        modes = {
            content(one).lower()
            for one in named(child(node, "switch_parameters") or node)
            if one.type == "switch_parameter"
        }
        if modes - {"-wildcard", "-regex", "-exact"}:
            raise Unsupported(f"switch {' '.join(sorted(modes))}", line(node))
        value = self.pipeline_value(named(child(node, "switch_condition"))[0])
        clauses = named(child(child(node, "switch_body"), "switch_clauses"))
        try:
            for item in [None] if is_null(value) else elements(value):
                self.switch_item(item, clauses, modes, out)
        except Break:
            return

    def switch_item(self, item: Any, clauses: list, modes: set[str], out: list) -> None:
        """Runs each clause that fits, and the default one if none does."""
        fitting = False
        with self.variables.automatic("_", item):
            for clause in clauses:
                condition = child(clause, "switch_clause_condition")
                if content(condition).strip().lower() == "default":
                    runs = not fitting
                else:
                    runs = self.switch_fits(item, named(condition)[0], modes)
                if runs:
                    fitting = True
                    try:
                        self.block(child(clause, "statement_block"), out)
                    except Continue:
                        return

    def switch_fits(self, item: Any, condition: Any, modes: set[str]) -> bool:
        """Whether an element fits a clause."""
        wanted = self.value(condition)
        if isinstance(wanted, ScriptBlock):
            return truth(collapsed(self.run_block(wanted)))
        if "-wildcard" in modes:
            return operators.like(item, wanted)
        if "-regex" in modes:
            return self.matches(item, wanted, False)
        return operators.equal(item, wanted)

    def do_flow_control_statement(self, node: Any, out: list) -> None:
        """return, throw, exit, break, continue."""
        keyword = content(node.children[0]).strip().lower()
        argument = child(node, "pipeline")
        if keyword == "return":
            if argument is not None:
                self.statement(argument, out)
            raise Return
        if keyword == "throw":
            raise self.thrown(argument, line(node))
        if keyword == "exit":
            raise Exit(int(number(self.pipeline_value(argument))) if argument is not None else 0)
        if len(parts(node)) > 1:
            raise Unsupported(f"{keyword} with a label", line(node))
        raise Break if keyword == "break" else Continue

    def thrown(self, argument: Any, place: int) -> PowerShellError:
        """The error that throw makes of its value, or the one that is being caught."""
        if argument is None:
            if not self.caught:
                return self.raised_by_script("ScriptHalted", place)
            return PowerShellError(self.caught[-1], ends_script=True)
        value = self.pipeline_value(argument)
        if isinstance(value, Record) and value.kind == "ErrorRecord":
            return PowerShellError(value, ends_script=True)
        if isinstance(value, Record) and value.kind.endswith("Exception"):
            kinds = (value.kind, "System.Exception")
            return PowerShellError(self.error(text(value.properties["Message"]), kinds, place=place), ends_script=True)
        return self.raised_by_script(text(value), place)

    def raised_by_script(self, message: str, place: int) -> PowerShellError:
        """An error that the script throws as text."""
        kinds = ("System.Management.Automation.RuntimeException", "System.Exception")
        return PowerShellError(self.error(message, kinds, message, place), ends_script=True)

    def do_try_statement(self, node: Any, out: list) -> None:
        """try, catch, finally."""
        clauses = named(child(node, "catch_clauses")) if child(node, "catch_clauses") else []
        try:
            self.handlers += bool(clauses)
            try:
                self.block(child(node, "statement_block"), out)
            finally:
                self.handlers -= bool(clauses)
        except PowerShellError as error:
            clause = next((one for one in clauses if self.catches(one, error.record)), None)
            if clause is None:
                raise
            self.record_error(error.record, shown=False)
            self.run_catch(clause, error.record, out)
        finally:
            if (last := child(node, "finally_clause")) is not None:
                self.block(child(last, "statement_block"), out)

    def catches(self, clause: Any, record: Record) -> bool:
        """Whether a catch clause is for an error."""
        types = child(clause, "catch_type_list")
        if types is None:
            return True
        wanted = {casts.plain_name(content(one).strip()[1:-1]) for one in named(types)}
        return bool(wanted & {casts.plain_name(kind) for kind in record.origin})

    def run_catch(self, clause: Any, record: Record, out: list) -> None:
        """The block of a catch clause, with the error as $_."""
        self.caught.append(record)
        try:
            with self.variables.automatic("_", record):
                self.block(child(clause, "statement_block"), out)
        finally:
            self.caught.pop()

    def do_function_statement(self, node: Any, out: list) -> None:
        """Keeps a function."""
        if content(node.children[0]).strip().lower() != "function":
            raise Unsupported(content(node.children[0]).strip(), line(node))
        name = content(child(node, "function_name")).strip()
        self.functions[name.lower()] = functions.Function(self, name, node)

    # Assignments

    def assign(self, node: Any) -> Any:
        """`target = value`, and what it gave the target."""
        target, operator, source = parts(node)
        sign = content(operator).strip()
        value = self.assigned(source)
        if sign != "=":
            value = self.combined(sign[:-1], self.value(target), value)
        self.store(unwrapped(target), value)
        return value

    def assigned(self, node: Any) -> Any:
        """What stands right of `=`: an expression as it is, and otherwise the output of statements."""
        if node.type == "assignment_expression":
            return self.assign(node)
        if node.type == "assignment_value":
            inner = named(node)
            if len(inner) != 1:
                raise Unsupported(excerpt(node), line(node))
            return self.assigned(inner[0])
        if node.type == "pipeline_chain":
            return self.chain_value(node)
        if node.type == "pipeline":
            return self.pipeline_value(node)
        out: list = []
        self.statement(node, out)
        return collapsed(out)

    def combined(self, sign: str, left: Any, right: Any) -> Any:
        """What `+=` and its like give."""
        if sign not in ARITHMETIC:
            raise Unsupported(f"the assignment {sign}=")
        return ARITHMETIC[sign](left, right)

    def store(self, target: Any, value: Any) -> None:
        """Gives a variable, a property or an element a value."""
        if target.type == "variable":
            if variable_name(target).lower() != "null":
                self.variables.set(variable_name(target), value)
        elif target.type == "member_access":
            members.set_property(self.value(target.children[0]), self.member_name(target), value)
        elif target.type == "element_access":
            base, _, index, _ = parts(target)
            members.set_element(self.value(base), self.value(index), value)
        elif target.type == "array_literal_expression":
            self.store_several(named(target), value)
        elif (made := self.typed(target)) is not None:
            kind, variable = made
            self.variables.constrain(variable_name(variable), lambda one: casts.cast(kind, one))
            self.variables.set(variable_name(variable), value)
        else:
            raise Unsupported(f"an assignment to {excerpt(target)}", line(target))

    def store_several(self, targets: list, value: Any) -> None:
        """`$a, $b = ...`: the last one gets what is left."""
        items = elements(value)
        for place, target in enumerate(targets):
            rest = items[place:]
            last = place == len(targets) - 1
            self.store(unwrapped(target), (collapsed(rest) if rest else None) if last else (rest or [None])[0])

    def typed(self, target: Any) -> tuple[str, Any] | None:
        """The type and the variable of `[type]$x`."""
        cast = target if target.type == "cast_expression" else child(target, "cast_expression")
        if cast is None:
            return None
        variable = unwrapped(named(cast)[1])
        return (type_text(named(cast)[0]), variable) if variable.type == "variable" else None

    # Pipelines

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

    # Expressions

    def value(self, node: Any) -> Any:
        """The value of an expression."""
        kind = node.type.replace("_argument_expression", "_expression")
        handler: Callable[[Any], Any] | None = getattr(self, "of_" + kind, None)
        if handler is None:
            raise Unsupported(f"the expression {node.type.replace('_', ' ')}: {excerpt(node)}", line(node))
        return handler(node)

    def only_child(self, node: Any) -> Any:
        """The value of the only child."""
        inner = named(node)
        if len(inner) != 1:
            raise Unsupported(excerpt(node), line(node))
        return self.value(inner[0])

    def of_unary_expression(self, node: Any) -> Any:
        """A node around an expression."""
        return self.only_child(node)

    of_argument_expression = of_left_assignment_expression = of_key_expression = of_unary_expression

    def of_pipeline(self, node: Any) -> Any:
        """A pipeline where a value is wanted."""
        return self.pipeline_value(node)

    def of_variable(self, node: Any) -> Any:
        """`$name`."""
        return self.variables.get(variable_name(node))

    def of_integer_literal(self, node: Any) -> int:
        """A whole number, perhaps with kb, mb or gb."""
        written = content(node).strip().lower()
        match = re.fullmatch(r"(0x[0-9a-f]+|\d+)(l?)(kb|mb|gb)?", written)
        if not match:
            raise Unsupported(f"the number {written}", line(node))
        return (
            int(match[1], 16 if match[1].startswith("0x") else 10)
            * {None: 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}[match[3]]
        )

    def of_real_literal(self, node: Any) -> float:
        """A fraction."""
        return float(content(node))

    def of_string_literal(self, node: Any) -> str:
        """A string."""
        return self.only_child(node)

    def of_verbatim_string_characters(self, node: Any) -> str:
        """A string in single quotes."""
        return content(node).strip()[1:-1].replace("''", "'")

    def of_verbatim_here_string_characters(self, node: Any) -> str:
        """A here-string in single quotes."""
        return re.sub(r"\r?\n'@$", "", re.sub(r"^@'[ \t]*\r?\n", "", content(node).strip()))

    def of_expandable_string_literal(self, node: Any) -> str:
        """A string in double quotes."""
        return self.expanded(node, node.text.find(b'"') + 1, len(node.text.rstrip()) - 1)

    def of_expandable_here_string_literal(self, node: Any) -> str:
        """A here-string in double quotes."""
        return self.expanded(
            node, node.text.find(b"\n") + 1, max(node.text.rfind(b"\n"), node.text.find(b"\n") + 1), here=True
        )

    def expanded(self, node: Any, start: int, end: int, here: bool = False) -> str:
        """The text between two places of a node, with variables and expressions in it."""
        made: list[str] = []
        place = start
        for inner in named(node):
            if inner.type not in ("variable", "sub_expression"):
                raise Unsupported(f"{inner.type} in a string", line(inner))
            begin = inner.start_byte - node.start_byte
            made.append(unescaped(node.text[place:begin].decode(), here))
            made.append(text(self.value(inner)))
            place = begin + len(inner.text)
            if (
                inner.type == "variable"
                and not content(inner).startswith("${")
                and node.text[place : place + 1] == b":"
            ):
                raise Unsupported(
                    f"{content(inner)}: in a string, which PowerShell takes for a drive: write ${{name}}", line(inner)
                )
        made.append(unescaped(node.text[place:end].decode(), here))
        return "".join(made)

    def of_array_expression(self, node: Any) -> list:
        """`@( ... )`: always an array, of what its statements put out."""
        out: list = []
        self.block(node, out)
        return out

    def of_sub_expression(self, node: Any) -> Any:
        """`$( ... )`."""
        return collapsed(self.of_array_expression(node))

    def of_parenthesized_expression(self, node: Any) -> Any:
        """`( ... )`."""
        value = self.pipeline_value(named(node)[0])
        return value

    def of_array_literal_expression(self, node: Any) -> list:
        """`a, b`."""
        return [none_of(self.value(one)) for one in named(node)]

    def of_hash_literal_expression(self, node: Any) -> Table:
        """`@{ ... }`."""
        made = Table()
        body = child(node, "hash_literal_body")
        for entry in named(body) if body is not None else []:
            key = unwrapped(child(entry, "key_expression"))
            name = content(key).strip() if key.type == "simple_name" else self.value(key)
            if name in made:
                raise Unsupported(
                    f"the key {text(name)} stands twice in a hashtable, which PowerShell does not parse", line(entry)
                )
            value_node = next(one for one in reversed(named(entry)) if one.type != "key_expression")
            made[name] = none_of(self.assigned(value_node))
        return made

    def of_script_block_expression(self, node: Any) -> ScriptBlock:
        """`{ ... }`."""
        return ScriptBlock(node)

    def of_type_literal(self, node: Any) -> TypeValue:
        """`[type]`."""
        return TypeValue(type_text(node))

    def of_cast_expression(self, node: Any) -> Any:
        """`[type]value`."""
        kind, operand = type_text(named(node)[0]), named(node)[1]
        value = self.value(operand)
        if casts.plain_name(kind) == "void":
            return NOTHING
        if casts.plain_name(kind) == "pscustomobject" and isinstance(value, Table):
            # The order of the literal is kept, although that of a hashtable is not.
            return casts.custom_object(value)
        return casts.cast(kind, value)

    def of_expression_with_unary_operator(self, node: Any) -> Any:
        """`-not`, `!`, `-`, `,` and others before a value."""
        if len(parts(node)) == 1:
            return self.value(parts(node)[0])
        sign = content(parts(node)[0]).strip().lower()
        operand = parts(node)[-1]
        if sign in ("++", "--"):
            return self.stepped(operand, sign, before=True)
        value = self.value(operand)
        if sign not in UNARY:
            raise Unsupported(f"the operator {sign}", line(node))
        return UNARY[sign](value)

    def of_post_increment_expression(self, node: Any) -> Any:
        """`$i++`."""
        return self.stepped(parts(node)[0], "++", before=False)

    def of_post_decrement_expression(self, node: Any) -> Any:
        """`$i--`."""
        return self.stepped(parts(node)[0], "--", before=False)

    def of_pre_increment_expression(self, node: Any) -> Any:
        """`++$i`."""
        return self.stepped(parts(node)[-1], "++", before=True)

    def of_pre_decrement_expression(self, node: Any) -> Any:
        """`--$i`."""
        return self.stepped(parts(node)[-1], "--", before=True)

    def stepped(self, target: Any, sign: str, before: bool) -> Any:
        """Counts a variable up or down."""
        old = self.value(target)
        new = number(old) + (1 if sign == "++" else -1)
        self.store(unwrapped(target), new)
        return new if before else number(old)

    def of_logical_expression(self, node: Any) -> bool:
        """-and and -or look at their right side only if they must; -xor always."""
        left, operator, right = parts(node)
        first = truth(self.value(left))
        match content(operator).strip().lower():
            case "-and":
                return first and truth(self.value(right))
            case "-or":
                return first or truth(self.value(right))
            case "-xor":
                return first != truth(self.value(right))
        raise Unsupported(f"the operator {content(operator)}", line(node))

    def of_bitwise_expression(self, node: Any) -> Any:
        """-band and its like."""
        left, operator, right = parts(node)
        sign = content(operator).strip().lower()
        if sign in ("-and", "-or", "-xor"):
            return self.of_logical_expression(node)
        if sign not in operators.BITS:
            raise Unsupported(f"the operator {sign}", line(node))
        return operators.BITS[sign](round(number(self.value(left))), round(number(self.value(right))))

    def of_comparison_expression(self, node: Any) -> Any:
        """-eq, -match, -join and their like."""
        left, operator, right = parts(node)
        sign = content(operator).strip().lower()
        if sign in operators.BITS:
            return self.of_bitwise_expression(node)
        first, second = self.value(left), self.value(right)
        if sign.endswith("match") and not isinstance(first, list):
            return self.matches(first, second, sign.startswith("-c")) != sign.endswith("notmatch")
        if sign in ("-is", "-isnot", "-as"):
            return self.typed_operator(sign, first, second, line(node))
        return operators.comparison(sign, first, second)

    def matches(self, value: Any, pattern: Any, exact: bool) -> bool:
        """-match and -notmatch of a single value set $Matches if it matches, and leave it as it was if not."""
        found = operators.regex(pattern, exact).search(text(value))
        if found:
            groups = Table({0: found[0]})
            for place, one in enumerate(found.groups(), 1):
                if one is not None:
                    groups[place] = one
            for name, one in found.groupdict().items():
                if one is not None:
                    groups[name] = one
            self.variables.set("Matches", groups)
        return found is not None

    def typed_operator(self, sign: str, value: Any, kind: Any, place: int) -> Any:
        """-is, -isnot and -as."""
        name = kind.name if isinstance(kind, TypeValue) else text(kind)
        if sign == "-as":
            try:
                return casts.cast(name, value)
            except Fault:
                return None
        return operators.is_type(value, casts.plain_name(name)) == (sign == "-is")

    def arithmetic(self, node: Any) -> Any:
        """`+`, `-`, `*`, `/`, `%`."""
        left, operator, right = parts(node)
        sign = content(operator).strip()
        if sign not in ARITHMETIC:
            raise Unsupported(f"the operator {sign}", line(node))
        return ARITHMETIC[sign](self.value(left), self.value(right))

    of_additive_expression = of_multiplicative_expression = arithmetic

    def of_format_expression(self, node: Any) -> str:
        """`-f`."""
        left, _, right = parts(node)
        return operators.formatted(self.value(left), self.value(right))

    def of_range_expression(self, node: Any) -> list[int]:
        """`a..b`."""
        left, _, right = parts(node)
        return operators.ranged(self.value(left), self.value(right))

    # Members

    def member_name(self, node: Any) -> str:
        """The name behind the dot, which a variable or a string may say."""
        inner = named(child(node, "member_name"))[0]
        return content(inner).strip() if inner.type == "simple_name" else text(self.value(inner))

    def of_member_access(self, node: Any) -> Any:
        """`value.Name` and `[type]::Name`."""
        name = self.member_name(node)
        base = self.value(parts(node)[0])
        if isinstance(base, TypeValue):
            return members.static_property(base.name, name)
        found = members.property_of(base, name)
        if found is not members.MISSING and not (is_null(base) and self.variables.strict):
            return found
        return self.without_property(base, name, line(node))

    def without_property(self, base: Any, name: str, place: int) -> None:
        """A property that is not there is `$null`, and an error under Set-StrictMode."""
        if self.variables.strict:
            raise Fault(f"The property '{name}' cannot be found on this object. Verify that the property exists.")
        if not isinstance(base, Table) and not is_null(base) and base != []:
            self.transcript.notes.append(f"line {place}: there is no property {name} on {members.type_name(base)}")

    def of_element_access(self, node: Any) -> Any:
        """`value[index]`."""
        base, _, index, _ = parts(node)
        return members.element(self.value(base), self.value(index))

    def of_invocation_expression(self, node: Any) -> Any:
        """`value.Method(...)`."""
        name = self.member_name(node)
        listed = child(child(node, "argument_list"), "argument_expression_list")
        values = [none_of(self.value(one)) for one in named(listed)] if listed is not None else []
        base = self.value(parts(node)[0])
        if isinstance(base, TypeValue):
            return members.static_call(base.name, name, values)
        if isinstance(base, list) and name.lower() in ("where", "foreach") and len(values) == 1:
            return self.block_method(name.lower(), base, values[0])
        if isinstance(base, Record) and base.kind == "PSCmdlet":
            return self.of_cmdlet(name, values, line(node))
        return members.call(base, name, values)

    def block_method(self, name: str, items: list, block: Any) -> list:
        """`.Where({ ... })` and `.ForEach({ ... })`."""
        made: list = []
        for item in items:
            with self.variables.automatic("_", item):
                output = self.run_block(block)
            if name == "foreach":
                made.extend(output)
            elif truth(collapsed(output)):
                made.append(item)
        return made

    def of_cmdlet(self, name: str, values: list, place: int) -> Any:
        """The methods of $PSCmdlet."""
        if name.lower() == "shouldprocess":
            return self.should_process(values)
        if name.lower() == "throwterminatingerror" and isinstance(values[0], Record):
            raise PowerShellError(values[0])
        if name.lower() == "shouldcontinue":
            raise Unsupported("ShouldContinue, which asks a person", place)
        raise Unsupported(f"$PSCmdlet.{name}()", place)

    def should_process(self, values: list) -> bool:
        """Whether a change may happen; with -WhatIf it is only said."""
        if len(values) not in (1, 2):
            raise Unsupported(f"ShouldProcess with {len(values)} arguments")
        if truth(self.variables.get("WhatIfPreference")):
            action = text(values[1]) if len(values) == 2 else text(self.variables.command_name)
            self.transcript.what_if.append(
                f'What if: Performing the operation "{action}" on target "{text(values[0])}".'
            )
            return False
        return True


def variable_name(node: Any) -> str:
    """The name of a variable, without $ and braces."""
    written = content(node).strip()
    return written[2:-1] if written.startswith("${") else written[1:]


def type_text(node: Any) -> str:
    """The name of a type between its brackets."""
    return content(node).strip()[1:-1].strip()


def none_of(value: Any) -> Any:
    """`$null` where a pipeline gave nothing."""
    return None if value is NOTHING else value


def excerpt(node: Any) -> str:
    """The beginning of a node, for messages."""
    written = " ".join(content(node).split())
    return written if len(written) <= 60 else written[:57] + "..."


def unescaped(written: str, here: bool) -> str:
    """What stands in double quotes, with backticks and doubled quotes resolved."""
    signs = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
    plain = written if here else written.replace('""', '"')
    return re.sub(r"`(.)", lambda match: signs.get(match[1], match[1]), plain, flags=re.DOTALL)


def negative(value: Any) -> int | float:
    """`-` before a value."""
    return -number(value)


UNARY: dict[str, Callable[[Any], Any]] = {
    "-not": lambda value: not truth(value),
    "!": lambda value: not truth(value),
    "-": negative,
    "+": number,
    ",": lambda value: [none_of(value)],
    "-join": lambda value: "".join(text(one) for one in elements(value)),
    "-split": lambda value: [part for one in elements(value) for part in text(one).split()],
    "-bnot": lambda value: ~round(number(value)),
}
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operators.added,
    "-": lambda a, b: number(a) - number(b),
    "*": operators.multiplied,
    "/": operators.divided,
    "%": operators.remainder,
}
