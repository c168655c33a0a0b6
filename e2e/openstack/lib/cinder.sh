# shellcheck shell=bash

cinder_config() {
  local dir=$state/cinder
  cat <<INI
[DEFAULT]
use_stderr = true
state_path = $dir
my_ip = 127.0.0.1
host = local
auth_strategy = keystone
# API, scheduler and volume service run in one process, so the in-memory transport suffices.
transport_url = fake:///
api_paste_config = /etc/cinder/api-paste.ini
osapi_volume_listen = 127.0.0.1
osapi_volume_listen_port = $cinder_port
osapi_volume_workers = 1
enabled_backends = local
default_volume_type = local
storage_availability_zone = nova
image_conversion_dir = $dir/conversion
glance_api_servers = $image_url
default_log_levels = oslo_messaging=ERROR, amqp=WARN, sqlalchemy=WARN, oslo_policy=ERROR
[oslo_policy]
enforce_new_defaults = $cinder_new_rules
[local]
volume_driver = cinder_localdir.LocalDirDriver
volume_backend_name = local
localdir_path = $dir/volumes
$(database_ini cinder)
[oslo_concurrency]
lock_path = $dir/lock
[coordination]
backend_url = file://$dir/coordination
$(authtoken cinder)
INI
}

cinder_database() {
  "${enter[@]}" cinder-manage --config-file "$state/cinder/cinder.conf" db sync
}

cinder() {
  local dir=$state/cinder
  mkdir -p "$dir"/{volumes,conversion,lock,coordination}
  cinder_config >"$dir/cinder.conf"
  once cinder cinder_database
  start cinder "$cinder_port" env PYTHONPATH="$state/lib" \
    /usr/bin/python3 "$state/lib/cinder_onebox.py" --config-file "$dir/cinder.conf"
}
