package org.waymark.stress.campaign;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a job is given beside its fields.
 *
 * @param directory an empty directory of its own; what is left in it is evidence
 * @param progress hears in a few words how far the job has come, such as {@code 40 scenarios}; may
 *     be called by any thread, as often as one likes
 */
public record JobContext(Path directory, Consumer<String> progress) {}
