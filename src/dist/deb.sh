#!/bin/sh
# Makes a Debian package of an application folder: /opt/terralapse, and links to it where programs, manuals and completions are.
# Usage: deb.sh FOLDER VERSION TARGET WORK JPACKAGE RESOURCES; the package is written into the folder TARGET.
# jpackage writes the control file and the first package; it gives files the time of now, for which the archive of class data does
# not hold, and knows no links, so the package is made again with both right.
set -eu
home=$(cd "$1" && pwd -P)
version=$2
target=$3
work=$4
jpackage=$5
resources=$6

rm -f "$target"/*.deb
DPKG_DEB_COMPRESSOR_TYPE=none "$jpackage" --type deb --name terralapse --app-version "$version" --runtime-image "$home" \
  --install-dir /opt --resource-dir "$resources" --dest "$work/deb" --vendor Terralapse \
  --linux-deb-maintainer terralapse@example.org --linux-app-category graphics \
  --description "time-lapses of satellite scenes" >"$work/jpackage.log" 2>&1
tree=$work/deb/tree
first=$(ls "$work"/deb/*.deb)
name=${first##*/}
dpkg-deb -R "$first" "$tree"

rm -rf "$tree/opt/terralapse"
cp -a "$home" "$tree/opt/terralapse"
link() {
  mkdir -p "$(dirname "$tree/$2")"
  ln -s "$1" "$tree/$2"
}
link /opt/terralapse/bin/terralapse usr/bin/terralapse
link /opt/terralapse/share/man/man1/terralapse.1 usr/share/man/man1/terralapse.1
link /opt/terralapse/share/bash-completion/completions/terralapse usr/share/bash-completion/completions/terralapse
link /opt/terralapse/share/zsh/site-functions/_terralapse usr/share/zsh/vendor-completions/_terralapse
link /opt/terralapse/share/doc/terralapse usr/share/doc/terralapse

# Nothing is to be done on installing: jpackage's scripts are for desktops. The C library is the one that the runtime was built with.
rm -f "$tree"/DEBIAN/*inst "$tree"/DEBIAN/*rm
libc=$(dpkg-query -W -f '${Version}' libc6 | sed 's/-.*//')
sed -i "s/^Depends: libc6,/Depends: libc6 (>= $libc),/" "$tree/DEBIAN/control"
(cd "$tree" && find opt -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 md5sum >DEBIAN/md5sums)
chmod -R u=rwX,go=rX "$tree/DEBIAN" "$tree/usr"
find "$tree" -exec touch -h -r "$home" {} +
SOURCE_DATE_EPOCH=$(stat -c %Y "$home") dpkg-deb --root-owner-group -Zgzip -z6 -b "$tree" "$target/$name" >/dev/null
rm -rf "$work/deb"
