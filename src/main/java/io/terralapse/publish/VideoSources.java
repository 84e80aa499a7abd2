package io.terralapse.publish;

import io.terralapse.encode.SequenceOutput;
import io.terralapse.ledger.Ledger;
import io.terralapse.page.MediaSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which published videos pages offer to browsers.
 *
 * @param own name of the job's own video
 * @param formats the formats of further files, by their names
 */
record VideoSources(String own, Map<String, SequenceOutput> formats) {

  /** Those of the job's own rendition, the most efficient first. */
  List<MediaSource> of(List<Ledger.Output> outputs) {
    return outputs.stream()
        .filter(output -> output.rendition().equals(RenditionFiles.MAIN.ledgerName()))
        .filter(output -> efficiency(output) >= 0)
        .sorted(Comparator.comparingInt(output -> -efficiency(output)))
        .map(this::source)
        .toList();
  }

  /** The place among the sources, the least first; negative for what is no video of browsers. */
  private int efficiency(Ledger.Output output) {
    SequenceOutput format = formats.get(output.file());
    return format != null ? format.efficiency() : output.file().equals(own) ? 0 : -1;
  }

  private MediaSource source(Ledger.Output output) {
    SequenceOutput format = formats.get(output.file());
    return new MediaSource(
        output.file(),
        output.encoding().orElseThrow().mediaType(),
        format == null ? "MP4" : format.format());
  }
}
