"""Templates of Azure Resource Manager, Bicep and Terraform, held against what az asks for the same plan."""
