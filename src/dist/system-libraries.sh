#!/bin/sh
# Copies libraries of the system that a runtime uses into it, with their licences: Debian's JDK takes its JPEG and colour
# libraries, and zlib, from there, others bring them along. The C and C++ libraries remain the system's.
# Usage: system-libraries.sh RUNTIME
set -eu
runtime=$1

for library in "$runtime"/lib/*.so "$runtime"/lib/server/*.so "$runtime"/bin/java; do
  LD_LIBRARY_PATH=$runtime/lib:$runtime/lib/server ldd "$library"
done | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | sort -u | while read -r name path; do
  case $name in
    libc.so* | libm.so* | libmvec.so* | libdl.so* | libpthread.so* | librt.so* | libgcc_s.so* | libstdc++.so*) continue ;;
  esac
  case $path in "$runtime"/*) continue ;; esac
  cp -L "$path" "$runtime/lib/$name"
  chmod 644 "$runtime/lib/$name"
  # Debian says which package a file is from, and keeps the licence in a folder of that package.
  for known in "$path" "$(readlink -f "$path")" "/usr$path" "${path#/usr}"; do
    package=$(dpkg-query -S "$known" 2>/dev/null | sed -n '1s/:.*//p') || package=
    [ -z "$package" ] || break
  done
  if [ -f "/usr/share/doc/$package/copyright" ]; then
    mkdir -p "$runtime/legal/$package"
    cp -L "/usr/share/doc/$package/copyright" "$runtime/legal/$package/copyright"
  else
    echo "system-libraries: $path: no licence was found; add it to $runtime/legal before you pass the folder on" >&2
  fi
done
