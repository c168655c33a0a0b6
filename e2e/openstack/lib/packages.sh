# shellcheck shell=bash
# Installs the services: Zed from this machine's Debian 12, 2025.1 from Debian 13 packages in a root folder, which is entered
# in a mount namespace. Sets $enter.

quietly() { # LOG COMMAND...
  local log=$state/log/$1
  shift
  "$@" >>"$log" 2>&1 </dev/null || { tail -20 "$log" >&2; die "$1 failed; see $log"; }
}

missing() { # ADMINDIR PACKAGE... ; prints the packages that are not installed
  local database=$1 name
  shift
  for name in "$@"; do
    dpkg-query --admindir="$database" -W -f '${db:Status-Status}\n' "$name" 2>/dev/null |
      grep -qx installed || echo "$name"
  done
}

refuse_daemons() { # ROOT ; prevents packages from starting their daemons
  printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
  chmod 755 "$1/usr/sbin/policy-rc.d"
}

apt_install='apt-get -y -qq -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@"'

install_here() { # PACKAGE...
  local wanted
  wanted=$(missing /var/lib/dpkg "$@")
  [ -n "$wanted" ] || return 0
  say "installing" $wanted
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    refuse_daemons ""
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  # The package lists may be missing or outdated: update them and try again.
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive quietly apt.log sh -c \
    "{ $apt_install; } || { apt-get -qq update && $apt_install; }" sh $wanted
}

# Prints this machine's package sources as "ADDRESS RELEASE" lines.
mirrors() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | sort -u
}

debian13_base() {
  [ ! -e "$root/.base-ready" ] || return 0
  local mirror security codename
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=${OPENSTACK_DEBIAN_MIRROR:-$(mirrors | awk -v r="$codename" '$2 == r { print $1; exit }')}
  security=$(mirrors | awk '$2 ~ /-security$/ { print $1; exit }')
  [ -n "$mirror" ] || die "no Debian mirror found; name one in OPENSTACK_DEBIAN_MIRROR"
  say "unpacking a Debian 13 base system"
  rm -rf --one-file-system -- "$root"   # left by an interrupted run
  quietly debootstrap.log debootstrap --variant=minbase --include=adduser \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg trixie "$root" "$mirror"
  {
    echo "deb $mirror trixie main"
    echo "deb $mirror trixie-updates main"
    [ -z "$security" ] || echo "deb $security trixie-security main"
  } >"$root/etc/apt/sources.list"
  # Uses this machine's proxies and date checks; without daemons, documentation and fsync.
  apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries)' >"$root/etc/apt/apt.conf.d/50host" || true
  refuse_daemons "$root"
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  printf 'path-exclude=/usr/share/%s/*\n' doc man locale >"$root/etc/dpkg/dpkg.cfg.d/no-docs"
  touch "$root/.base-ready"
}

install_in_root() { # PACKAGE...
  local wanted
  wanted=$(missing "$root/var/lib/dpkg" "$@")
  [ -n "$wanted" ] || return 0
  say "installing in the Debian 13 root:" $wanted
  # shellcheck disable=SC2086
  quietly apt.log "${enter[@]}" env DEBIAN_FRONTEND=noninteractive \
    sh -c "apt-get -qq update && dpkg --configure -a && $apt_install" sh $wanted
}

# Installs the services, and the nginx and openssl of the proxy tests.
install_packages() {
  local cloud=(keystone glance-api cinder-api cinder-scheduler cinder-volume qemu-utils
               uwsgi-plugin-python3 python3-pymysql)
  local tools=(mariadb-server-core mariadb-client-core python3-pymysql curl nginx-light openssl)
  if [ "$release" = zed ]; then
    enter=()
    etc=/etc
    install_here "${cloud[@]}" "${tools[@]}"
  else
    enter=("$here/lib/enter-root" "$root" "$state")
    etc=$root/etc
    install_here debootstrap "${tools[@]}"
    debian13_base
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    install_in_root "${cloud[@]}"
  fi
}
