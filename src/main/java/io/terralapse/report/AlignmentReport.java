package io.terralapse.report;

import java.util.List;

/**
 * The content of the alignment page.
 *
 * <p>The list of dates is not copied, so that it may load images lazily: the page iterates over it
 * twice in order, and keeps only the images of the reference.
 *
 * @param title the title of the video; if it is empty, the page is titled "Alignment"
 * @param referenceId the date that the others are aligned to, or the name of a reference image that
 *     is not part of the video
 * @param referenceWhy why it was chosen, as a sentence; may be empty
 * @param pixelSizeM side of a frame pixel on the ground, metres; NaN if unknown
 * @param width frame width, pixels, at least 1
 * @param height frame height, pixels, at least 1
 * @param dates in chronological order
 * @param edges the compared pairs of dates
 * @param toolVersion version of the program
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
      throw new IllegalArgumentException("frame of " + width + " x " + height + " pixels");
    }
    edges = List.copyOf(edges);
  }
}
