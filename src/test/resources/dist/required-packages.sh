#!/bin/sh
# Copies what Debian's smallest image has, from this system: packages of priority "required", and those that they depend on.
# Usage: required-packages.sh ROOT WORK; as root, for the devices.
set -eu
root=$1
work=$2
cd "$work"

# shellcheck disable=SC2016 # fields of dpkg-query
dpkg-query -W -f '${Package} ${Priority} ${Essential}\n' | awk '$2 == "required" || $3 == "yes" { print $1 }' | sort -u >names
before=0
while [ "$(wc -l <names)" -ne "$before" ]; do
  before=$(wc -l <names)
  # shellcheck disable=SC2016
  xargs dpkg-query -W -f '${Pre-Depends}, ${Depends}\n' <names | tr ',' '\n' | sed 's/^ *//; s/[ (|:].*//; /^$/d' | sort -u |
    xargs dpkg-query -W -f '${Package}\n' 2>/dev/null | sort -u - names >more || true
  mv more names
done

xargs dpkg-query -L <names 2>/dev/null | grep '^/' | grep -v '^/usr/share/\(doc\|man\|locale\)' >files
printf '/usr/bin/awk\n/etc/alternatives/awk\n' >>files
# /bin and others may be links into /usr, which tar does not follow.
for merged in bin sbin lib lib64; do
  if [ -h "/$merged" ]; then
    mkdir -p "$root/usr/$merged"
    ln -s "usr/$merged" "$root/$merged"
    sed -i "s,^/$merged/,/usr/$merged/,; /^\/$merged\$/d" files
  fi
done
sort -u files | tar -C / --no-recursion --ignore-failed-read --verbatim-files-from -cf - -T - 2>/dev/null | tar -C "$root" -xf -
ldconfig -r "$root"
mkdir -p "$root/proc" "$root/dev"
for device in "null 3" "zero 5" "random 8" "urandom 9"; do
  mknod -m 666 "$root/dev/${device% *}" c 1 "${device#* }"
done
chmod 1777 "$root/tmp"
