# Stands for a security group in tests: keeps its rules in $store, a line each, in the form that scripts ask az for; "$@" are the
# words of a call of az. Sourced by the stub of az, and where a shell has no path.
words="$*"
verb="$4"
cloud_name='' cloud_direction='' cloud_priority='' cloud_access='' cloud_protocol='' cloud_sources='' cloud_destinations=''
cloud_from='' cloud_to='' cloud_option=''
while [ "$#" -gt 0 ]; do
  case "$1" in
    --*) cloud_option="$1" ;;
    *)
      case "$cloud_option" in
        --name) cloud_name="$1" ;;
        --direction) cloud_direction="$1" ;;
        --priority) cloud_priority="$1" ;;
        --access) cloud_access="$1" ;;
        --protocol) cloud_protocol="$1" ;;
        --source-address-prefixes) cloud_sources="$cloud_sources $1" ;;
        --source-port-ranges) cloud_from="$cloud_from $1" ;;
        --destination-port-ranges) cloud_to="$cloud_to $1" ;;
        --destination-address-prefixes) cloud_destinations="$cloud_destinations $1" ;;
      esac
      ;;
  esac
  shift
done
cloud_tab=$(printf '\t')

# Takes the rule out of the store and into cloud_found, if it is there.
cloud_take() {
  cloud_rest='' cloud_found=''
  while IFS= read -r cloud_line; do
    case "$cloud_line" in
      "$cloud_name$cloud_tab"*) cloud_found="$cloud_line" ;;
      '') ;;
      *)
        cloud_rest="$cloud_rest$cloud_line
"
        ;;
    esac
  done <<END
$store
END
  store="$cloud_rest"
}

case "$words" in
  'account show'*) printf '%s\n' 00000000-0000-0000-0000-000000000000 ;;
  'network nsg show'*) printf '%s\n' /subscriptions/0/nsg ;;
  'network nsg rule list'*) printf '%s' "$store" ;;
  'network nsg rule delete'*) cloud_take ;;
  'network nsg rule create'*)
    cloud_take
    store="$store$cloud_name$cloud_tab$cloud_direction$cloud_tab$cloud_priority$cloud_tab$cloud_access$cloud_tab"
    store="$store$cloud_protocol$cloud_tab${cloud_sources# }$cloud_tab${cloud_destinations# }$cloud_tab${cloud_from# }$cloud_tab${cloud_to# }
"
    ;;
  'network nsg rule update'*)
    cloud_take
    cloud_after="${cloud_found#*"$cloud_tab"}"
    store="$store$cloud_name$cloud_tab${cloud_after%%"$cloud_tab"*}$cloud_tab$cloud_priority$cloud_tab"
    cloud_after="${cloud_after#*"$cloud_tab"}"
    store="$store${cloud_after#*"$cloud_tab"}
"
    ;;
esac
