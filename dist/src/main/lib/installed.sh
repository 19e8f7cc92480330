# shellcheck shell=sh
# Read by lib/start.sh at each start of a distribution: its jars are in lib/ and never change. What
# the command makes, the AOT caches above all, is in the user's cache folder:
#
#   jopher-command/BUILD/   for the build that lib/build names; the files are those that
#                           lib/install.sh of a checkout lists, without the jars

# Sets "state", "version_dir", "jar", "race_jar", "explore_jar", "key" and "damaged".
is_current() {
    jar=$home/lib/jopher-cli.jar
    race_jar=$home/lib/jopher-race.jar
    explore_jar=$home/lib/jopher-explore.jar
    [ -f "$jar" ] && [ -f "$race_jar" ] && [ -f "$explore_jar" ] && read -r build_id <"$home/lib/build" ||
        die "a file of lib is missing in $home: unpack the archive again"
    # An archive with a runtime of its own has AOT caches of its own.
    [ ! -d "$home/runtime" ] || build_id=$build_id-runtime
    version_dir=${XDG_CACHE_HOME:-$HOME/.cache}/jopher-command/$build_id
    state=$version_dir
    [ -d "$state" ] || mkdir -p "$state" 2>/dev/null || :
    is_trained_for classes || :
}
