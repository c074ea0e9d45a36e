"""Assignments (about_Assignment_Operators)."""

from __future__ import annotations

from typing import Any

from verify.powershell import casts, members, operators
from verify.powershell.errors import (
    Unsupported,
)
from verify.powershell.expressions import Expressions
from verify.powershell.syntax import child, content, excerpt, line, named, parts, type_text, unwrapped, variable_name
from verify.powershell.values import (
    collapsed,
    elements,
)


class Assignments(Expressions):
    """What assignments do."""

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
        if sign not in operators.ARITHMETIC:
            raise Unsupported(f"the assignment {sign}=")
        return operators.ARITHMETIC[sign](left, right)

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
