"""The real Ansible on playbooks of ftpsgate, with a model of Windows Firewall behind the module that they call."""
