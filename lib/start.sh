# shellcheck shell=sh
# Read by the script jopher, the one of a checkout and the one of a distribution, at each start:
# becomes java. "home" is the folder that holds lib/, "state" a folder for what the command makes.
#
#   lib/jdk.sh         finds the JDK
#   lib/installed.sh   checks what is installed; a distribution has another one
#   lib/aot.sh         checks the AOT caches
#   lib/train.sh       makes an AOT cache; read only when one is missing or does not fit
#   lib/install.sh     builds and installs; a distribution has none
#   lib/run.sh         reads the flags after "run" and "explore"
#   lib/jopher.flags   the flags of every JVM
#   lib/modules/       jars with more commands, and libraries for "jopher run -with"

# --- the flags of the JVM

# An AOT cache may hold machine code for the processor that made it, and JDK 25 and 26 do not check
# that: a directory that two machines share could crash one of them. Without the code the start is
# as quick (25 starts each, on a busy machine: 840 ms without, 866 with it), so ours holds none.
no_code='-XX:+UnlockDiagnosticVMOptions -XX:+IgnoreUnrecognizedVMOptions -XX:-AOTAdapterCaching -XX:-AOTStubCaching'

# The AOT cache has profiles of the training run, and JDK 25 applies them in a thread of its own while
# the program starts. Without that a short program takes 142 ms instead of 155, and 179 ms of CPU
# time instead of 213 (medians of 31 starts on 2 cores); a long one is as fast.
no_replay='-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'

# Sets "jvm_flags", an argument for java; "aot_key", what an AOT cache depends on; and "collector".
# Two collectors are an error, so "collector" turns ours off if the user chose another one.
read_jvm_flags() {
    jvm_flags=@$home/lib/jopher.flags
    aot_key="$jdk $jdk_version $no_code"
    while read -r flag; do
        case $flag in
        '' | '#'*) ;;
        *) aot_key="$aot_key $flag" ;;
        esac
    done <"${jvm_flags#@}"
    case $jdk_version in
    25*) ;;
    *) no_replay='' ;; # not known there
    esac
    collector=
    case " ${JOPHER_JAVA_OPTS-} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} " in
    *' -XX:+UseParallelGC '*) ;;
    *' -XX:+Use'*'GC '*) collector=-XX:-UseParallelGC ;;
    esac
}

# --- the start

# Without a locale the bytes of a file name are UTF-8, as in Go. A JVM would take them for ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
C | POSIX)
    LC_CTYPE=C.UTF-8
    export LC_CTYPE
    [ -z "${LC_ALL-}" ] || LC_ALL=C.UTF-8
    ;;
esac
# The next file that is opened would take the number of a closed standard stream. Go opens
# /dev/null, too.
{ true 3<&0; } 2>/dev/null || exec </dev/null
{ true 3>&1; } 2>/dev/null || exec >/dev/null
{ true 3>&2; } 2>/dev/null || exec 2>/dev/null

modules_dir=$home/lib/modules
. "$home/lib/jdk.sh"
. "$home/lib/aot.sh"
. "$home/lib/installed.sh"
find_jdk
read_jvm_flags
is_current || { . "$home/lib/install.sh" && install; }
is_trained || { . "$home/lib/train.sh" && retrain; }

aot=
if [ -f "$version_dir/classes.aot" ]; then
    aot=-XX:AOTCache=$version_dir/classes.aot
fi
quit='' options='' doubtful='' new='' entries='' libraries='' race='' replay='' detector=''
case ${1-} in
run)
    . "$home/lib/run.sh"
    read_flags "$@"
    if [ -n "$replay" ]; then
        use_explore
    elif [ -n "$race" ]; then
        use_race
    fi
    ;;
explore)
    . "$home/lib/run.sh"
    read_flags "$@"
    use_explore
    ;;
[a-z]*) [ ! -f "$modules_dir/jopher-$1.jar" ] || libraries=:$modules_dir/jopher-$1.jar ;;
esac
if [ -n "$new${JOPHER_JAVA_OPTS-}${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}" ]; then
    . "$home/lib/run.sh"
    try_options "$@"
fi
# shellcheck disable=SC2086 # several words each
if [ "${1-}" = doctor ]; then
    # With AOTMode=on a JVM that cannot use the cache fails.
    works=no
    "$jdk/bin/java" "$jvm_flags" $collector -XX:AOTMode=on ${aot:+"$aot"} ${JOPHER_JAVA_OPTS-} -cp "$jar" \
        dev.jopher.cli.Main version >/dev/null 2>&1 && works=yes
    JOPHER_JAVA_OPTS="${JOPHER_JAVA_OPTS-} -Djopher.aot=$works"
fi
if [ "${1-}" = run ] && [ -t 0 ]; then
    hear_quit
fi
# Where nothing but ours is on the class path there is no propagator to search for.
propagation=
if [ -z "$entries$libraries$options${JOPHER_JAVA_OPTS-}${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}" ]; then
    propagation=-Djopher.propagation=false
fi
set -f
# shellcheck disable=SC2086 # several words each
eval "exec \"\$jdk/bin/java\" \"\$jvm_flags\" \$collector \$quit $no_replay \${aot:+\"\$aot\"} $detector $propagation \${JOPHER_JAVA_OPTS-} \
    $options -cp \"\$jar\$entries\$libraries\" dev.jopher.cli.Main \"\$@\""
