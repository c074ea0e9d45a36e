# Azure network security group rules for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 28e1b5fc34756610d1710ec5947f8131c52735ecb55e2927eea6502ee04c092d
# Name of the plan: 1-1
# Clients: anyone; to let in fewer, write this again with --from
#
# Look first: terraform plan -var resource_group_name=GROUP -var network_security_group_name=NAME
# Then the same with apply in place of plan. The group must be there already; its other rules stay as they are, but
# where azurerm_network_security_group has rules of its own in it, Terraform removes all others at its next apply.
# Keep it in a folder of its own: as a module, or beside a file with the line: provider "azurerm" { features {} }
# Undo: terraform destroy, or remove this file and apply.
# Servers that share a security group need plans of different names (--name).
# A network security group sees the private address of the server, never the public one.
# Where both the subnet and the network interface have a security group, both must have these rules.
# To check what comes of it: az network nsg list --output json > environment/nsg.json, then
# ftpsgate lint applicationHost.config --environment environment
#
# Sites:
#   - Default FTP Site
#   - Partners
# Left out, since they do not start by themselves or were not asked for:
#   - Old

terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
    }
  }
}

variable "resource_group_name" {
  description = "The resource group of the network security group."
  type        = string
}

variable "network_security_group_name" {
  description = "The network security group that the rules come into; it must be there already."
  type        = string
}

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site Default FTP Site
# 50000-50100: FTP passive data channel
#   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
resource "azurerm_network_security_rule" "ftpsgate_1_1_in_tcp" {
  name                        = "ftpsgate-1-1.in-tcp"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  destination_port_ranges     = ["21", "50000-50100"]
  access                      = "Allow"
  priority                    = 300
  direction                   = "Inbound"
}

# 990: FTP control channel, implicit TLS
#   From: binding 10.0.0.4:990: of site Default FTP Site
resource "azurerm_network_security_rule" "ftpsgate_1_1_in_tcp_10_0_0_4" {
  name                        = "ftpsgate-1-1.in-tcp-10.0.0.4"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "10.0.0.4"
  destination_port_range      = "990"
  access                      = "Allow"
  priority                    = 310
  direction                   = "Inbound"
}

# 2121: FTP control channel, explicit TLS
#   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
resource "azurerm_network_security_rule" "ftpsgate_1_1_in_tcp_10_0_0_5" {
  name                        = "ftpsgate-1-1.in-tcp-10.0.0.5"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "10.0.0.5"
  destination_port_range      = "2121"
  access                      = "Allow"
  priority                    = 320
  direction                   = "Inbound"
}

# 990: FTP control channel, implicit TLS
#   From: binding [2001:db8::5]:990: of site Partners
resource "azurerm_network_security_rule" "ftpsgate_1_1_in_tcp_2001_db8_0_0_0_0_0_5" {
  name                        = "ftpsgate-1-1.in-tcp-2001-db8-0-0-0-0-0-5"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "2001:db8::5"
  destination_port_range      = "990"
  access                      = "Allow"
  priority                    = 330
  direction                   = "Inbound"
}

# 20: FTP active data channel of control port 21
#   From: binding *:21: of site Default FTP Site
resource "azurerm_network_security_rule" "ftpsgate_1_1_out_tcp" {
  name                        = "ftpsgate-1-1.out-tcp"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP active data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "20"
  destination_address_prefix  = "*"
  destination_port_range      = "*"
  access                      = "Allow"
  priority                    = 300
  direction                   = "Outbound"
}

# 989: FTP active data channel of control port 990
#   From: binding 10.0.0.4:990: of site Default FTP Site
resource "azurerm_network_security_rule" "ftpsgate_1_1_out_tcp_10_0_0_4" {
  name                        = "ftpsgate-1-1.out-tcp-10.0.0.4"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP active data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "10.0.0.4"
  source_port_range           = "989"
  destination_address_prefix  = "*"
  destination_port_range      = "*"
  access                      = "Allow"
  priority                    = 310
  direction                   = "Outbound"
}

# 2120: FTP active data channel of control port 2121
#   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
resource "azurerm_network_security_rule" "ftpsgate_1_1_out_tcp_10_0_0_5" {
  name                        = "ftpsgate-1-1.out-tcp-10.0.0.5"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP active data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "10.0.0.5"
  source_port_range           = "2120"
  destination_address_prefix  = "*"
  destination_port_range      = "*"
  access                      = "Allow"
  priority                    = 320
  direction                   = "Outbound"
}

# 989: FTP active data channel of control port 990
#   From: binding [2001:db8::5]:990: of site Partners
resource "azurerm_network_security_rule" "ftpsgate_1_1_out_tcp_2001_db8_0_0_0_0_0_5" {
  name                        = "ftpsgate-1-1.out-tcp-2001-db8-0-0-0-0-0-5"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP active data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "2001:db8::5"
  source_port_range           = "989"
  destination_address_prefix  = "*"
  destination_port_range      = "*"
  access                      = "Allow"
  priority                    = 330
  direction                   = "Outbound"
}
