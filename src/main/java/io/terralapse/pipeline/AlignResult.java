package io.terralapse.pipeline;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import java.nio.file.Path;
import java.util.List;

/**
 * The co-registration offsets between dates.
 *
 * @param page the published alignment page
 * @param reference id of the date that the others were compared with; empty if alignment is off
 * @param dates in order of time
 * @param written aligned frames, in the same order; empty if none were requested
 * @param dropped scenes that are not used
 * @param issues what was wrong with the data
 */
public record AlignResult(
    Path page,
    String reference,
    List<AlignedDate> dates,
    List<Path> written,
    List<Dropped> dropped,
    List<Issue> issues) {

  /**
   * One date.
   *
   * @param id the acquisition
   * @param acquired its date, as precisely as is known
   * @param shift its offset from the reference, frame pixels
   */
  public record AlignedDate(String id, AcquisitionDate acquired, Shift shift) {}
}
