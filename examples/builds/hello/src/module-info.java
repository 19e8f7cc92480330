/** The smallest program with a goroutine, as a module. */
module hello {
    requires dev.jopher;
}
