"""Get-Service and the cmdlets that start and stop services (Microsoft.PowerShell.Management)."""

from __future__ import annotations

from verify.powershell import binding
from verify.powershell.binding import Parameter
from verify.powershell.commands import PLAIN, Call, cmdlet
from verify.powershell.operators import like
from verify.powershell.rule import enumeration
from verify.powershell.selection import has_wildcard
from verify.powershell.values import Record

KINDS = ("Microsoft.PowerShell.Commands.ServiceCommandException", *PLAIN)
NAME = Parameter("Name", binding.strings, position=0)


def record(call: Call, name: str) -> Record:
    """A service as an object."""
    status = enumeration("ServiceStatus", call.state.services[name])
    return Record(
        "System.ServiceProcess.ServiceController",
        {"Name": name, "ServiceName": name, "DisplayName": name, "Status": status},
        name,
    )


def found(call: Call) -> list[str]:
    """The services that are meant; one that is not there is an error."""
    names: list[str] = []
    for wanted in call.get("Name", ["*"]):
        hits = [one for one in call.state.services if like(one, wanted)]
        if not hits and not has_wildcard(wanted):
            call.error(f"Cannot find any service with service name '{wanted}'.", KINDS, "NoServiceFoundForGivenName")
        names.extend(hits)
    return names


@cmdlet(
    "Get-Service",
    NAME,
    documented="DisplayName Include Exclude InputObject ComputerName DependentServices RequiredServices",
)
def get_service(call: Call) -> list:
    """Services."""
    return [record(call, name) for name in found(call)]


def changer(name: str, status: str, always: bool) -> None:
    """Declares Restart-, Start- and Stop-Service."""

    @cmdlet(
        name,
        NAME,
        Parameter("Force", binding.switched, switch=True),
        Parameter("PassThru", binding.switched, switch=True),
        should_process=True,
        documented="InputObject DisplayName Include Exclude NoWait",
    )
    def handler(call: Call) -> list:
        if "Name" not in call:
            raise binding.Fault(f"{name}: which service?", binding.BINDING)
        output: list = []
        for one in found(call):
            different = always or call.state.services[one] != status

            def make(one: str = one, different: bool = different) -> bool:
                call.state.services[one] = status
                return different

            if call.change(one, make) and call.get("PassThru"):
                output.append(record(call, one))
        return output


changer("Restart-Service", "Running", always=True)
changer("Start-Service", "Running", always=False)
changer("Stop-Service", "Stopped", always=False)
