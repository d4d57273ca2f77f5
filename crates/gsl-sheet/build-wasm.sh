#!/bin/sh
# Builds the module into a folder, for the console's build and for tests:
#
#   build-wasm.sh FOLDER [release|debug]
#
# leaves gsl-sheet-HASH.js and gsl-sheet-HASH_bg.wasm there, which may be cached for ever, and sheet.json, which names them.
# Needs wasm-bindgen and, for a release, wasm-opt on PATH.
set -eu
out=$(cd "$1" && pwd)
profile=${2:-release}
cd "$(dirname "$0")/../.."

case $profile in
  release) cargo_profile=wasm-release folder=wasm-release ;;
  debug) cargo_profile=dev folder=debug ;;
  *) echo "build-wasm.sh: no profile $profile" >&2; exit 1 ;;
esac
# For speed: it costs 3 kB compressed and halves the time. The console itself is built for size.
CARGO_PROFILE_WASM_RELEASE_OPT_LEVEL=3 cargo build --quiet --locked --package gsl-sheet --lib --target wasm32-unknown-unknown --profile "$cargo_profile"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names=
[ "$profile" = debug ] || names="--remove-name-section --remove-producers-section"
# shellcheck disable=SC2086 # two words or none
wasm-bindgen --target web --no-typescript $names --out-name gsl-sheet --out-dir "$work" \
  "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/$folder/gsl_sheet.wasm"
if [ "$profile" = release ]; then
  wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
    --enable-reference-types --enable-multivalue -o "$work/small.wasm" "$work/gsl-sheet_bg.wasm"
  mv "$work/small.wasm" "$work/gsl-sheet_bg.wasm"
fi

hash=$(cat "$work/gsl-sheet.js" "$work/gsl-sheet_bg.wasm" | sha256sum | cut -c 1-16)
rm -f "$out"/gsl-sheet-*.js "$out"/gsl-sheet-*_bg.wasm
cp "$work/gsl-sheet.js" "$out/gsl-sheet-$hash.js"
cp "$work/gsl-sheet_bg.wasm" "$out/gsl-sheet-${hash}_bg.wasm"
printf '{"js":"gsl-sheet-%s.js","wasm":"gsl-sheet-%s_bg.wasm"}\n' "$hash" "$hash" > "$out/sheet.json"
