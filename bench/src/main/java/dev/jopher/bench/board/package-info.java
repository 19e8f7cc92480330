/** The board: starts the workers, asks them in turn, and writes what they said. */
package dev.jopher.bench.board;
