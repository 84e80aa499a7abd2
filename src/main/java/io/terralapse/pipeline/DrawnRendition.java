package io.terralapse.pipeline;

import io.terralapse.draw.DrawPass;
import io.terralapse.draw.Track;
import io.terralapse.encode.CodedSegment;
import io.terralapse.model.Grid;
import io.terralapse.publish.FittedQuality;
import io.terralapse.publish.PublishedVideo;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.Rendition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rendition that was drawn.
 *
 * @param rendition with the grid of one panel
 * @param grid of its frames
 * @param track what was drawn
 * @param encoded its video without the lead
 * @param lead the segment before those, if its video has one
 * @param earlier the video that was published before
 * @param fitted the quality that a limit of bytes of the video requested
 */
record DrawnRendition(
    Rendition rendition,
    Grid grid,
    Track track,
    DrawPass.Encoded encoded,
    Optional<CodedSegment> lead,
    Optional<PublishedVideo> earlier,
    Optional<FittedQuality> fitted) {

  /** Which of its files are published. */
  RenditionFiles files() {
    return JobOutputs.of(rendition.settings());
  }

  /** The segments of its video, in order of time. */
  List<CodedSegment> segments() {
    List<CodedSegment> all = new ArrayList<>(lead.stream().toList());
    all.addAll(encoded.segments());
    return all;
  }

  /** The same with a quality that a limit of bytes requested. */
  DrawnRendition with(FittedQuality quality) {
    return new DrawnRendition(rendition, grid, track, encoded, lead, earlier, Optional.of(quality));
  }
}
