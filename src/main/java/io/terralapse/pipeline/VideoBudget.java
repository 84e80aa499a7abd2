package io.terralapse.pipeline;

import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.Mp4Writer;
import io.terralapse.encode.video.QualitySearch;
import io.terralapse.publish.VideoParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the job's own videos within their limits of bytes: encodes the pictures again, with coarser
 * quantizers, until the file fits. Every trial is kept in the cache like any other segment.
 */
final class VideoBudget {
  /** The quantizer with which the quality of each picture's own choice is compared. */
  private static final int USUAL = 20;

  private static final int WORST = 51;

  private final FrameDrawing drawing;
  private final RenditionOutputs outputs;
  private final Map<String, String> tags;
  private final Path folder;

  /**
   * A search.
   *
   * @param outputs puts the videos together
   * @param tags of the files
   * @param folder for files that are measured, which exists
   */
  VideoBudget(
      FrameDrawing drawing, RenditionOutputs outputs, Map<String, String> tags, Path folder) {
    this.drawing = drawing;
    this.outputs = outputs;
    this.tags = tags;
    this.folder = folder;
  }

  /**
   * The renditions, those that were too large encoded again.
   *
   * @throws io.terralapse.model.UserError (usage) if one cannot be made small enough
   */
  List<DrawnRendition> fit(List<DrawnRendition> drawn) throws Exception {
    List<DrawnRendition> fitted = new ArrayList<>();
    for (DrawnRendition one : drawn) {
      boolean limited = one.files().mp4() && one.rendition().video().maxBytes().isPresent();
      fitted.add(limited ? fit(one) : one);
    }
    return fitted;
  }

  private DrawnRendition fit(DrawnRendition one) throws Exception {
    long limit = one.rendition().video().maxBytes().getAsLong();
    if (bytes(one) <= limit) {
      return one;
    }
    String place = one.files().name().isEmpty() ? "outputs" : "renditions." + one.files().name();
    int begin = one.track().video().crf().orElse(USUAL);
    Trial last = new Trial(one);
    int crf =
        QualitySearch.find(
            place + ".mp4.max_bytes",
            begin,
            WORST,
            limit,
            one.encoded().pictures(),
            candidate -> last.encode(one, candidate));
    String before = one.track().video().crf().isPresent() ? "crf " + begin : "crf auto";
    return last.fitted.giving(List.of("crf " + crf + " instead of " + before));
  }

  /** Encodes one quality after another and keeps the last. */
  private final class Trial {
    private DrawnRendition fitted;

    Trial(DrawnRendition first) {
      this.fitted = first;
    }

    long encode(DrawnRendition one, int crf) throws Exception {
      fitted = drawing.renditions().encodeAgain(one, drawing.plans(), drawing.segments(), crf);
      return bytes(fitted);
    }
  }

  /** Size of the file. */
  private long bytes(DrawnRendition one) throws IOException {
    VideoParts parts = outputs.parts(one);
    Path file = folder.resolve("measured.mp4");
    try {
      Mp4Writer.write(
          file,
          parts.segments().stream().map(CodedSegment::source).toList(),
          parts.timing(),
          tags,
          parts.extras());
      return Files.size(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
