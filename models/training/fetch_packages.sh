#!/usr/bin/env bash
# Fetches the music of free games from Debian's packages: fetch_packages.sh DIR
#
# Needs Debian 12 (apt-get, dpkg-deb), tar and unzip. Each package of packages.txt goes to DIR/PACKAGE,
# music inside an archive to ARCHIVE!/. Existing packages are kept, so a killed run continues.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?usage: fetch_packages.sh DIR}
mkdir -p "$dir/.deb"
chmod 777 "$dir/.deb" # apt-get downloads as the user _apt

music=('*.ogg' '*.oga' '*.mp3' '*.opus' '*.flac' '*.m4a' '*.wav' '*.xm' '*.mod' '*.it' '*.s3m')
archives=('*.pk3' '*.pk4' '*.zip' '*.egg')
papers=('*copyright*' '*readme*' '*credits*' '*authors*' '*licen[cs]e*' '*copying*')

unpack() { # PACKAGE
  local deb
  (cd "$dir/.deb" && apt-get --quiet download "$1" >/dev/null)
  deb=$(ls "$dir/.deb/$1"_*.deb)
  mkdir -p "$dir/$1"
  # tar fails if a package has no file for one of the patterns.
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$dir/$1" --wildcards --ignore-case --no-anchored \
    --no-same-owner "${music[@]}" "${archives[@]}" "${papers[@]}" 2>/dev/null || true
  rm "$deb"
}

unpack_archives() { # PACKAGE
  local archive
  while IFS= read -r -d '' archive; do
    mkdir -p "$archive!"
    # unzip fails if an archive has no file for one of the patterns.
    unzip -qoC "$archive" "${music[@]}" "${papers[@]}" -d "$archive!" >/dev/null 2>&1 || true
    rm "$archive"
  done < <(find "$dir/$1" -type f \( -iname '*.pk3' -o -iname '*.pk4' -o -iname '*.zip' -o -iname '*.egg' \) -print0)
}

while read -r package; do
  [ ! -e "$dir/$package/.done" ] || continue
  rm -rf "${dir:?}/$package"
  unpack "$package" || { echo "$package: download failed; skipped" >&2; continue; }
  unpack_archives "$package"
  touch "$dir/$package/.done"
done <"$here/packages.txt"
