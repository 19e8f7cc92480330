// Prints the JVM that "jopher run" starts: its JDK, then each of its flags, except those about the
// AOT cache, which fits only the command's own jar. bench/board gives the same to every JVM that it
// measures.
void main() {
    IO.println(System.getProperty("java.home"));
    for (var flag : java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
        if (!flag.startsWith("-XX:AOT") && !flag.startsWith("-Xlog:") && !flag.startsWith("-Djopher.")) {
            IO.println(flag);
        }
    }
}
