# shellcheck shell=bash

# Ports that a web-download may reach. Glance's filter allows every port if this list is empty.
import_ports=80,443,8000,8080,8090,8091,8092,8099,18080,18081,18082,18083,9292,19292

glance_config() {
  local dir=$state/glance
  cat <<INI
[DEFAULT]
bind_host = 127.0.0.1
bind_port = $glance_port
workers = 2
use_stderr = true
enabled_backends = fast:file, slow:file
# The brackets are needed: without them Glance ends every POST /v2/images with an empty reply.
enabled_import_methods = [glance-direct,web-download,copy-image,glance-download]
worker_self_reference_url = $image_url
show_image_direct_url = false
show_multiple_locations = false
use_keystone_limits = true
enforce_secure_rbac = true
[oslo_policy]
enforce_new_defaults = true
[paste_deploy]
flavor = keystone
config_file = /etc/glance/glance-api-paste.ini
[glance_store]
default_backend = fast
[fast]
filesystem_store_datadir = $dir/fast
store_description = Local SSD, the default
[slow]
filesystem_store_datadir = $dir/slow
store_description = Bulk disk
[os_glance_staging_store]
filesystem_store_datadir = $dir/staging
[os_glance_tasks_store]
filesystem_store_datadir = $dir/tasks
$(database_ini glance)
[oslo_concurrency]
lock_path = $dir/lock
[task]
work_dir = $dir/tasks
[wsgi]
# Conversions start a Python interpreter. Inside uwsgi the running program is not one.
python_interpreter = /usr/bin/python3
[oslo_limit]
auth_url = http://127.0.0.1:$keystone_port
auth_type = password
username = glance
user_domain_name = Default
password = $service_password
$limits_scope
endpoint_id = $(cat "$state/endpoint-id")
region_name = $region
$(authtoken glance)
INI
}

glance_import_config() {
  cat <<INI
[image_import_opts]
image_import_plugins = [$(sed "s/[^,][^,]*/'&'/g" <<<"$import_plugins")]
[image_conversion]
output_format = qcow2
[import_filtering_opts]
allowed_schemes = [http,https]
# Glance refuses loopback addresses unless they are listed here, and then refuses all other hosts.
allowed_hosts = [127.0.0.1,localhost]
allowed_ports = [$import_ports]
INI
}

glance_database() {
  local manage=("${enter[@]}" glance-manage --config-file "$state/glance/glance-api.conf")
  "${manage[@]}" db_sync && "${manage[@]}" db_load_metadefs /etc/glance/metadefs
}

glance() {
  local dir=$state/glance
  mkdir -p "$dir"/{fast,slow,staging,tasks,lock}
  glance_config >"$dir/glance-api.conf"
  glance_import_config >"$dir/glance-image-import.conf"
  cp "$etc/glance/glance-api-paste.ini" "$dir/"
  uwsgi_ini glance "$glance_port" /usr/bin/glance-wsgi-api 4 8 >"$dir/uwsgi.ini"
  once glance glance_database
  if [ "$glance_server" = eventlet ]; then
    start glance "$glance_port" glance-api --config-file "$dir/glance-api.conf" \
      --config-file "$dir/glance-image-import.conf"
  else
    start glance "$glance_port" env OS_GLANCE_CONFIG_DIR="$dir" uwsgi_python3 --ini "$dir/uwsgi.ini"
  fi
}
