#!/bin/sh
# What testcontainers expects of a PostgreSQL image, on Debian's package: the cluster is made at the first start.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin)
data=/var/lib/postgresql/data
if [ ! -s "$data/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 700 "$data"
  words=$(mktemp)
  printf '%s' "$POSTGRES_PASSWORD" >"$words"
  chown postgres "$words"
  runuser -u postgres -- "$bin/initdb" -D "$data" --username "$POSTGRES_USER" --pwfile "$words" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8
  rm "$words"
  echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
  if [ "$POSTGRES_DB" != postgres ]; then
    echo "CREATE DATABASE \"$POSTGRES_DB\"" | runuser -u postgres -- "$bin/postgres" --single -D "$data" postgres
  fi
fi
exec runuser -u postgres -- "$bin/postgres" -D "$data" -c listen_addresses='*' "$@"
