package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code jopher completion bash|zsh|fish|man}: scripts with which a shell completes the command
 * line, and the manual page. The build of the archive runs it. All of them are made from the help
 * texts and {@link OwnFlags}, so they cannot lack a flag.
 */
final class Completion {
    static final List<String> COMMANDS =
            List.of("run", "explore", "trace", "dump", "top", "ps", "doctor", "version",
                    "completion", "help");

    static final String HELP = """
            usage: jopher completion bash|zsh|fish|man

            Prints a script with which a shell completes the command line, or the manual page:
                bash   in ~/.bashrc: . <(jopher completion bash)
                zsh    jopher completion zsh >DIR/_jopher, where DIR is in fpath
                fish   in config.fish: jopher completion fish | source
                man    jopher completion man | man -l -
            """;

    private static final List<String> KINDS = List.of("bash", "zsh", "fish", "man");

    private static final List<String> DUMP_FLAGS = List.of("-all", "-json", "-unfolded");

    private Completion() {}

    static int run(List<String> words) {
        if (words.size() != 1) {
            throw CommandException.usage("completion takes one of bash, zsh, fish and man");
        }
        System.out.print(text(words.getFirst()));
        return Main.EXIT_OK;
    }

    /** Writes all of them to the folders of an archive, under the names that shells expect. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0], "completion", "jopher.bash"), text("bash"));
        write(Path.of(args[0], "completion", "_jopher"), text("zsh"));
        write(Path.of(args[0], "completion", "jopher.fish"), text("fish"));
        write(Path.of(args[0], "man", "man1", "jopher.1"), text("man"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static String text(String kind) {
        return switch (kind) {
            case "bash" -> bash();
            case "zsh" -> zsh();
            case "fish" -> fish();
            case "man" -> ManualPage.text();
            default -> throw CommandException
                    .usage("completion takes one of bash, zsh, fish and man");
        };
    }

    /** Returns the words that may follow a command, and are no files; few commands have some. */
    private static String words(String command) {
        return switch (command) {
            case "help" -> String.join(" ", COMMANDS) + " environment";
            case "completion" -> String.join(" ", KINDS);
            default -> throw new IllegalArgumentException(command);
        };
    }

    /** Returns the flags of a command, sorted; those of java and javac are not among them. */
    static List<String> flags(String command) {
        return switch (command) {
            case "run" -> flags(OwnFlags.RUN);
            case "explore" -> flags(OwnFlags.EXPLORE);
            case "trace" -> TraceOptions.FLAGS;
            case "dump" -> DUMP_FLAGS;
            case "top" -> TopCommand.FLAGS;
            default -> List.of();
        };
    }

    private static List<String> flags(OwnFlags own) {
        return List.copyOf(new TreeSet<>(Stream.concat(own.switches().stream(),
                own.settings().stream()).toList()));
    }

    private static String cases(String format) {
        return COMMANDS.stream().filter(c -> !flags(c).isEmpty())
                .map(c -> format.formatted(c, String.join(" ", flags(c))))
                .collect(Collectors.joining());
    }

    private static String bash() {
        return """
                # Completion of jopher for bash; made by "jopher completion bash".
                _jopher() {
                    local word=${COMP_WORDS[COMP_CWORD]} flags= words=
                    COMPREPLY=()
                    if [ "$COMP_CWORD" -eq 1 ]; then
                        COMPREPLY=($(compgen -W "%s" -- "$word"))
                        return
                    fi
                    case ${COMP_WORDS[1]} in
                %s    help) words="%s" ;;
                    completion) words="%s" ;;
                    esac
                    case $word in
                    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
                    *) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
                    esac
                }
                complete -o default -F _jopher jopher
                """
                .formatted(String.join(" ", COMMANDS), cases("    %s) flags=\"%s\" ;;\n"),
                        words("help"), words("completion"));
    }

    private static String zsh() {
        return """
                #compdef jopher
                # Completion of jopher for zsh; made by "jopher completion zsh".
                _jopher() {
                    local -a flags
                    if (( CURRENT == 2 )); then
                        compadd -- %s
                        return
                    fi
                    case ${words[2]} in
                %s    help) compadd -- %s; return ;;
                    completion) compadd -- %s; return ;;
                    esac
                    if [[ ${words[CURRENT]} == -* ]]; then
                        compadd -- $flags
                    else
                        _files
                    fi
                }
                _jopher "$@"
                """.formatted(String.join(" ", COMMANDS), cases("    %s) flags=(%s) ;;\n"),
                words("help"), words("completion"));
    }

    private static String fish() {
        StringBuilder script = new StringBuilder(
                "# Completion of jopher for fish; made by \"jopher completion fish\".\n");
        script.append("complete -c jopher -n __fish_use_subcommand -f -a '")
                .append(String.join(" ", COMMANDS)).append("'\n");
        for (String command : COMMANDS) {
            for (String flag : flags(command)) {
                script.append("complete -c jopher -n '__fish_seen_subcommand_from ")
                        .append(command).append("' -o ").append(flag.substring(1)).append('\n');
            }
        }
        for (String command : List.of("help", "completion")) {
            script.append("complete -c jopher -n '__fish_seen_subcommand_from ").append(command)
                    .append("' -f -a '").append(words(command)).append("'\n");
        }
        return script.toString();
    }
}
