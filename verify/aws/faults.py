"""Outputs that are broken on purpose; each must be refused, or be found to be something else than the plan."""

from __future__ import annotations

import dataclasses

from verify.aws.outputs import Outputs


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is broken, and how: a text of an output, once, for another one."""

    what: str
    output: str
    old: str
    new: str

    def broken(self, outputs: Outputs) -> Outputs:
        """The outputs with the fault in them."""
        text = getattr(outputs, self.output)
        if self.old not in text:
            raise ValueError(f"{self.what}: no {self.old!r} to break")
        return dataclasses.replace(outputs, **{self.output: text.replace(self.old, self.new, 1)})


def template(what: str, old: str, new: str) -> Fault:
    """A fault of a template."""
    return Fault(what, "template", old, new)


def terraform(what: str, old: str, new: str) -> Fault:
    """A fault of a Terraform file."""
    return Fault(what, "terraform", old, new)


RANGE = '"FromPort": 50000,\n        "ToPort": 50100'
FAULTS = [
    template("a misspelt property", '"CidrIp"', '"CidrIP"'),
    template("a port that is a word", '"FromPort": 21', '"FromPort": "ftp"'),
    template("a port that is none", '"ToPort": 50100', '"ToPort": 99999'),
    template("swapped ports", RANGE, '"FromPort": 50100,\n        "ToPort": 50000'),
    template("no group", '"GroupId": {"Ref": "SecurityGroupId"},', ""),
    template("a parameter that is not there", '"Ref": "SecurityGroupId"', '"Ref": "GroupId"'),
    template("another group", '{"Ref": "SecurityGroupId"}', '"sg-00000000"'),
    template("no protocol", '"IpProtocol": "tcp",', ""),
    template("another protocol", '"tcp"', '"udp"'),
    template("an address without its length", '"CidrIp": "0.0.0.0/0"', '"CidrIp": "0.0.0.0"'),
    template("IPv4 as IPv6", '"CidrIp": "0.0.0.0/0"', '"CidrIpv6": "0.0.0.0/0"'),
    template("nobody", ',\n        "CidrIp": "0.0.0.0/0"', ""),
    template("fewer ports", '"ToPort": 50100', '"ToPort": 50099'),
    template("outbound", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"),
    template("a sign that no name has", '"Tcp21From', '"Tcp21.From'),
    template("half a template", '"Resources": {', '"Resources": '),
    terraform("a misspelt argument", "cidr_ipv4 ", "cidr_block "),
    terraform("a port that is a word", "= 50000\n", '= "ftp"\n'),
    terraform("a port that is none", "= 50100\n", "= 99999\n"),
    terraform("swapped ports", "from_port         = 50000", "from_port         = 50101"),
    terraform("no group", "  security_group_id = var.security_group_id\n", ""),
    terraform("a variable that is not there", "var.security_group_id", "var.group_id"),
    terraform("another group", "var.security_group_id", '"sg-00000000"'),
    terraform("no protocol", '  ip_protocol       = "tcp"\n', ""),
    terraform("an address without its length", '"0.0.0.0/0"', '"0.0.0.0"'),
    terraform("IPv4 as IPv6", "cidr_ipv4 ", "cidr_ipv6 "),
    terraform("nobody", '  cidr_ipv4         = "0.0.0.0/0"\n', ""),
    terraform("more ports", "from_port         = 50000", "from_port         = 49999"),
    terraform("outbound", "_ingress_rule", "_egress_rule"),
    terraform("two resources of one name", "in_tcp_21_from_any_ipv6", "in_tcp_21_from_any_ipv4"),
    terraform("half a block", 'resource "aws', 'resource aws"'),
]
