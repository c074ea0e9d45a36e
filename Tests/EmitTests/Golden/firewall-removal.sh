#!/bin/sh
# Takes away the Azure network security group rules for the FTP sites of IIS, with the Azure CLI.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME [--subscription NAME] [--replace]
# It takes away every rule whose name begins as those of this plan do, and no other one. One that somebody has made deny
# stops it before it changes anything, unless --replace is given.
# Undo: run the script that ftpsgate writes without --remove.
#
# Sites:
#   - Default FTP Site

# No word of a rule is a pattern of file names, such as *.
set -euf

usage() {
  printf 'usage: sh %s RESOURCE_GROUP NSG_NAME [--subscription NAME] [--replace]\n' "$0" >&2
  exit 64
}

resource_group='' nsg_name='' subscription='' replace=''
while [ "$#" -gt 0 ]; do
  case "$1" in
    --subscription)
      [ "$#" -gt 1 ] || usage
      subscription="$2"
      shift
      ;;
    --replace) replace=yes ;;
    -* | '') usage ;;
    *)
      if [ -z "$resource_group" ]; then
        resource_group="$1"
      elif [ -z "$nsg_name" ]; then
        nsg_name="$1"
      else
        usage
      fi
      ;;
  esac
  shift
done
[ -n "$nsg_name" ] || usage

# What the names of all rules of this plan begin with, and of no other one.
prefix=ftpsgate-1.
own_names='[Ff][Tt][Pp][Ss][Gg][Aa][Tt][Ee]-1.*'

say() {
  printf '%s\n' "$*"
}

# Says why, and what was done until then, and ends.
fail() {
  say "FAILED: $*" >&2
  if [ -n "$changes" ]; then
    say "What was changed before:$changes" >&2
  else
    say 'Nothing was changed.' >&2
  fi
  exit 1
}
changes=''

# Later calls name the subscription by its id, so that they are about one, whatever az takes for the default meanwhile.
if [ -n "$subscription" ]; then
  subscription=$(az account show --subscription "$subscription" --query id --output tsv) ||
    fail 'az has no such subscription, or is not logged in: az account list shows those that it has.'
else
  subscription=$(az account show --query id --output tsv) ||
    fail 'az does not tell its subscription: run az login.'
fi
# Where az is a program of Windows, its lines end in a carriage return too.
cr=$(printf '\r')
subscription="${subscription%"$cr"}"

# az counts a rule that is not there as removed, also where there is no such group; so it is asked for first. It takes some
# names that no group can have, such as ??, for a success that tells of nothing.
group_id=$(az network nsg show --subscription "$subscription" --resource-group "$resource_group" --name "$nsg_name" \
  --query id --output tsv) || group_id=''
case "$group_id" in
  /subscriptions/*) ;;
  *) fail "There is no security group $nsg_name in the resource group $resource_group of the subscription $subscription." ;;
esac

# Runs az network nsg rule "$1" on this security group.
nsg_rule() {
  verb="$1"
  shift
  az network nsg rule "$verb" --subscription "$subscription" --resource-group "$resource_group" \
    --nsg-name "$nsg_name" "$@"
}

# Each rule of the security group as a line, with tabs between name, direction, priority, access, protocol, source and
# destination, and the ports of these. A side is in one member where it is one word, and in another where there are more.
read_rules() {
  rules=$(nsg_rule list --output tsv --query "[].[name, direction, to_string(priority), access, protocol,
    join(' ', sort([sourceAddressPrefix, sourceAddressPrefixes, sourceApplicationSecurityGroups[].id][] | [?@])) || '-',
    join(' ', sort([destinationAddressPrefix, destinationAddressPrefixes, destinationApplicationSecurityGroups[].id][] |
      [?@])) || '-', join(' ', [sourcePortRange, sourcePortRanges][] | [?@]) || '-',
    join(' ', [destinationPortRange, destinationPortRanges][] | [?@]) || '-']") || fail 'The rules of the security group cannot be read.'
}

# Calls "$1" for each rule that stands, with its fields in variables; $others are the ports of the other side.
each_standing() {
  while IFS="$tab" read -r name direction priority access protocol sources destinations from_ports to_ports; do
    [ -n "$name" ] || continue
    to_ports="${to_ports%"$cr"}"
    lower_own_name
    # Azure keeps the protocol as it was spelled.
    case "$protocol" in [Tt][Cc][Pp]) protocol=Tcp ;; esac
    case "$direction" in Outbound) others="$to_ports" ;; *) others="$from_ports" ;; esac
    says="$direction $access $protocol from $sources to $destinations"
    [ "$others" = '*' ] || says="$says, only where the other side's ports are $others"
    "$1"
  done <<END
$rules
END
}
tab=$(printf '\t')

# Azure takes names in any case, and keeps them as they were spelled.
lower_own_name() {
  case "$name" in $own_names) ;; *) return 0 ;; esac
  case "$name" in
    *[ABCDEFGHIJKLMNOPQRSTUVWXYZ]*) name=$(printf '%s' "$name" | tr '[:upper:]' '[:lower:]') ;;
  esac
}

# Whether the rule that is looked at is one of this plan, or of an earlier one of its name.
is_own() {
  case "$name" in
    "$prefix"*) return 0 ;;
    *) return 1 ;;
  esac
}

# Whether the plan has a rule of the name "$1".
is_planned() {
  case " $planned " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
  esac
}
planned=''

# Removes a rule of this plan's name that is not in the plan.
remove_standing() {
  is_own && ! is_planned "$name" || return 0
  nsg_rule delete --name "$name" --output none </dev/null || fail "az refused to remove $name."
  changes="$changes $name (removed)"
  removed=$((removed + 1))
  say "removed $name"
}
removed=0

# Names a rule of this plan's name that denies: without it, what it denies may be open.
check_denial() {
  is_own && [ "$access" != Allow ] || return 0
  say "$name was changed: $says." >&2
  changed=yes
}

read_rules
changed=''
each_standing check_denial
if [ -n "$changed" ] && [ -z "$replace" ]; then
  fail 'Somebody has made rules of this plan deny: what they deny may be open without them. With --replace they go, too.'
fi
each_standing remove_standing
read_rules
left=''
note_left() {
  ! is_own || left="$left $name"
}
each_standing note_left
[ -z "$left" ] || fail "These rules are still there, although az reported success:$left."
if [ "$removed" -gt 0 ]; then
  say 'The rules are removed; connections that are open stay open.'
else
  say "There was no rule whose name begins with $prefix: nothing to remove."
fi
