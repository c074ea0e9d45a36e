"""Walks the tree of a script and does what it says; what it does not know is an error that names it and its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.powershell import casts, functions, operators
from verify.powershell.errors import (
    Break,
    Continue,
    Exit,
    Fault,
    PowerShellError,
    Return,
    Unsupported,
)
from verify.powershell.pipelines import Pipelines
from verify.powershell.syntax import child, content, excerpt, line, named, parts, variable_name
from verify.powershell.values import (
    Record,
    ScriptBlock,
    collapsed,
    elements,
    is_null,
    number,
    text,
    truth,
)

STEP_LIMIT = 200_000
"""After how many statements a script is taken for one that never ends."""


class Interpreter(Pipelines):
    """Runs the statements of one script on one machine."""

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
