/**
 * The command line: the launcher's main class and the interface through which other modules add
 * their subcommands. A subcommand is thin: it reads its arguments, calls the library, prints, and
 * returns an exit code.
 */
@NullMarked
package org.waymark.cli;

import org.jspecify.annotations.NullMarked;
