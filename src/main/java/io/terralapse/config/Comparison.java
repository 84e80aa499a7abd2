package io.terralapse.config;

/**
 * A second panel beside or below the frames of a job.
 *
 * @param below whether it is below the first panel rather than beside it
 * @param sameScenes whether it shows the scenes and the area of the first panel in other bands
 * @param panel the job with the settings of the second panel; its frames have the first panel's
 *     size
 */
public record Comparison(boolean below, boolean sameScenes, JobSettings panel) {
  /** Width of the line between the panels, pixels. */
  public static final int DIVIDER = 4;
}
