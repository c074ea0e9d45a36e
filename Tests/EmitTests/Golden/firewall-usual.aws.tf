# Ingress rules of an EC2 security group for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
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
# NOTE: active data connections leave from TCP 20, 989, and nothing here lets them out: a security group has no
# source ports. They leave by its egress rules, which let everything out unless somebody has changed them. Look:
# aws ec2 describe-security-group-rules --filters Name=group-id,Values=GROUP --query 'SecurityGroupRules[?IsEgress]'
# Where these let out less, active data needs one for TCP to all ports of the clients.
#
# Sites:
#   - Default FTP Site

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
#   From: binding *:21: of site Default FTP Site
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

# 990: FTP control channel, implicit TLS
#   From: binding *:990: of site Default FTP Site
resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_990_from_any_ipv4" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-990"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 990
  to_port           = 990
  tags              = { Name = "ftpsgate-1.in-tcp-990" }
}

resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_990_from_any_ipv6" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-990"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 990
  to_port           = 990
  tags              = { Name = "ftpsgate-1.in-tcp-990" }
}

# 50000-50100: FTP passive data channel
#   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_50000_50100_from_any_ipv4" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-50000-50100"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 50000
  to_port           = 50100
  tags              = { Name = "ftpsgate-1.in-tcp-50000-50100" }
}

resource "aws_vpc_security_group_ingress_rule" "ftpsgate_1_in_tcp_50000_50100_from_any_ipv6" {
  security_group_id = var.security_group_id
  description       = "ftpsgate-1.in-tcp-50000-50100"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 50000
  to_port           = 50100
  tags              = { Name = "ftpsgate-1.in-tcp-50000-50100" }
}
