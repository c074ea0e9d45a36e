# Ingress rules of an EC2 security group for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 6e605b485406b6a0c7bc66cc5ba31cc7d2b6ce92b61e72edd40cb50d8a7338f9
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Look first: terraform init, then terraform plan -var security_group_id=sg-...
# Then the same with apply in place of plan. A rule of somebody else with the same ports and network stops it
# (InvalidPermission.Duplicate): import it, or take it away. Rules of an earlier plan go with the next apply.
# Where aws_security_group has ingress blocks in it, Terraform removes all others at its next apply. The provider's
# documentation wants no aws_security_group_rule resources for the same group either.
# Keep the file in a folder of its own: it says which provider it needs.
# Undo: terraform destroy, or remove this file and apply.
#
# The group has to be there already. Its other rules stay, and nothing is said of what it lets out.
# A group stands before whole network interfaces, and lets clients in at each address of these.
# Of two plans for one group only one can have a rule, such as that of the passive ports: write one plan for both.
# Give it to each network interface by which clients come to the server.
#
# Sites:
#   - R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
#
# ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules
# open 49152-65535, its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better
# set lowDataChannelPort and highDataChannelPort, and write this script again.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "security_group_id" {
  description = "The id of the security group that the server's network interfaces have: sg-..."
  type        = string
}

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_21_from_any_ipv4" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-21"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 21
  to_port           = 21
  tags              = { Name = "ftpsgate-1.in-tcp-21" }
}

resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_21_from_any_ipv6" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-21"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 21
  to_port           = 21
  tags              = { Name = "ftpsgate-1.in-tcp-21" }
}

# 49152-65535: FTP passive data channel
#   From: no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport
resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_49152_65535_from_any_ipv4" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-49152-65535"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 49152
  to_port           = 65535
  tags              = { Name = "ftpsgate-1.in-tcp-49152-65535" }
}

resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_49152_65535_from_any_ipv6" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-49152-65535"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 49152
  to_port           = 65535
  tags              = { Name = "ftpsgate-1.in-tcp-49152-65535" }
}
