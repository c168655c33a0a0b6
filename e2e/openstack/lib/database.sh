# shellcheck shell=bash
# MariaDB of this machine's packages for both releases, as in most clouds. It listens on a socket in the state folder and on
# no port. SQLite was tried: Glance reads the members of a shared image in a transaction inside another one, so that the
# write lock which SQLite needs between writers makes Glance wait for itself.

db_home=$state/database

# SQL that creates the missing databases; the server runs it at every start.
database_init() {
  local name
  for name in keystone glance cinder; do
    echo "CREATE DATABASE IF NOT EXISTS $name CHARACTER SET utf8mb3;"
  done
}

create_database_files() {
  [ ! -e "$db_home/installed" ] || return 0
  mkdir -p -m 700 "$db_home"
  quietly database-install.log mariadb-install-db --no-defaults --datadir="$db_home/data" --user=root \
    --auth-root-authentication-method=normal --skip-test-db
  touch "$db_home/installed"
}

database() {
  local enter=()   # MariaDB runs outside the Debian 13 root
  create_database_files
  database_init >"$db_home/init.sql"
  alive database || rm -f "$db_home/socket"
  # Without fsync: a test cloud does not have to survive a power failure.
  start database "" mariadbd --no-defaults --user=root --datadir="$db_home/data" --socket="$db_home/socket" \
    --skip-networking --init-file="$db_home/init.sql" --max-connections=400 --innodb-buffer-pool-size=64M \
    --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=0
  for _ in $(seq 1 120); do
    [ ! -S "$db_home/socket" ] || return 0   # clients wait on the socket until it is ready
    alive database || sleep 1                # between two execs /proc shows no environment
    alive database || break
    sleep 0.25
  done
  tail -20 "$state/log/database.log" >&2
  die "the database did not start; see $state/log/database.log"
}

database_ini() { # SERVICE
  cat <<INI
[database]
connection = mysql+pymysql://root@localhost/$1?unix_socket=$db_home/socket
INI
}

# Runs STEPS once per state folder.
once() { # SERVICE STEPS
  [ ! -e "$db_home/$1.ready" ] || return 0
  say "creating the database of $1"
  quietly "$1-manage.log" "$2"
  touch "$db_home/$1.ready"
}
