package io.terralapse.report;

import java.util.List;

/**
 * Everything that the alignment page shows.
 *
 * <p>The list of dates is not copied, so it may read its pictures when it is asked for a date: the
 * page walks it twice, in order, and keeps no pictures but those of the reference.
 *
 * @param title the film's title; empty means that the page says "Alignment"
 * @param referenceId the date that the others are aligned to, or the name of a picture outside of
 *     the film
 * @param referenceWhy why it was chosen, as a sentence; may be empty
 * @param pixelSizeM side of a frame pixel on the ground, metres; NaN if unknown
 * @param width frame width, pixels, at least 1
 * @param height frame height, pixels, at least 1
 * @param dates in order of time
 * @param edges every pair of dates that was compared
 * @param toolVersion what made the page
 */
public record AlignmentReport(
    String title,
    String referenceId,
    String referenceWhy,
    double pixelSizeM,
    int width,
    int height,
    List<AlignedDate> dates,
    List<MeasuredEdge> edges,
    String toolVersion) {

  /**
   * Checks the frame's size.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public AlignmentReport {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("A frame of " + width + " x " + height + " pixels");
    }
    edges = List.copyOf(edges);
  }
}
