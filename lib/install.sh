# shellcheck shell=sh
# Read by the script jopher when what is installed is missing, damaged or older than its sources.
#
# What is built is installed in .jopher/, and never changed again while a program may be running on
# it:
#
#   .jopher/current               the name of the version in use; replaced in one step
#   .jopher/v.../jopher-cli.jar   the command and the library
#   .jopher/v.../jopher-race.jar  the race detector
#   .jopher/v.../jopher-explore.jar  the schedule explorer
#   .jopher/v.../stamp            its time: the sources were read after it; in it, the sizes of the jars
#   .jopher/v.../classes.aot      the JVM's AOT cache for that jar (JEP 483, 515), which makes the start quick
#   .jopher/v.../classes.key      what that was made with: the JDK and the flags; in the second line, its size
#   .jopher/v.../race.aot, .key   the same for programs that run with the race detector; made at the first -race
#   .jopher/v.../explore.aot, .key  the same with the explorer; made at the first "jopher explore"
#   .jopher/v.../race-cache/      the classes of the JDK that the race detector has rewritten
#   .jopher/v.../explore-cache/   those that it has rewritten next to the explorer
#   .jopher/v.../options          options for the JVM that it is known to take
#   .jopher/lock/                 there while a jopher installs; pid in it is that process

. "$home/lib/train.sh"

sources_newer_than() {
    [ -n "$(find_sources -newer "$1")" ]
}

# --- installing

# To be attended: becomes Maven.
maven() {
    cd "$home" || exit
    export JAVA_HOME="$jdk" JAVA25_HOME="$jdk" MAVEN_OPTS="${MAVEN_OPTS-} --sun-misc-unsafe-memory-access=allow"
    exec mvn -q -B "$@" -pl cli -am -Dmaven.test.skip=true package >"$state/build.log" 2>&1
}

# Makes the jars of the command, the race detector and the explorer, without the network if that works; $1 says why.
build() {
    command -v mvn >/dev/null || die "building ($1) needs Maven, and there is no mvn on the PATH"
    say "building ($1)..."
    attend maven -o && return
    if grep -q offline "$state/build.log"; then
        attend maven && return
    fi
    grep -e '^\[ERROR\] [^[]' -e '^ ' "$state/build.log" | head -n 20 >&2
    die "the build failed; all that Maven said is in $state/build.log"
}

# Puts the jars that Maven made in use, if they work. $1 is their stamp.
switch_to_built() {
    previous=$current
    new=$state/v$(date +%Y%m%d%H%M%S)-$$
    mkdir "$new" && cp "$built" "$new/jopher-cli.jar" && cp "$built_race" "$new/jopher-race.jar" &&
        cp "$built_explore" "$new/jopher-explore.jar" && size_of "$new/jopher-cli.jar" >"$new/stamp" &&
        size_of "$new/jopher-race.jar" >>"$new/stamp" && size_of "$new/jopher-explore.jar" >>"$new/stamp" &&
        touch -r "$1" "$new/stamp" && rm -f "$1" || return
    if ! "$jdk/bin/java" -cp "$new/jopher-cli.jar" dev.jopher.cli.Main version >/dev/null 2>&1; then
        rm -rf "$new"
        return 1
    fi
    jar=$new/jopher-cli.jar
    train "$new/classes"
    echo "${new##*/}" >"$state/current.new" && mv -f "$state/current.new" "$state/current" && find_installed && tidy
}

# Removes what is out of use, but not yet the jars: programs may still be running on them.
tidy() {
    for old in "$state"/v*; do
        [ "$old" = "$version_dir" ] || rm -f "$old/classes.aot" "$old/race.aot" "$old/explore.aot"
    done
    find "$state" -name 'v*' -prune ! -name "$current" ! -name "${previous:-$current}" -mmin +60 -exec rm -rf {} + \
        2>/dev/null
    :
}

install() {
    if ! mkdir -p "$state" 2>/dev/null || ! [ -w "$state" ]; then
        find_installed || die "cannot write to $state, where it is built on first use"
        [ "$reason" = 'its sources have changed' ] || die "$reason, and it cannot be built: $state cannot be written"
        say "cannot write to $state; this is the build of before the last change of the sources"
        return
    fi
    take_lock
    if ! is_current; then
        built=$home/cli/target/jopher-cli.jar
        built_race=$home/race/target/jopher-race.jar
        built_explore=$home/explore/target/jopher-explore.jar
        stamp=$state/stamp
        # What "mvn verify" has just made need not be made again.
        if ! { [ -f "$built" ] && [ -f "$built_race" ] && [ -f "$built_explore" ] &&
            ! sources_newer_than "$built" && ! sources_newer_than "$built_race" &&
            ! sources_newer_than "$built_explore" && touch -r "$built_race" "$stamp" &&
            switch_to_built "$stamp"; }; then
            touch "$stamp"
            build "$reason"
            switch_to_built "$stamp" || die "what was built in $home/cli/target does not work"
        fi
        is_current || :
    fi
    release_lock
}
