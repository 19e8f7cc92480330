# shellcheck shell=sh
# Read when an AOT cache is missing, damaged, or does not fit the JDK and the flags; and by
# lib/install.sh. One jopher at a time makes one.

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

# --- an AOT cache

# To be attended: becomes a JVM that does what programs do and leaves an AOT cache in directory $1.
# The rest of $@ is more flags for it.
training() {
    export XDG_CACHE_HOME="$1"
    into=$1
    shift
    # shellcheck disable=SC2086 # several words
    exec "$jdk/bin/java" "$jvm_flags" $collector -Xlog:aot=warning -Xlog:cds=warning $no_code \
        "-XX:AOTCacheOutput=$into/classes.aot" "$@" -cp "$jar" dev.jopher.cli.Training "$into" \
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
