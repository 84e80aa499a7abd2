package io.terralapse.pipeline;

/**
 * How a job is run, apart from the job itself.
 *
 * @param noCache neither use nor keep what earlier runs measured
 * @param strict publish nothing if there are warnings
 * @param ifChanged do nothing unless the scenes have changed, whatever the settings say
 * @param locked refuse to publish if the lock is missing or does not apply
 * @param relock ignore the lock, recalculate everything and replace it
 * @param toolVersion the program's version; outputs depend on it
 */
public record RunOptions(
    boolean noCache,
    boolean strict,
    boolean ifChanged,
    boolean locked,
    boolean relock,
    String toolVersion) {}
