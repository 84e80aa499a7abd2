package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jobs of the program.
 *
 * <p>What only the user can fix is thrown as {@link io.terralapse.model.UserError}, a cancelled run
 * as {@link java.util.concurrent.CancellationException}; any other exception is a failure of the
 * environment or a bug.
 */
public interface TimelapseJob {

  /**
   * Makes and publishes the video, or finds that it is up to date. Until {@link #reported} is
   * called the next run makes and reports it again.
   */
  RenderResult render(RunRequest request) throws Exception;

  /** The result of the last {@link #render} of a job has been reported to the user. */
  void reported(JobSettings job);

  /**
   * Says what a render would do; reads no pixels and writes nothing but the page.
   *
   * @param page whether to write the page on which area and dates are chosen, for which overviews
   *     are read
   */
  PlanResult plan(RunRequest request, boolean page) throws Exception;

  /** Draws one date as a picture. */
  StillResult still(RunRequest request, StillRequest still) throws Exception;

  /**
   * Measures the co-registration offsets between dates and publishes the alignment page; makes no
   * video.
   *
   * @param writeAligned folder for the aligned frames as cloud-optimised GeoTIFFs, made if missing;
   *     empty writes none
   */
  AlignResult align(RunRequest request, Optional<Path> writeAligned) throws Exception;

  /**
   * Compares what is published with ledger, lock, settings and scenes; changes nothing.
   *
   * @param segments how many segments of the video to draw again from the scenes at the most; 0
   *     draws none
   */
  VerifyResult verify(RunRequest request, int segments) throws Exception;

  /** Looks at a folder of scenes and says which settings a video of them needs. */
  FolderProposal propose(RunRequest request) throws Exception;
}
