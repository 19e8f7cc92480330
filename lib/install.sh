# shellcheck shell=sh
# Read by the script jopher when what is installed is missing, damaged or older than its sources, or
# when its AOT cache does not fit the JDK and the flags.
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

sources_newer_than() {
    [ -n "$(find_sources -newer "$1")" ]
}


# The size of file $1 in bytes.
size_of() {
    size=$(wc -c <"$1") && printf '%d\n' "$size"
}

# --- one at a time

# Sets "holder" to the process that has the lock; empty if it does not say.
find_holder() {
    holder=''
    if [ -r "$lock/pid" ]; then
        read -r holder <"$lock/pid"
    fi
}

# Whether the holder is. A process of another user cannot be signalled, but it is there; one that
# has not said its number after five seconds never will.
is_gone() {
    if [ -z "$holder" ]; then
        [ "$seconds" -ge 5 ]
    else
        ! kill -0 "$holder" 2>/dev/null && ! [ -d "/proc/$holder" ] && ! ps -p "$holder" >/dev/null 2>&1
    fi
}

# Removes a lock whose holder has gone without a word. Only one may do so: a second one could hit
# the next holder's.
break_lock() {
    mkdir "$lock.breaking" 2>/dev/null || return
    seen=$holder
    find_holder
    if [ "$holder" = "$seen" ]; then
        rm -rf "$lock"
    fi
    rmdir "$lock.breaking"
}

take_lock() {
    lock=$state/lock
    seconds=0
    until mkdir "$lock" 2>/dev/null; do
        find_holder
        if is_gone; then
            break_lock
        fi
        [ "$seconds" -ne 2 ] || say 'waiting for another jopher that is building...'
        [ "$seconds" -lt 900 ] || die "waited 15 minutes for another jopher to build; if there is none, remove $lock"
        seconds=$((seconds + 1))
        sleep 1
    done
    trap leave EXIT
    trap 'exit 130' INT
    trap 'exit 143' HUP TERM
    echo $$ >"$lock/pid"
}

leave() {
    [ -z "$child" ] || kill "$child" 2>/dev/null
    rm -rf "$lock"
}

# Runs $@, which may take long, as another process: while a shell has a command in the foreground it
# hears no signal.
attend() {
    "$@" </dev/null &
    child=$!
    wait "$child"
    status=$?
    child=''
    return "$status"
}

child=''

release_lock() {
    rm -rf "$lock"
    trap - EXIT INT HUP TERM
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

# To be attended: becomes a JVM that does what programs do and leaves an AOT cache in directory $1.
# The rest of $@ is more flags for it.
training() {
    export XDG_CACHE_HOME="$1"
    into=$1
    shift
    # shellcheck disable=SC2086 # several words
    exec "$jdk/bin/java" "$jvm_flags" $collector -Xlog:aot=warning -Xlog:cds=warning $no_code \
        "-XX:AOTCacheOutput=$into/classes.aot" "$@" -cp "${into%/*}/jopher-cli.jar" dev.jopher.cli.Training "$into" \
        >"$into.log" 2>&1
}

# Makes the AOT cache $1.aot. The rest of $@ is more flags for the JVM that makes it.
train() {
    cache=$1
    shift
    rm -rf "${cache%/*}/training" && mkdir "${cache%/*}/training" || return
    made=0
    if attend training "${cache%/*}/training" "$@" && [ -f "${cache%/*}/training/classes.aot" ]; then
        made=$(size_of "${cache%/*}/training/classes.aot")
        mv -f "${cache%/*}/training/classes.aot" "$cache.aot"
        rm -f "${cache%/*}/training.log"
    else
        rm -f "$cache.aot"
    fi
    rm -rf "${cache%/*}/training" "${cache%/*}/options"
    printf '%s\n' "$aot_key" "$made" >"$cache.key"
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

# --- the AOT cache

# Makes the AOT cache of all programs anew.
retrain() {
    [ -w "$version_dir" ] || return
    take_lock
    is_current || :
    if ! is_trained; then
        for_what='for this JDK'
        [ "$key" != "$aot_key" ] || for_what='again, for the AOT cache was damaged'
        say "preparing $for_what (once)..."
        train "$version_dir/classes"
    fi
    release_lock
}

# Makes an AOT cache for programs that run with agents. An agent must be there when it is made, but
# must not have changed a class. $1 is the cache's name, $2 what it is for; the rest are more flags.
train_for() {
    [ -w "$version_dir" ] || return
    cache_name=$1 what=$2
    shift 2
    take_lock
    if ! is_trained_for "$cache_name"; then
        say "preparing $what (once)..."
        train "$version_dir/$cache_name" "$@" -XX:-AOTClassLinking
    fi
    release_lock
}

train_race() {
    train_for race -race "-Xbootclasspath/a:$race_jar" "-javaagent:$race_jar=idle=1"
}

train_explore() {
    train_for explore 'the explorer' "-Xbootclasspath/a:$race_jar:$explore_jar" "-javaagent:$race_jar=idle=1" \
        "-javaagent:$explore_jar=idle=1"
}
