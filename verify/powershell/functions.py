"""Functions of a script, its script blocks, and the script itself: parameters, scope and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verify.powershell import binding, casts
from verify.powershell.binding import Bound, Given, Parameter, Signature
from verify.powershell.errors import Fault, Return, Unsupported
from verify.powershell.operators import equal, order, regex
from verify.powershell.syntax import child, content, everything, line, named, unwrapped
from verify.powershell.values import Record, ScriptBlock, Table, elements, is_null, text, truth

if TYPE_CHECKING:
    from verify.powershell.base import Base

UNSET: dict[str, Any] = {"string": "", "switch": False, "bool": False, "int": 0, "int32": 0}
"""What a typed parameter is that nobody gave and that has no default."""


class Function:
    """A function, or the script: what it takes, and what it does."""

    def __init__(self, interpreter: Base, name: str, node: Any) -> None:
        self.interpreter = interpreter
        self.name = name
        self.node = node
        block = child(node, "script_block") or node
        declared = child(block, "param_block")
        self.body = None if block is node and node.type == "function_statement" else block
        attributes = attributes_of(declared)
        self.binding = attributes.get("cmdletbinding")
        listed = child(declared, "parameter_list") if declared is not None else None
        if (inline := child(node, "function_parameter_declaration")) is not None:
            listed = child(inline, "parameter_list")
        self.types: dict[str, str] = {}
        parameters = [] if listed is None else [self.parameter(one) for one in named(listed)]
        advanced = self.binding is not None or any(
            "parameter" in attributes_of(one) for one in (named(listed) if listed else [])
        )
        place_parameters(parameters, explicit=any(one.position is not None for one in parameters))
        should = truth((self.binding or {}).get("supportsshouldprocess", False))
        if text((self.binding or {}).get("confirmimpact", "")).lower() == "high":
            raise Unsupported("ConfirmImpact High, which asks a person", line(declared))
        self.signature = Signature(name, parameters, common=advanced, should_process=should, simple=not advanced)

    def parameter(self, node: Any) -> Parameter:
        """A parameter as it is declared."""
        name = content(child(node, "variable"))[1:]
        attributes = attributes_of(node)
        kind = casts.plain_name(attributes["type"]) if "type" in attributes else "object"
        self.types[name.lower()] = kind
        settings = attributes.get("parameter", {})
        default = child(node, "script_parameter_default")
        position = settings.get("position")
        return Parameter(
            name=name,
            convert=converter(kind),
            switch=kind in ("switch", "management.automation.switchparameter"),
            position=None if position is None else int(position),
            mandatory=truth(settings.get("mandatory", False)),
            from_pipeline=truth(settings.get("valuefrompipeline", False)),
            aliases=tuple(text(one) for one in elements(attributes.get("alias", {}).get("values", []))),
            sets=(settings["parametersetname"],) if "parametersetname" in settings else (),
            default=named(default)[0] if default is not None else None,
            checks=checks_of(attributes),
        )

    def run_as_script(self, arguments: list[Given], out: list) -> None:
        """Runs the script itself, whose variables are those that `$script:` names."""
        self.fill(first := binding.bind(self.signature, arguments))
        try:
            self.run_blocks(arguments, first, None, False, out)
        except Return:
            pass

    def call(self, arguments: list[Given], flow: list | None, place: int) -> list:
        """Runs it in a scope of its own, and gives back what it puts out."""
        output: list = []
        takes = any(one.from_pipeline for one in self.signature.parameters)
        if flow and not takes and not self.has_process():
            raise Unsupported(f"input through the pipeline for the function {self.name}, which takes none", place)
        first = binding.bind(self.signature, arguments, flow[0] if flow and takes else None, bool(flow) and takes)
        variables = self.interpreter.variables
        with variables.scope():
            self.fill(first)
            try:
                self.run_blocks(arguments, first, flow, takes, output)
            except Return:
                pass
        return output

    def run_blocks(self, arguments: list[Given], first: Bound, flow: list | None, takes: bool, out: list) -> None:
        """begin once, process for each input, end once; a body without blocks is an end block."""
        blocks = self.blocks()
        if "begin" in blocks:
            self.interpreter.block(blocks["begin"], out)
        if "process" in blocks:
            for place, item in enumerate([None] if flow is None else flow):
                if takes and flow is not None and place:
                    self.fill(binding.bind(self.signature, arguments, item, True))
                with self.interpreter.variables.automatic("_", item):
                    self.interpreter.block(blocks["process"], out)
        if "end" in blocks:
            self.interpreter.block(blocks["end"], out)

    def blocks(self) -> dict[str, Any]:
        """The blocks of the body, by name."""
        body = None if self.body is None else body_of(self.body)
        if body is None:
            return {}
        listed = child(body, "named_block_list")
        if listed is None:
            return {"end": body}
        return {
            content(child(one, "block_name")).strip().lower(): child(one, "statement_block") for one in named(listed)
        }

    def has_process(self) -> bool:
        """Whether there is a process block."""
        return "process" in self.blocks()

    def fill(self, bound: Bound) -> None:
        """Sets the variables of a call."""
        variables = self.interpreter.variables
        table = Table(ordered=True)
        for name, value in [*bound.values.items(), *bound.common.items()]:
            table[name] = value
        for parameter in self.signature.parameters:
            kind = self.types[parameter.name.lower()]
            if parameter.name in bound:
                value = bound.get(parameter.name)
            elif parameter.default is not None:
                value = parameter.convert(self.interpreter.value(parameter.default))
            else:
                value = UNSET.get(kind)
            if kind not in ("object", "switch"):
                variables.constrain(parameter.name, parameter.convert)
            variables.stack[-1].values[parameter.name.lower()] = value
        variables.set("args", bound.rest)
        variables.set("PSBoundParameters", table)
        if not self.signature.simple:
            invocation = Record(
                "InvocationInfo", {"MyCommand": Record("CommandInfo", {"Name": self.name}), "BoundParameters": table}
            )
            variables.set(
                "PSCmdlet", Record("PSCmdlet", {"MyInvocation": invocation, "ParameterSetName": self.set_of(bound)})
            )
            variables.command_name = self.name
        self.apply_common(bound)

    def set_of(self, bound: Bound) -> str:
        """The parameter set that a call means."""
        sets = [one.sets[0] for one in self.signature.parameters if one.sets and one.name in bound]
        return sets[0] if sets else text((self.binding or {}).get("defaultparametersetname", "__AllParameterSets"))

    def apply_common(self, bound: Bound) -> None:
        """Common parameters set the preferences of the call."""
        variables = self.interpreter.variables
        for name, preference in (("ErrorAction", "ErrorActionPreference"), ("WarningAction", "WarningPreference")):
            if name in bound.common:
                variables.set(preference, bound.common[name])
        if "Verbose" in bound.common:
            variables.set("VerbosePreference", "Continue" if bound.common["Verbose"] else "SilentlyContinue")
        if "WhatIf" in bound.common:
            variables.set("WhatIfPreference", bound.common["WhatIf"])
        if bound.common.get("Confirm"):
            raise Unsupported("-Confirm, which asks a person")


def place_parameters(parameters: list[Parameter], explicit: bool) -> None:
    """Without explicit positions, parameters that are no switches have them in their order."""
    if explicit:
        return
    for place, parameter in enumerate(one for one in parameters if not one.switch):
        parameter.position = place


def converter(kind: str) -> Any:
    """How an argument for a declared type is made; strict where a cast is not."""
    if kind == "string":
        return binding.single
    if kind in ("switch", "management.automation.switchparameter"):
        return binding.switched
    if kind in ("bool", "boolean"):
        return binding.boolean
    return lambda value: casts.cast(kind, value)


def body_of(block: Any) -> Any:
    """The statements of a script block, or of the script."""
    inner = child(block, "script_block")
    if inner is not None:
        block = inner
    return child(block, "script_block_body", "statement_list")


def invoke_block(interpreter: Base, block: ScriptBlock, arguments: list[Given], flow: list | None) -> list:
    """`& { ... }`: in a scope of its own."""
    node = child(block.node, "script_block")
    if node is None:
        return []
    return Function(interpreter, "script block", node).call(arguments, flow, line(block.node))


# Attributes


def attributes_of(node: Any) -> dict[str, Any]:
    """What stands in brackets before a parameter or a param block, by name in lower case."""
    made: dict[str, Any] = {}
    listed = child(node, "attribute_list") if node is not None else None
    for one in named(listed) if listed is not None else []:
        literal = child(one, "type_literal")
        if literal is not None:
            made["type"] = content(literal).strip()[1:-1]
            continue
        name = casts.plain_name(content(child(one, "attribute_name")).strip()).removesuffix("attribute")
        name = name.removeprefix("management.automation.")
        if name not in KNOWN_ATTRIBUTES:
            raise Unsupported(f"the attribute [{name}]", line(one))
        made[name] = arguments_of(one)
    return made


KNOWN_ATTRIBUTES = {
    "cmdletbinding", "parameter", "outputtype", "alias", "validateset", "validatenotnullorempty", "validatenotnull",
    "validatepattern", "validaterange", "validatecount", "validatelength", "allownull", "allowemptystring",
    "allowemptycollection",
}  # fmt: skip


def arguments_of(attribute: Any) -> dict[str, Any]:
    """The arguments of an attribute: by name, and those without one under `values`."""
    made: dict[str, Any] = {"values": []}
    listed = child(attribute, "attribute_arguments")
    for one in named(listed) if listed is not None else []:
        inner = named(one)
        if inner[0].type == "simple_name":
            made[content(inner[0]).strip().lower()] = literal(inner[1]) if len(inner) > 1 else True
        elif child(unwrapped(inner[0]), "type_spec") is None:
            made["values"] += elements(literal(inner[0]))
    return made


def literal(node: Any) -> Any:
    """The value of an argument of an attribute, which must be a constant."""
    node = unwrapped(node)
    if node.type == "array_literal_expression":
        return [literal(one) for one in named(node)]
    if node.type == "variable":
        return {"$true": True, "$false": False}[content(node).lower()]
    leaf = next(one for one in everything(node) if not one.named_children)
    written = content(leaf).strip()
    return int(written) if written.isdigit() else written[1:-1].replace("''", "'") if written[:1] in "'\"" else written


def checks_of(attributes: dict[str, Any]) -> list:
    """The checks that validation attributes make."""
    checks = []

    def each(test: Any, complaint: str) -> None:
        def check(value: Any) -> None:
            for item in elements(value):
                if not test(item):
                    raise Fault(f'The argument "{text(item)}" {complaint}')

        checks.append(check)

    if "validateset" in attributes:
        allowed = attributes["validateset"]["values"]
        each(
            lambda item: any(equal(one, item) for one in allowed),
            f'does not belong to the set "{",".join(map(text, allowed))}".',
        )
    if "validatepattern" in attributes:
        pattern = attributes["validatepattern"]["values"][0]
        each(lambda item: regex(pattern).search(text(item)) is not None, f'does not match the "{pattern}" pattern.')
    if "validaterange" in attributes:
        low, high = attributes["validaterange"]["values"]
        each(lambda item: order(item, low) >= 0 and order(item, high) <= 0, f"is not within {low} and {high}.")
    if "validatenotnullorempty" in attributes or "validatenotnull" in attributes:
        checks.append(not_empty)
    for name in ("validatecount", "validatelength"):
        if name in attributes:
            raise Unsupported(f"the attribute [{name}]")
    return checks


def not_empty(value: Any) -> None:
    """ValidateNotNullOrEmpty."""
    if is_null(value) or value in ("", []) or any(is_null(one) or one == "" for one in elements(value)):
        raise Fault("The argument is null or empty.")
