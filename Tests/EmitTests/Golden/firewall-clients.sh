#!/bin/sh
# Azure network security group rules for the FTP sites of IIS, with the Azure CLI.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 4ca44e73ba49c9ff8b97177392dfe6b57fc9c25b140df97cc0cb36829330fbad
# Name of the plan: web01
# Clients: 203.0.113.0/24, 198.51.100.7, 2001:db8:7::/48
#
# Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME [--subscription NAME] [--replace]
# Running it twice changes nothing more. A rule of this plan that somebody has changed stops it before it changes
# anything; --replace makes such rules what the plan says. Rules of this plan that are not needed any more are removed; one
# of them that is narrower than the plan, or for another address, stops it too, as somebody or another server may need it.
# Undo: run the script that ftpsgate writes with --remove for the same input.
# Servers that share a security group need plans of different names (--name).
# A network security group sees the private address of the server, never the public one.
# Where both the subnet and the network interface have a security group, both must have these rules.
#
# Sites:
#   - Default FTP Site
#   - Partners
# Left out, since they do not start by themselves or were not asked for:
#   - Old

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
prefix=ftpsgate-web01.
own_names='[Ff][Tt][Pp][Ss][Gg][Aa][Tt][Ee]-[Ww][Ee][Bb]01.*'

# Calls "$1" with each rule: name, direction, priority, source addresses, source ports, destination addresses,
# destination ports, description. Lists are words with blanks between them, in order.
each_rule() {
  # 21: FTP control channel, explicit TLS
  #   From: binding *:21: of site Default FTP Site
  # 50000-50100: FTP passive data channel
  #   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
  "$1" ftpsgate-web01.in-tcp Inbound 400 '198.51.100.7 203.0.113.0/24' '*' '*' '21 50000-50100' 'FTP control and passive data channels (ftpsgate)'

  # 21: FTP control channel, explicit TLS
  #   From: binding *:21: of site Default FTP Site
  # 50000-50100: FTP passive data channel
  #   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
  "$1" ftpsgate-web01.in-tcp-v6 Inbound 410 2001:db8:7::/48 '*' '*' '21 50000-50100' 'FTP control and passive data channels (ftpsgate)'

  # 990: FTP control channel, implicit TLS
  #   From: binding 10.0.0.4:990: of site Default FTP Site
  "$1" ftpsgate-web01.in-tcp-10.0.0.4 Inbound 420 '198.51.100.7 203.0.113.0/24' '*' 10.0.0.4 990 'FTP control and passive data channels (ftpsgate)'

  # 2121: FTP control channel, explicit TLS
  #   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
  "$1" ftpsgate-web01.in-tcp-10.0.0.5 Inbound 430 '198.51.100.7 203.0.113.0/24' '*' 10.0.0.5 2121 'FTP control and passive data channels (ftpsgate)'

  # 990: FTP control channel, implicit TLS
  #   From: binding [2001:db8::5]:990: of site Partners
  "$1" ftpsgate-web01.in-tcp-2001-db8-0-0-0-0-0-5-v6 Inbound 440 2001:db8:7::/48 '*' 2001:db8::5 990 'FTP control and passive data channels (ftpsgate)'

  # 20: FTP active data channel of control port 21
  #   From: binding *:21: of site Default FTP Site
  "$1" ftpsgate-web01.out-tcp Outbound 400 '*' 20 '198.51.100.7 203.0.113.0/24' '*' 'FTP active data channels (ftpsgate)'

  # 20: FTP active data channel of control port 21
  #   From: binding *:21: of site Default FTP Site
  "$1" ftpsgate-web01.out-tcp-v6 Outbound 410 '*' 20 2001:db8:7::/48 '*' 'FTP active data channels (ftpsgate)'

  # 989: FTP active data channel of control port 990
  #   From: binding 10.0.0.4:990: of site Default FTP Site
  "$1" ftpsgate-web01.out-tcp-10.0.0.4 Outbound 420 10.0.0.4 989 '198.51.100.7 203.0.113.0/24' '*' 'FTP active data channels (ftpsgate)'

  # 2120: FTP active data channel of control port 2121
  #   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
  "$1" ftpsgate-web01.out-tcp-10.0.0.5 Outbound 430 10.0.0.5 2120 '198.51.100.7 203.0.113.0/24' '*' 'FTP active data channels (ftpsgate)'

  # 989: FTP active data channel of control port 990
  #   From: binding [2001:db8::5]:990: of site Partners
  "$1" ftpsgate-web01.out-tcp-2001-db8-0-0-0-0-0-5-v6 Outbound 440 2001:db8::5 989 2001:db8:7::/48 '*' 'FTP active data channels (ftpsgate)'
}

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

# Finds the rule of the name "$1"; what it says is in $found then, and its place and its ports beside that.
find_rule() {
  found='' sought="$1"
  each_standing take_if_sought
  [ -n "$found" ]
}

take_if_sought() {
  [ "$name" = "$sought" ] || return 0
  found="$says" found_priority="$priority" found_from="$from_ports" found_to="$to_ports"
}

# Whether two lists have the same words, in whatever order.
same_words() {
  [ "${#1}" -eq "${#2}" ] || return 1
  for word in $1; do
    case " $2 " in
      *" $word "*) ;;
      *) return 1 ;;
    esac
  done
}

plan_rule() {
  planned="$planned $1"
  places="$places $2/$3"
  directions="$directions $2"
  case "$2" in Outbound) servers="$servers $4" ;; *) servers="$servers $6" ;; esac
}
places='' directions='' servers=''
each_rule plan_rule

# Names the rule "$1" if it stands there with another action or other addresses; ports are the plan's own matter.
check_rule() {
  find_rule "$1" || return 0
  wanted="$2 Allow Tcp from $4 to $6"
  [ "$found" != "$wanted" ] || return 0
  say "$1 was changed." >&2
  say "  there: $found" >&2
  say "  plan:  $wanted" >&2
  changed=yes
}

# Whether a rule of the plan is for the clients of the rule that is looked at; of its direction, where the plan has one.
match_clients() {
  [ "$2" = "$direction" ] || case " $directions " in *" $direction "*) return 0 ;; esac
  case "$2" in Outbound) plan_clients="$6" ;; *) plan_clients="$4" ;; esac
  [ "$plan_clients" != "$clients" ] || is_known=yes
}

# Names a rule of this plan's name that is not in the plan, unless it is for any clients, or some of the plan, and at addresses
# of the plan: else somebody has narrowed it, or it is another server's. Probes come from Azure's own tag in each plan.
check_stale() {
  case "$direction" in
    Outbound) clients="$destinations" server="$sources" ;;
    *) clients="$sources" server="$destinations" ;;
  esac
  is_known='' elsewhere=''
  case "$clients" in '*' | AzureLoadBalancer) is_known=yes ;; esac
  each_rule match_clients
  for address in $server; do
    case " $servers * " in *" $address "*) ;; *) elsewhere=yes ;; esac
  done
  [ "$access $protocol $others $is_known$elsewhere" != 'Allow Tcp * yes' ] || return 0
  say "$name is not in the plan, and not for its clients and addresses." >&2
  say "  there: $says" >&2
  changed=yes
  stale=yes
}

# Looks at a rule that the plan does not have: names one of this plan's name that is not as this tool leaves it, one that
# holds a place of the plan, and one that denies before.
check_standing() {
  is_planned "$name" && return 0
  if is_own; then
    check_stale
    return 0
  fi
  for place in $places; do
    if [ "$place" = "$direction/$priority" ]; then
      say "The priority $priority ($direction) belongs to $name: write this script again with another --priority." >&2
      taken=yes
    elif [ "$access" = Deny ] && [ "${place%/*}" = "$direction" ] && [ "$priority" -lt "${place#*/}" ]; then
      say "NOTE: $name (priority $priority, $direction) denies before these rules and may win." >&2
      return 0
    fi
  done
}

# Two rules of one direction cannot have one priority: a rule of this plan's name that holds the place of another one
# gets a free one until it is set or removed.
move_standing() {
  ! is_own || each_rule move_from_place
}

move_from_place() {
  [ "$1" != "$name" ] && [ "$2/$3" = "$direction/$priority" ] || return 0
  choose_free_priority
  nsg_rule update --name "$name" --priority "$free" --output none </dev/null ||
    fail "az refused to move $name to the priority $free."
  changes="$changes $name (moved)"
}

choose_free_priority() {
  free=4096
  while :; do
    case " $places $used " in
      *" $direction/$free "*) free=$((free - 1)) ;;
      *) break ;;
    esac
  done
  used="$used $direction/$free"
}

note_priority() {
  used="$used $direction/$priority"
}
used=''

set_rule() {
  # The lists are words, each an argument of its own.
  nsg_rule create --name "$1" --direction "$2" --priority "$3" --access Allow --protocol Tcp \
    --source-address-prefixes $4 --source-port-ranges $5 \
    --destination-address-prefixes $6 --destination-port-ranges $7 --description "$8" --output none ||
    fail "az refused the rule $1."
  changes="$changes $1"
  say "set $1: $2, priority $3"
}

# Whether what stands there now is what the plan says.
confirm_rule() {
  find_rule "$1" || fail "The rule $1 is not there, although az reported success."
  [ "$found_priority $found" = "$3 $2 Allow Tcp from $4 to $6" ] &&
    same_words "$found_from" "$5" && same_words "$found_to" "$7" ||
    fail "The rule $1 is not as it was written, but $found (priority $found_priority, ports $found_from to $found_to)."
}

# Removes a rule of this plan's name that is not in the plan.
remove_standing() {
  is_own && ! is_planned "$name" || return 0
  nsg_rule delete --name "$name" --output none </dev/null || fail "az refused to remove $name."
  changes="$changes $name (removed)"
  removed=$((removed + 1))
  say "removed $name"
}
removed=0

read_rules
changed='' stale='' taken=''
each_rule check_rule
each_standing check_standing
[ -z "$taken" ] || fail 'A priority of the plan is taken.'
if [ -n "$changed" ] && [ -z "$replace" ]; then
  [ -z "$stale" ] || say "If it is another server's: write this script again with a --name of its own." >&2
  fail 'Rules of this plan were changed: make the plan say the same (--from), or run this again with --replace.'
fi
each_standing note_priority
each_standing move_standing
each_rule set_rule
each_standing remove_standing
read_rules
each_rule confirm_rule
say 'The rules stand as planned. The firewall of Windows must let the same ports through.'
say 'To check what comes of it: az network nsg list --output json > environment/nsg.json, then'
say 'ftpsgate lint applicationHost.config --environment environment'
