# shellcheck shell=bash
# Parts of the configuration that several services share.

uwsgi_ini() { # NAME PORT WSGI_FILE PROCESSES THREADS
  cat <<INI
[uwsgi]
http-socket = 127.0.0.1:$2
wsgi-file = $3
name = $1
plugins = python3
processes = $4
threads = $5
master = true
enable-threads = true
thunder-lock = true
die-on-term = true
no-orphans = true
buffer-size = 65535
listen = 100
worker-reload-mercy = 5
disable-logging = false
# As Debian ships them for the image service:
socket-timeout = 10
http-auto-chunked = true
http-chunked-input = true
http-raw-body = true
wsgi-manage-chunked-input = true
add-header = Connection: close
INI
}

authtoken() { # USER
  cat <<INI
[keystone_authtoken]
www_authenticate_uri = http://127.0.0.1:$keystone_port
auth_url = http://127.0.0.1:$keystone_port
auth_type = password
project_domain_name = Default
user_domain_name = Default
project_name = service
username = $1
password = $service_password
region_name = $region
INI
}
