#!/bin/sh
# A disk image with photoclip.app:
#   packaging/macos/make_dmg.sh build/bundle/photoclip.app build/dist
#
# Signed where CODESIGN_IDENTITY names who signs, and notarised where NOTARY_PROFILE names a
# profile of `notarytool store-credentials`, or NOTARY_KEY, NOTARY_KEY_ID and NOTARY_ISSUER a key.
set -eu

app=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)
version=$("$app/Contents/MacOS/photoclip" --version | awk '{print $2}')
image="$out/photoclip-$version-macos-$(uname -m).dmg"
mkdir -p "$out"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements "$here/entitlements.plist" --sign "$CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname photoclip -srcfolder "$stage" -fs HFS+ -format ULFO "$image"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
elif [ -n "${NOTARY_KEY:-}" ]; then
    xcrun notarytool submit "$image" --key "$NOTARY_KEY" --key-id "$NOTARY_KEY_ID" \
        --issuer "$NOTARY_ISSUER" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
