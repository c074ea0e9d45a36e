"""Members of values: properties, elements, methods, and `$PSCmdlet`."""

from __future__ import annotations

from typing import Any

from verify.powershell import members, statics
from verify.powershell.base import Base, TypeValue
from verify.powershell.errors import (
    Fault,
    PowerShellError,
    Unsupported,
)
from verify.powershell.syntax import child, content, line, named, parts
from verify.powershell.values import (
    Record,
    Table,
    collapsed,
    is_null,
    none_of,
    text,
    truth,
)


class Access(Base):
    """How members are read and called."""

    def member_name(self, node: Any) -> str:
        """The name behind the dot, which a variable or a string may say."""
        inner = named(child(node, "member_name"))[0]
        return content(inner).strip() if inner.type == "simple_name" else text(self.value(inner))

    def of_member_access(self, node: Any) -> Any:
        """`value.Name` and `[type]::Name`."""
        name = self.member_name(node)
        base = self.value(parts(node)[0])
        if isinstance(base, TypeValue):
            return statics.static_property(base.name, name)
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
            return statics.static_call(base.name, name, values)
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
