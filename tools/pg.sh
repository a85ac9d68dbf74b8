#!/usr/bin/env bash
# A private PostgreSQL for tests: its own folder, its own free loopback port, nothing kept.
#   tools/pg.sh start FOLDER   starts it and prints its URL on the last line
#   tools/pg.sh stop  FOLDER   stops it and removes the folder
# PostgreSQL refuses to run as root; then it runs as `postgres`, or as `nobody` where there is no such user.
set -euo pipefail

die() { echo "pg.sh: $*" >&2; exit 1; }

bin_folder() {
  local found
  found=$(find /usr/lib/postgresql /usr/local/pgsql /opt/homebrew/opt /usr/local/opt -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -1)
  [[ -n $found ]] || found=$(command -v initdb || true)
  [[ -n $found ]] || die "no PostgreSQL server programs found (Debian, Ubuntu: apt-get install postgresql)"
  dirname "$(readlink -f "$found")"
}

# Runs a command as whoever may own the cluster.
as_owner() {
  if [[ $(id -u) -ne 0 ]]; then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME="$dir" "$@"
  else
    runuser -u "$owner" -- env HOME="$dir" "$@"
  fi
}

free_port() {
  local port
  for _ in $(seq 200); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  die "no free port found"
}

start() {
  local port
  mkdir -p "$dir"
  chmod 711 "$dir"
  [[ $(id -u) -ne 0 ]] || chown "$owner" "$dir"
  cd "$dir"
  as_owner "$bin/initdb" -D "$dir/cluster" -U sila -A trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
    as_owner "$bin/initdb" -D "$dir/cluster" -U sila -A trust --encoding=UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; die "initdb failed"; }
  # Another program may take the port between the look and the start: try a few.
  for _ in 1 2 3 4 5; do
    port=$(free_port)
    if as_owner "$bin/pg_ctl" -D "$dir/cluster" -l "$dir/server.log" -w -t 60 -o \
      "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB -c max_wal_size=512MB" \
      start >/dev/null 2>&1; then
      echo "postgres://sila@127.0.0.1:$port/postgres"
      return
    fi
  done
  cat "$dir/server.log" >&2
  die "PostgreSQL did not start"
}

stop() {
  if [[ -f $dir/cluster/postmaster.pid ]]; then
    cd "$dir"
    as_owner "$bin/pg_ctl" -D "$dir/cluster" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  # Only ever a folder that this script made.
  [[ ! -f $dir/initdb.log ]] || { cd / && rm -rf "$dir"; }
}

[[ $# -eq 2 ]] || die "use: tools/pg.sh start|stop FOLDER"
[[ $2 == /* ]] || die "FOLDER must be an absolute path"
dir=$2
bin=$(bin_folder)
owner=$(id -un)
if [[ $(id -u) -eq 0 ]]; then
  owner=postgres
  id -u postgres >/dev/null 2>&1 || owner=nobody
fi
case $1 in
  start) start ;;
  stop) stop ;;
  *) die "use: tools/pg.sh start|stop FOLDER" ;;
esac
