package io.terralapse.pipeline;

/**
 * How a run is to go about a job, apart from the job itself.
 *
 * @param noCache neither use nor keep what earlier runs measured
 * @param strict publish nothing if anything was wrong with the data
 * @param ifChanged do nothing unless the scenes have changed, whatever the settings say
 * @param locked refuse to publish if the lock is missing or does not fit
 * @param relock derive everything anew and write another lock
 * @param toolVersion the program's version; part of what a film depends on
 */
public record RunOptions(
    boolean noCache,
    boolean strict,
    boolean ifChanged,
    boolean locked,
    boolean relock,
    String toolVersion) {}
