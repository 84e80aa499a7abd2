#!/bin/bash
# Peer: what the tutorials say. gdalwarp, an 8-bit PNG and a drawtext pass for every date, then one ffmpeg. No alignment.
# usage: peer_gdalwarp_png.sh SCENES OUT.mp4 XMIN YMIN XMAX YMAX WIDTH HEIGHT
set -euo pipefail
scenes=$1 out=$2 te=("${@:3:4}") size=("${@:7:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
for scene in "$scenes"/*.tif; do
  day=$(basename "$scene" | grep -oE '[0-9]{8}' | head -1)
  frame=$(printf '%s/frame%04d' "$work" $n)
  gdalwarp -q -overwrite -multi -wo NUM_THREADS=2 -r cubic -te "${te[@]}" -ts "${size[@]}" "$scene" "$work/warped.tif"
  gdal_translate -q -of PNG -co ZLEVEL=1 -ot Byte -scale 300 3500 0 255 "$work/warped.tif" "$frame-plain.png"
  ffmpeg -nostdin -loglevel error -y -i "$frame-plain.png" -vf \
    "drawtext=text='${day:0:4}-${day:4:2}-${day:6:2}':fontsize=48:fontcolor=white:x=40:y=h-80:box=1:boxcolor=black@0.5" \
    "$frame.png"
  n=$((n + 1))
done
ffmpeg -nostdin -loglevel error -y -framerate 2 -i "$work/frame%04d.png" -r 24 -c:v libx264 -preset medium -crf 20 \
  -pix_fmt yuv420p -movflags +faststart "$out"
