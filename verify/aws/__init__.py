"""Outputs for EC2 security groups, applied to a model of AWS (moto) and planned by the real Terraform."""
