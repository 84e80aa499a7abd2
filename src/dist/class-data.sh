#!/bin/sh
# Makes the archive of class data of an application folder, lib/terralapse.jsa, which halves the time to start.
# Usage: class-data.sh FOLDER SCENES WORK [CLASSES]
# The classes are those that small renders of SCENES load in WORK, an existing folder; they are listed in lib/terralapse.classes.
# Which ones these are depends a little on the order of threads; with CLASSES, the list of an earlier build, the archive has the
# same bytes as there.
set -eu
home=$(cd "$1" && pwd -P)
scenes=$2
work=$3
classes=${4:-}
list=$home/lib/terralapse.classes

# The same path as in the launcher, which explains it.
exec 9<"$home"
jar=/proc/self/fd/9/terralapse.jar
# Addresses of libraries, which the system chooses at random, are in the archive.
still=
if setarch -R true 2>/dev/null; then still="setarch -R"; fi

run() {
  # shellcheck disable=SC2086 # two words or none
  $still "$home/runtime/bin/java" -XX:+UseG1GC -Xmx400m -Djava.awt.headless=true -Dorg.bytedeco.javacpp.pathsFirst=true \
    -Djava.library.path="$home/lib/native" "$@"
}

if [ -n "$classes" ]; then
  cp "$classes" "$list"
else
  mkdir "$work/training"
  run -Xshare:off -XX:DumpLoadedClassList="$work/classes" -cp "$jar" io.terralapse.cli.ArchiveTraining \
    "$scenes" "$work/training" >"$work/training.log" 2>&1
  test -s "$work/training/output/timelapse.mp4"
  { echo "# Classes in terralapse.jsa"; sed -f "$(dirname -- "$0")/class-list.sed" "$work/classes" | LC_ALL=C sort -u; } >"$list"
fi
run -Xshare:dump -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$home/lib/terralapse.jsa" -cp "$jar" >"$work/dump.log" 2>&1
test -s "$home/lib/terralapse.jsa"
