#!/bin/bash
# Copies a file over loopback with `wirecat nc` at both ends (A) and with nc at both ends (B), in turns, and prints the ratio A/B of wall time,
# from the start of the sender to the end of the receiver. Every copy is compared byte for byte.
#   bench/nc-copy.sh [nc.openbsd]        MB=1000 TURNS=5; SUMS=1: wirecat with -v, which sums up SHA-256 at both ends
# Goals: 0.85 without sums, 1.5 with them. Needs nc.openbsd and room for two copies in /dev/shm.
set -eu
peer=${1:-nc.openbsd} mb=${MB:-1000} turns=${TURNS:-5}
bin=$(cd "$(dirname "$0")/../bin" && pwd)
dir=$(mktemp -d /dev/shm/wirecat-copy.XXXXXX)
trap 'rm -rf "$dir"' EXIT
head -c "${mb}000000" /dev/urandom >"$dir/in"
wirecat() { "$bin/wirecat" nc ${SUMS:+-v} "$@" 2>"$dir/err.$1"; }
theirs() { "$peer" "$@"; }

listening() { # waits until PORT is in LISTEN, without connecting
  local h; h=$(printf ':%04X 00000000:0000 0A' "$1")
  until grep -q "$h" /proc/net/tcp; do sleep .01; done
}
copy() { # NC → seconds
  local port=$((20000 + RANDOM % 12000)) start
  "$1" -l 127.0.0.1 $port </dev/null >"$dir/out" & local receiver=$!
  listening $port
  start=$EPOCHREALTIME
  "$1" -N 127.0.0.1 $port <"$dir/in" >/dev/null
  wait $receiver
  awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }'
  cmp -s "$dir/in" "$dir/out" || { echo "the copies differ" >&2; exit 1; }
}
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

copy wirecat >/dev/null; copy theirs >/dev/null
for _ in $(seq "$turns"); do
  a=$(copy wirecat) b=$(copy theirs)
  echo "$a $b"
done | awk '{ print $1 / $2 }' | tee "$dir/ratios" >/dev/null
printf 'wirecat nc%s / %s, %s MB, median of %s: %.2f (%s)\n' "${SUMS:+ -v}" "$peer" "$mb" "$turns" "$(median <"$dir/ratios")" "$(sort -g "$dir/ratios" | tr '\n' ' ' | sed 's/ $//')"
