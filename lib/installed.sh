# shellcheck shell=sh
# Read by the script jopher at each start: checks whether what is installed can be used as it is.
# Starts one "find".

# Sets "current", "version_dir", "jar", "race_jar" and "explore_jar"; false if nothing is installed.
find_installed() {
    current=''
    if [ -r "$state/current" ]; then
        read -r current <"$state/current"
    fi
    version_dir=$state/$current
    jar=$version_dir/jopher-cli.jar
    race_jar=$version_dir/jopher-race.jar
    explore_jar=$version_dir/jopher-explore.jar
    [ -n "$current" ] && [ -f "$jar" ] && [ -f "$race_jar" ] && [ -f "$explore_jar" ]
}

# Prints the sources, and the other files that $@ begins with, for which the rest of $@ is true, in
# the language of find. The directories count: a file that was removed changes its directory.
find_sources() {
    find "$home/pom.xml" "$home/.mvn" "$home/core/pom.xml" "$home/race/pom.xml" \
        "$home/explore/pom.xml" "$home/trace/pom.xml" "$home/cli/pom.xml" "$home/core/src/main" \
        "$home/race/src/main" "$home/explore/src/main" "$home/trace/src/main" "$home/cli/src/main" "$@" 2>/dev/null
}

# Checks that what is installed is whole, and that no source has changed since. A full disk leaves
# half a file behind. Sets "reason" if the check fails, and "damaged" if the AOT cache is not whole.
is_current() {
    reason='first use' damaged=''
    find_installed || return
    jar_size='' race_size='' explore_size=''
    if [ -r "$version_dir/stamp" ]; then
        { read -r jar_size && read -r race_size && read -r explore_size; } <"$version_dir/stamp"
    fi
    read_key "$version_dir/classes"
    changed=$(find_sources "$jar" "$race_jar" "$explore_jar" "$version_dir/classes.aot" \
        \( -name jopher-cli.jar ! -size "${jar_size:-0}c" \) \
        -o \( -name jopher-race.jar ! -size "${race_size:-0}c" \) \
        -o \( -name jopher-explore.jar ! -size "${explore_size:-0}c" \) \
        -o \( -name classes.aot ! -size "${aot_size:-0}c" \) \
        -o \( ! -name 'jopher-*.jar' ! -name classes.aot -newer "$version_dir/stamp" \))
    case $changed in
    '') return 0 ;; # find itself fails where there is no AOT cache
    "$version_dir/classes.aot")
        damaged=yes
        return 0
        ;;
    *"$jar"* | *"$race_jar"* | *"$explore_jar"*) reason='what was installed is damaged' ;;
    *) reason='its sources have changed' ;;
    esac
    return 1
}
