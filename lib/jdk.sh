# shellcheck shell=sh
# Read by the script jopher at each start: finds a JDK 25 or later. Starts no process.

# Takes $1 if it is a JDK of version 25 or later with a compiler; sets "jdk" and "jdk_version".
# Nothing is started to find that out: each JDK says it in its file "release".
try_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    version='' build='' modules=''
    while IFS='=' read -r key value; do
        value=${value#\"}
        value=${value%\"*}
        case $key in
        JAVA_VERSION) version=$value ;;
        JAVA_RUNTIME_VERSION) build=$value ;;
        MODULES) modules=$value ;;
        esac
    done <"$1/release"
    major=${version%%[!0-9]*}
    [ "${major:-0}" -ge 25 ] || return 1
    case " $modules " in
    *' jdk.compiler '*) ;;
    *)
        if [ -n "$modules" ] || ! [ -x "$1/bin/javac" ]; then
            without_compiler=$1
            return 1
        fi
        ;;
    esac
    jdk=$1
    jdk_version=${build:-$version}
}

# Takes the first of these that will do.
try_jdks() {
    for candidate; do
        try_jdk "$candidate" && return
    done
    return 1
}

try_path() {
    java=$(command -v java) || return 1
    resolve "$java"
    try_jdk "${resolved%/bin/java}"
}

# Where installers put JDKs.
try_folders() {
    if [ -n "${JOPHER_JDKS-}" ]; then
        try_jdks "$JOPHER_JDKS"/*
        return
    fi
    try_jdks /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/openjdk* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.gradle/jdks/* \
        "$HOME"/.gradle/jdks/*/Contents/Home "$HOME"/.jbang/cache/jdks/*
}

find_jdk() {
    : "${HOME:=/nonexistent}"
    without_compiler=''
    # An archive with a runtime of its own has it in runtime/.
    try_jdk "${JAVA25_HOME-}" || try_jdk "$home/runtime" && return
    if try_jdk "${JAVA_HOME-}" || try_path || try_folders; then
        [ -z "${JAVA25_HOME-}" ] || say "JAVA25_HOME is no JDK 25 or later: $JAVA25_HOME; taking $jdk"
        return
    fi
    [ -z "$without_compiler" ] || die "needs a JDK 25 or later; $without_compiler has no compiler (module jdk.compiler)"
    die "needs a JDK 25 or later and found none: install one, or set JAVA_HOME or JAVA25_HOME to it"
}

