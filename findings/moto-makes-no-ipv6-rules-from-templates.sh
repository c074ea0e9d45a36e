#!/usr/bin/env bash
# moto 5.2.5 takes a CloudFormation template with an AWS::EC2::SecurityGroupIngress for CidrIpv6, says CREATE_COMPLETE, and makes
# no rule; the same resource with CidrIp makes one. When the stack is deleted, that rule stays. A template that is tried with
# moto alone seems to open nothing over IPv6, and to leave nothing open when it goes: both are untrue of AWS.
#
# Run on 2026-11-30 with Python 3.11. Needs python3 with venv and PyPI. Fails if it behaves otherwise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check moto==5.2.5 boto3==1.44.8 \
  cfn-lint==1.58.0 openapi-spec-validator==0.9.0 PyYAML==6.0.4 graphql-core==3.3.2

fail() {
  echo "behaves otherwise: $*" >&2
  exit 1
}

AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=eu-west-1 "$folder/venv/bin/python" - >"$folder/output" <<'PYTHON'
import json

import boto3
import moto

with moto.mock_aws():
    ec2, formation = boto3.client("ec2"), boto3.client("cloudformation")
    group = ec2.create_security_group(GroupName="ftp", Description="ftp")["GroupId"]

    def rules():
        found = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
        ingress = [one for one in found["SecurityGroupRules"] if not one["IsEgress"]]
        return sorted(one.get("CidrIpv4") or one.get("CidrIpv6") for one in ingress)

    def rule(**source):
        ports = {"GroupId": group, "IpProtocol": "tcp", "FromPort": 990, "ToPort": 990}
        return {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": ports | source}

    resources = {"Four": rule(CidrIp="203.0.113.0/24"), "Six": rule(CidrIpv6="2001:db8::/48")}
    formation.create_stack(StackName="ftp", TemplateBody=json.dumps({"Resources": resources}))
    status = formation.describe_stacks(StackName="ftp")["Stacks"][0]["StackStatus"]
    print(f"stack: {status}; rules: {rules()}")
    formation.delete_stack(StackName="ftp")
    print(f"after its deletion: {rules()}")
PYTHON
cat "$folder/output"
grep -Fqx "stack: CREATE_COMPLETE; rules: ['203.0.113.0/24']" "$folder/output" ||
  fail 'no longer a stack that is complete without its rule for IPv6'
grep -Fqx "after its deletion: ['203.0.113.0/24']" "$folder/output" || fail 'another rule after the deletion of the stack'
