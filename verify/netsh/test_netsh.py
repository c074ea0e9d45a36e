"""The netsh of `netsh.c`, and the scripts that are broken on purpose."""

from __future__ import annotations

import unittest

from verify.netsh import plans
from verify.netsh.registry import State, read, written
from verify.netsh.states import OTHERS
from verify.netsh.wine import Fault, Result, Wine

ADD = "netsh advfirewall firewall add rule name=a dir=in action=allow "
SET = "netsh advfirewall firewall set rule name=a "
TEXT = r"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|IFType=Lan|App=C:\a.exe|Svc=ftpsvc|Name=a|Desc=b|"


class NetshTests(unittest.TestCase):
    """A class, as the library wants one; the prefix is made once for all."""

    wine: Wine

    @classmethod
    def setUpClass(cls) -> None:
        cls.wine = cls.enterClassContext(Wine())

    def run_lines(self, state: State, *lines: str, **options: object) -> Result:
        """Runs commands, each of which says what its status was."""
        script = ["@echo off", *(f"{line} >nul\r\necho %errorlevel%" for line in lines)]
        return self.wine.run("\r\n".join([*script, ""]), state, **options)

    def statuses(self, state: State, *lines: str) -> list[int]:
        """The statuses of some commands."""
        return [int(line) for line in self.run_lines(state, *lines).output.split()]

    def test_it_refuses_what_netsh_refuses(self) -> None:
        wrong = [
            "netsh advfirewall firewall add rule name=a dir=in",
            "netsh advfirewall firewall add rule name=a action=allow",
            "netsh advfirewall firewall add rule dir=in action=allow",
            "netsh advfirewall firewall add rule name=all dir=in action=allow",
            "netsh advfirewall firewall add rule name= dir=in action=allow",
            ADD + "localport=21",
            *(
                ADD + "protocol=tcp " + word
                for word in (
                    "localport=21,,990", "localport=65536", "localport=50100-50000", "localport=ftp", "remoteip=10.0.0.4/8",
                    "remoteip=10.0.0", "remoteip=any,10.0.0.4", "remoteip=", "localip=localsubnet", "enable=true", "dir=inbound",
                    "profile=all", "protokol=tcp", "service", "description=a^|b",
                )
            ),
            SET + "localport=22",
            SET + "new localport=70000",
            "netsh advfirewall firewall set rule name=b new localport=22",
            "netsh advfirewall firewall show rule name=b",
            "netsh advfirewall firewall delete rule name=b",
            "netsh advfirewall set global StatefulFtp off",
        ]  # fmt: skip
        result = self.run_lines(State({"{A}": TEXT}), *wrong)
        self.assertEqual(result.output.split(), ["1"] * len(wrong))
        self.assertEqual(result.state, State({"{A}": TEXT}))

    def test_what_is_documented_and_not_known_is_told_apart(self) -> None:
        unknown = ["netsh advfirewall reset", "netsh firewall show state", "netsh advfirewall firewall delete rule name=a dir=in"]
        self.assertEqual(self.statuses(State({"{A}": TEXT}), *unknown), [70, 70, 70])

    def test_it_writes_what_windows_writes(self) -> None:
        words = "protocol=TCP localport=21,50000-50100 localip=10.0.0.4 remoteip=203.0.113.0/24,198.51.100.7,2001:db8::/32"
        result = self.run_lines(State(), ADD + words + ' enable=no profile=domain,private service=ftpsvc description="a b"')
        self.assertEqual(
            list(result.state.rules.values()),
            [
                "v2.30|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=21"
                "|LPort2_10=50000-50100|LA4=10.0.0.4|RA4=203.0.113.0/255.255.255.0|RA4=198.51.100.7|RA6=2001:db8::/32"
                "|Svc=ftpsvc|Name=a|Desc=a b|"
            ],
        )

    def test_set_leaves_what_it_is_not_told(self) -> None:
        result = self.run_lines(State({"{A}": TEXT}), SET + "new localport=22 action=block")
        expected = TEXT.replace("LPort=21", "LPort=22").replace("Action=Allow", "Action=Block")
        self.assertEqual(result.state.rules, {"{A}": expected})

    def test_names_are_the_same_in_capitals_and_all_rules_have_one(self) -> None:
        state = State({"{A}": TEXT, "{B}": TEXT, "{C}": TEXT.replace("Name=a|", "Name=ab|")})
        result = self.run_lines(state, "netsh advfirewall firewall delete rule name=A")
        self.assertEqual(list(result.state.rules), ["{C}"])

    def test_a_call_fails_when_it_is_told_to(self) -> None:
        lines = [ADD, "netsh advfirewall firewall show rule name=a", "reg add HKLM\\SOFTWARE\\ftpsgate-netsh\\x /f", ADD]
        for fault, statuses in (
            (Fault(1, -1), ["-1", "1", "0", "0"]), (Fault(2, 5), ["0", "0", "5", "0"]), (Fault(3), ["0", "0", "0", "1"]),
        ):  # fmt: skip
            result = self.run_lines(State(), *lines, fault=fault, watched=True)
            self.assertEqual(result.output.split(), statuses)
            self.assertEqual(len(result.changes), 3)
        self.assertEqual(self.run_lines(State(), ADD, stopped=True).output.split(), ["1"])

    def test_a_state_comes_back_as_it_was_put(self) -> None:
        state = State(dict(OTHERS), {"ftpsgate-1": {"a": TEXT, "plan": '"\\'}}, stateful=False)
        self.assertEqual(self.run_lines(state).state, state)
        self.assertIn("DisableStatefulFTP", written(state).decode("utf-16"))
        self.assertRaises(UnicodeError, read, b"\0", b"")

    def test_fields_of_texts_are_compared_in_one_spelling(self) -> None:
        self.assertEqual(plans.fields(TEXT)["Ports"], ("21-21",))
        one, other = (plans.fields(f"v2.{number}|LA4=10.0.0.0/{mask}|") for number, mask in ((10, 8), (31, "255.0.0.0")))
        self.assertEqual(one, other)
        self.assertNotEqual(plans.fields(TEXT), plans.fields(TEXT + "Edge=TRUE|"))
        self.assertIn("Unreadable", plans.fields(TEXT.removeprefix("v")))


if __name__ == "__main__":
    unittest.main()
