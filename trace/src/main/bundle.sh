#!/bin/sh
# Gets the charting library of the page from npm, and writes it with its licence, version and hashes
# to src/main/resources/dev/jopher/trace/page/lib. The build needs no node: the files are checked in,
# and BundleTest compares their hashes. To raise the version, change it here, run this in the folder
# "trace", and look at the page.
set -eu

version=1.6.32
to=$PWD/src/main/resources/dev/jopher/trace/page/lib
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "uplot@$version" >/dev/null
tar xzf "uplot-$version.tgz"
mkdir -p "$to"
cp package/dist/uPlot.iife.min.js package/dist/uPlot.min.css "$to"
cp package/LICENSE "$to/uPlot.LICENSE"
cd "$to"
{
    echo "# uPlot, https://github.com/leeoniya/uPlot, MIT; made by src/main/bundle.sh"
    echo "version=$version"
    for file in uPlot.iife.min.js uPlot.min.css uPlot.LICENSE; do
        echo "$file=$(sha256sum "$file" | cut -d ' ' -f 1)"
    done
} >bundle.properties
