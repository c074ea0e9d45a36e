"""Expressions: literals, operators, arrays and hashtables (about_Operators, about_Quoting_Rules)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from verify.powershell import casts, operators
from verify.powershell.access import Access
from verify.powershell.base import TypeValue
from verify.powershell.errors import (
    Fault,
    Unsupported,
)
from verify.powershell.syntax import child, content, excerpt, line, named, parts, type_text, unwrapped, variable_name
from verify.powershell.values import (
    NOTHING,
    ScriptBlock,
    Table,
    collapsed,
    elements,
    none_of,
    number,
    text,
    truth,
)


class Expressions(Access):
    """What expressions give."""

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
        if sign not in operators.ARITHMETIC:
            raise Unsupported(f"the operator {sign}", line(node))
        return operators.ARITHMETIC[sign](self.value(left), self.value(right))

    of_additive_expression = of_multiplicative_expression = arithmetic

    def of_format_expression(self, node: Any) -> str:
        """`-f`."""
        left, _, right = parts(node)
        return operators.formatted(self.value(left), self.value(right))

    def of_range_expression(self, node: Any) -> list[int]:
        """`a..b`."""
        left, _, right = parts(node)
        return operators.ranged(self.value(left), self.value(right))


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
