# A PostgreSQL cluster of our own on loopback, beside whatever the machine runs already.

pg_folder=$scratch/postgres
pg_port=$POSTGRES_PORT

# psql as the cluster's owner; the pg_hba below trusts that one name from loopback
sql() { psql -q -X -h 127.0.0.1 -p "$pg_port" -U postgres -v ON_ERROR_STOP=1 "$@"; }

as_owner() { if is_root; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi; }

pg_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1; }

pg_start() {
  [ -d "$pg_folder/data" ] || pg_create
  pg_runs && return
  ! pg_isready -q -h 127.0.0.1 -p "$pg_port" || fail "Something that $scratch did not start already answers on PostgreSQL port $pg_port."
  as_owner "$(pg_bin)/pg_ctl -D $pg_folder/data -l $pg_folder/log -w start" >/dev/null 9>&-
}

pg_stop() { if pg_runs; then as_owner "$(pg_bin)/pg_ctl -D $pg_folder/data -m fast -w stop" >/dev/null; fi; }

pg_runs() { [ -d "$pg_folder/data" ] && as_owner "$(pg_bin)/pg_ctl -D $pg_folder/data status" >/dev/null 2>&1; }

pg_create() {
  mkdir -p "$pg_folder"
  if is_root; then chown postgres "$pg_folder"; fi
  as_owner "$(pg_bin)/initdb -U postgres -D $pg_folder/data -E UTF8 --locale=C.UTF-8 -A trust" >/dev/null
  # LedgerSMB logs every clerk in as a database role, so passwords must count for all but the owner.
  as_owner "cat >$pg_folder/data/pg_hba.conf" <<'HBA'
local all all trust
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
HBA
  # Nothing here outlives a test, so durability is traded for speed.
  as_owner "cat >>$pg_folder/data/postgresql.conf" <<CONF
port = $pg_port
listen_addresses = '127.0.0.1'
unix_socket_directories = '$pg_folder'
shared_buffers = 32MB
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
}
