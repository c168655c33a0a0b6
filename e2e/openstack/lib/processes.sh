# shellcheck shell=bash
# Starts, finds and stops services. Uses $state and, to start, $enter: the command that enters the Debian root, which is empty
# for services of this machine's packages.

started_at=$(date +%s)
say() { printf '[%3ds] %s\n' $(($(date +%s) - started_at)) "$*"; }

# A process was started by `up` if its environment names the state folder.
ours() { # PID
  [[ $1 =~ ^[0-9]+$ ]] && grep -qzxF "OPENSTACK_STATE=$state" "/proc/$1/environ" 2>/dev/null
}

pid_of() { cat "$state/run/$1.pid" 2>/dev/null; }   # NAME
alive() { ours "$(pid_of "$1")"; }                  # NAME
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() { # NAME PORT COMMAND... ; an empty PORT for a service without one
  local name=$1 port=$2
  shift 2
  if alive "$name"; then
    say "$name is running already (pid $(pid_of "$name"))"
    return
  fi
  [ -z "$port" ] || ! port_taken "$port" ||
    die "port $port is in use by something this script did not start (see OPENSTACK_PORTS)"
  say "starting $name${port:+ on 127.0.0.1:$port}"
  # File descriptor 9 is the lock of `up`, which the service must not inherit.
  OPENSTACK_STATE=$state setsid "${enter[@]}" "$@" >>"$state/log/$name.log" 2>&1 </dev/null 9>&- &
  echo $! >"$state/run/$name.pid"
}

wait_http() { # NAME URL
  local code misses=0
  for _ in $(seq 1 240); do
    code=$(curl -s -o /dev/null -w '%{http_code}' --max-time 5 "$2" || true)
    case $code in 200|300) say "$1 answers"; return ;; esac
    # Between two execs /proc shows no environment, so one miss says nothing.
    if alive "$1"; then misses=0; else misses=$((misses + 1)); fi
    [ $misses -lt 8 ] || break
    sleep 0.25
  done
  tail -20 "$state/log/$1.log" >&2
  die "$1 stopped, or did not answer $2 in time; see $state/log/$1.log"
}

stop() { # NAME
  local name=$1 pid
  pid=$(pid_of "$name") || pid=
  if ours "$pid"; then
    kill -TERM "$pid"
    for _ in $(seq 1 60); do
      ours "$pid" || break
      sleep 0.25
    done
    # setsid has made each service the leader of a process group.
    ! ours "$pid" || kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
    echo "stopped $name ($pid)"
  else
    echo "$name was not running"
  fi
  rm -f "$state/run/$name.pid"
}
