"""The real Terraform on what ftpsgate writes, with providers that know their resources' schemas and no cloud."""
