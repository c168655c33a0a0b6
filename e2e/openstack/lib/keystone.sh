# shellcheck shell=bash

keystone_config() {
  cat <<INI
[DEFAULT]
use_stderr = true
$(database_ini keystone)
[token]
provider = fernet
expiration = $token_ttl
[fernet_tokens]
key_repository = $state/keystone/fernet
[fernet_receipts]
key_repository = $state/keystone/receipts
[credential]
key_repository = $state/keystone/credential
[cache]
# An in-memory cache is never stale because Keystone runs in one process.
backend = oslo_cache.dict
expiration_time = 600
[identity]
# Four rounds make password hashes cheap.
password_hash_rounds = 4
INI
}

keystone_database() {
  local manage=("${enter[@]}" keystone-manage --config-file "$state/keystone/keystone.conf")
  "${manage[@]}" db_sync &&
    "${manage[@]}" fernet_setup --keystone-user root --keystone-group root &&
    "${manage[@]}" credential_setup --keystone-user root --keystone-group root &&
    "${manage[@]}" bootstrap --bootstrap-password "$password" --bootstrap-region-id $region \
      --bootstrap-admin-url "$auth_url" --bootstrap-internal-url "$auth_url" \
      --bootstrap-public-url "$auth_url"
}

keystone() {
  local dir=$state/keystone
  mkdir -p "$dir"
  keystone_config >"$dir/keystone.conf"
  # One process, because the cache is in its memory.
  uwsgi_ini keystone "$keystone_port" /usr/bin/keystone-wsgi-public 1 8 >"$dir/uwsgi.ini"
  once keystone keystone_database
  start keystone "$keystone_port" env OS_KEYSTONE_CONFIG_FILES="$dir/keystone.conf" \
    uwsgi_python3 --ini "$dir/uwsgi.ini"
  wait_http keystone "$auth_url"
}
