# shellcheck shell=sh
# Read by lib/start.sh at each start: checks whether the AOT caches can be used as they are. Starts
# at most one "find".

# Reads file $1.key: sets "key", what the AOT cache of that name was made with, and "aot_size".
read_key() {
    key='' aot_size=''
    if [ -r "$1.key" ]; then
        { read -r key && read -r aot_size; } <"$1.key"
    fi
}

# Checks that the AOT cache is whole, and was made with this JDK and these flags, or could not be
# made with them. Called after is_current.
is_trained() {
    [ "$key" = "$aot_key" ] && [ -z "$damaged" ]
}

# The same for an AOT cache that few programs need: $1 is "race" for those that run with the race
# detector, "explore" for those that run with the explorer.
is_trained_for() {
    read_key "$version_dir/$1"
    damaged=''
    if [ -f "$version_dir/$1.aot" ] && [ -n "$(find "$version_dir/$1.aot" ! -size "${aot_size:-0}c")" ]; then
        damaged=yes
    fi
    is_trained
}
