# shellcheck shell=bash disable=SC2034
# Settings of both releases for `up`, `down` and `status`. Leaves the remaining arguments in "$@".

die() { echo "$(basename "$0"): $*" >&2; exit 1; }

release=zed
if [ "${1:-}" = --release ]; then
  release=${2:-}
  shift 2 || die "--release needs zed or 2025.1"
fi

region=RegionOne
password=console
service_password=service-secret
token_ttl=${OPENSTACK_TOKEN_TTL:-3600}
import_plugins=${OPENSTACK_IMPORT_PLUGINS:-no_op}
glance_server=${OPENSTACK_GLANCE_SERVER:-uwsgi}

# NAME[@DOMAIN] PROJECT:ROLE,... ; the users of the embedded cloud and one of a second domain.
users="admin admin:admin,dev:member,ops:member
alice dev:member,ops:member
bob ops:reader
carol -
dave qa:member
erin@Partner lab:member"

case $release in
  zed)
    default_state=/tmp/openstack
    default_ports="5000 9292 8776"
    # Debian ships Zed with the old policy, by which a reader may change and delete.
    cinder_new_rules=true
    # Scope of the token that reads other projects' limits. A system-scoped token costs Keystone five times more time.
    limits_scope="domain_id = default"
    ;;
  2025.1)
    default_state=/tmp/openstack-2025.1
    default_ports="15000 19292 18776"
    cinder_new_rules=false   # the default of this release
    limits_scope="system_scope = all"
    ;;
  *) die "there is no release '$release', only zed and 2025.1" ;;
esac

state=${OPENSTACK_STATE:-$default_state}
root=$state/root   # the Debian 13 root; Zed runs on this machine's packages
read -r keystone_port glance_port cinder_port <<<"${OPENSTACK_PORTS:-$default_ports}"
auth_url=http://127.0.0.1:$keystone_port/v3
image_url=http://127.0.0.1:$glance_port
volume_url=http://127.0.0.1:$cinder_port/v3
services="keystone glance cinder database"   # in the order in which they are stopped
