# shellcheck shell=sh
# Read by the script jopher for "jopher run" and "jopher explore", and for options in variables: the
# words after the command, and Ctrl-\.

# --- Ctrl-\

# Go then prints where all goroutines are and exits. A JVM keeps that signal for itself, to print
# its own threads, and no goroutine is among them. So a second process receives the signal and sends
# another one that the program's JVM handles. The second process exits when the program exits,
# because that closes the pipe. Sets "quit".
hear_quit() {
    env --default-signal=QUIT true 2>/dev/null || return
    pipe=$state/quit.$$
    mkfifo "$pipe" 2>/dev/null || return
    env --default-signal=QUIT sh -c 'trap "kill -USR1 $1" QUIT; while read -r _; do :; done' quit $$ \
        <"$pipe" >/dev/null 2>&1 &
    exec 9>"$pipe"
    rm -f "$pipe"
    quit='-Djopher.quit=USR1 -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput'
}

# --- the words after "run" or "explore"

# Reads $@, all words of the command, up to the program. Sets "options", those for the JVM, as text
# for eval; "doubtful", those of them that the JVM may refuse, as such a text and, in "new", as they
# are; "entries" and "libraries", the class path, each after a colon; "race"; and
# "replay". Main reads the same words (RunFlag); a test checks that both know the same flags (RunFlagIT).
read_flags() {
    n=1
    shift
    while [ $# -gt 0 ]; do
        n=$((n + 1))
        case $1 in
        -procs | --procs | -schedtrace | --schedtrace | -trace | --trace | -Xmaxerrs | -Xmaxwarns | --release | --source | \
            -repeat | --repeat | -schedules | --schedules | -time | --time | -seed | --seed | -strategy | \
            --strategy | -jobs | --jobs | -html | --html | -o | --o)
            [ $# -gt 1 ] && shift && n=$((n + 1))
            ;;
        -replay | --replay)
            replay=yes
            [ $# -gt 1 ] && shift && n=$((n + 1))
            ;;
        -replay=* | --replay=*) replay=yes ;;
        -cp | -classpath | --class-path)
            [ $# -gt 1 ] || return 0
            shift && n=$((n + 1))
            add_entries "$1"
            ;;
        -cp=* | -classpath=* | --class-path=*) add_entries "${1#*=}" ;;
        -with | --with)
            [ $# -gt 1 ] || return 0
            shift && n=$((n + 1))
            add_library "$1"
            ;;
        -with=* | --with=*) add_library "${1#*=}" ;;
        -race | --race) race=yes ;;
        -race=off | --race=off) race=off ;;
        -Xlint | -Xlint:* | -Xdiags:* | -Xdoclint | -Xdoclint:* | -Xmaxerrs=* | -Xmaxwarns=*) ;;
        -D*) options="$options \"\${$n}\"" ;;
        -javaagent:* | -agentlib:* | -agentpath:* | -Xlog | -Xlog:* | -Xrun* | -XX:AOT* | -XX:Archive* | \
            -XX:StartFlightRecording*)
            # Not to be tried: these do something.
            options="$options \"\${$n}\""
            ;;
        -ea | -ea:* | -enableassertions | -enableassertions:* | -da | -da:* | -disableassertions | \
            -disableassertions:* | -esa | -enablesystemassertions | -dsa | -disablesystemassertions | -X* | \
            -verbose | -verbose:* | --enable-preview | --add-exports=* | --add-modules=* | --add-opens=* | \
            --add-reads=* | --enable-native-access=* | --limit-modules=* | --module-path=* | --patch-module=* | \
            --upgrade-module-path=* | --finalization=* | --illegal-native-access=* | \
            --sun-misc-unsafe-memory-access=* | --enable-final-field-mutation=* | --illegal-final-field-mutation=*)
            options="$options \"\${$n}\""
            doubtful="$doubtful \"\${$n}\""
            new="$new $1"
            case $1 in
            -XX:+Use*GC) collector=-XX:-UseParallelGC ;;
            esac
            ;;
        --add-exports | --add-modules | --add-opens | --add-reads | --enable-native-access | --limit-modules | \
            --module-path | -p | --patch-module | --upgrade-module-path)
            [ $# -gt 1 ] || return 0
            options="$options \"\${$n}\" \"\${$((n + 1))}\""
            doubtful="$doubtful \"\${$n}\" \"\${$((n + 1))}\""
            new="$new $1 $2"
            shift && n=$((n + 1))
            ;;
        - | [!-]*) return 0 ;;
        esac
        shift
    done
}

# Adds what $1, a class path, names: "dir/*" is all jars in dir, in the order of their names.
# (Java's own order is that in which the directory lists them.) The last -cp counts, as with java.
add_entries() {
    entries=''
    rest=$1:
    while [ -n "$rest" ]; do
        entry=${rest%%:*}
        rest=${rest#*:}
        case $entry in
        '*' | */'*')
            for found in "${entry%?}"*.[jJ][aA][rR]; do
                [ ! -f "$found" ] || entries=$entries:$found
            done
            ;;
        *) entries=$entries:$entry ;;
        esac
    done
}

# Adds the library $1 to "libraries": the jar of that name in lib/modules, or the jars of that
# folder, or the folder itself if it holds no jar.
add_library() {
    case $1 in
    '' | -* | *.java)
        # The value is missing. Main says so.
        return
        ;;
    */* | .*) ;;
    *)
        for found in "$modules_dir/$1.jar" "$modules_dir/jopher-$1.jar" "$modules_dir/$1"/*.jar "$modules_dir/$1"; do
            [ -e "$found" ] || continue
            case $found in
            "$modules_dir"/*/*)
                libraries=$libraries:$found
                continue
                ;;
            esac
            # A folder that holds jars has been added.
            case $libraries: in
            *":$found/"*) ;;
            *) libraries=$libraries:$found ;;
            esac
            return
        done
        ;;
    esac
    names=''
    for found in "$modules_dir"/*; do
        name=${found##*/}
        name=${name#jopher-}
        [ ! -e "$found" ] || names="$names ${name%.jar}"
    done
    die "there is no library $1 in $modules_dir; it has${names:- none}"
}

# Sets "detector", flags for the JVM as text for eval, and "aot". An AOT cache that was made without
# an agent does not fit a JVM with one. Checks make methods larger, and the JIT would no longer
# inline those that it does without them (a ray tracer took 10 to 14 times as long, and takes 8).
use_race() {
    is_trained_for race || { . "$home/lib/train.sh" && train_race; }
    aot=
    if [ -f "$version_dir/race.aot" ]; then
        aot=-XX:AOTCache=$version_dir/race.aot
    fi
    # shellcheck disable=SC2016 # for eval
    detector='-XX:InlineSmallCode=6000 "-Xbootclasspath/a:$race_jar" "-javaagent:$race_jar=cache=$version_dir/race-cache"'
}

# The same for the explorer, which also checks each schedule for races unless "race" is off.
use_explore() {
    is_trained_for explore || { . "$home/lib/train.sh" && train_explore; }
    aot=
    if [ -f "$version_dir/explore.aot" ]; then
        aot=-XX:AOTCache=$version_dir/explore.aot
    fi
    # shellcheck disable=SC2016 # for eval
    detector='"-Xbootclasspath/a:$race_jar:$explore_jar"'
    if [ "$race" != off ]; then
        # shellcheck disable=SC2016
        detector="$detector"' "-javaagent:$race_jar=cache=$version_dir/explore-cache"'
    fi
    # shellcheck disable=SC2016
    detector="$detector"' "-javaagent:$explore_jar"'
}

# A JVM that does not know an option exits with 1, as a program that does not compile. So options
# are tried before their first use, in their final order.
try_options() {
    known="$jdk_version $collector $new ${JOPHER_JAVA_OPTS-} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-}"
    if [ -r "$version_dir/options" ]; then
        while IFS= read -r line; do
            [ "$line" != "$known" ] || return 0
        done <"$version_dir/options"
    fi
    tried=''
    # shellcheck disable=SC2086 # several words
    for word in ${JOPHER_JAVA_OPTS-}; do
        case $word in
        -javaagent:* | -agentlib:* | -agentpath:* | -Xlog* | -Xrun* | -XX:AOT* | -XX:Archive* | -XX:StartFlight*) ;;
        *) tried="$tried $word" ;;
        esac
    done
    set -f
    # shellcheck disable=SC2086 # several words each
    if said=$(eval "\"\$jdk/bin/java\" \"\$jvm_flags\" \$collector \$tried $doubtful -version" 2>&1 </dev/null); then
        { printf '%s\n' "$known" >>"$version_dir/options"; } 2>/dev/null || :
        return 0
    fi
    set +f
    say "java does not take the options: $(printf '%s\n' "$said" | grep -v -e '^Error: Could not create' -e '^NOTE: ' \
        -e '^Error: A fatal exception' | head -n 3)"
    exit 2
}

