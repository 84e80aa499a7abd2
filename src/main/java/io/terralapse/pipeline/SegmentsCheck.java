package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.Mp4Segments;
import io.terralapse.encode.SegmentDifference;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.model.FailureReason;
import io.terralapse.pace.CodedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Draws and encodes segments of the published video again, from the scenes, and compares their
 * bytes with those in the file. So the frames are proved to come from these scenes by these
 * settings.
 */
final class SegmentsCheck {
  /** Code of the differences. */
  static final String CODE = "segments";

  /** The end of the sentence on a file that a render without the cache makes again. */
  static final String MAKE_AGAIN = "; run `terralapse render --no-cache` to make it again";

  private final RunContext context;
  private final PublishedScenes published;
  private final Redrawing redrawing;
  private final Findings findings;

  /**
   * A check of the segments of a run.
   *
   * @param redrawing draws the frames again
   * @param findings receives what is found
   */
  SegmentsCheck(
      RunContext context, PublishedScenes published, Redrawing redrawing, Findings findings) {
    this.context = context;
    this.published = published;
    this.redrawing = redrawing;
    this.findings = findings;
  }

  /**
   * Compares.
   *
   * @param video the published video
   * @param most how many segments to compare, spread evenly over the video
   * @return how many were drawn again
   */
  int check(Ledger.Output video, int most) throws Exception {
    if (video.segments().isEmpty()) {
      differ(
          video,
          "has no segments in the ledger, as earlier versions published it; run `terralapse render`"
              + " to publish it with them");
      return 0;
    }
    boolean unknownQuality =
        video.encoding().stream().anyMatch(e -> !e.givenUp().isEmpty() && e.crf().isEmpty());
    if (unknownQuality) {
      findings.note(
          video,
          "was not drawn again: the version that made it did not keep the quality that max_bytes"
              + " requested; run `terralapse render` to publish it with that");
      return 0;
    }
    FrameDrawing drawing;
    try {
      drawing = redrawing.results().drawing();
    } catch (NoUsableScenesException none) {
      differ(video, "cannot be made from these scenes: " + Findings.phrase(none.getMessage()));
      return 0;
    }
    String rendition = video.rendition().equals("main") ? "" : video.rendition();
    Optional<String> contradiction = contradiction(video, rendition, drawing);
    if (contradiction.isPresent()) {
      differ(video, contradiction.get());
      return 0;
    }
    CodedSequence sequence = drawing.sequences().of(rendition);
    List<Integer> sample = sample(video.segments().size(), most);
    context.progress().stage("drawing segments again", sample.size());
    List<CodedSegment> drawn =
        drawing
            .renditions()
            .encode(
                rendition,
                drawing.plans(),
                drawing.segments(),
                sample,
                video.encoding().map(Ledger.Encoding::crf).orElse(OptionalInt.empty()));
    compare(video, sample, drawn, new Shown(sequence, drawing.plans()));
    return sample.size();
  }

  /** Why these scenes and settings cannot give a video, without drawing it. */
  private Optional<String> contradiction(
      Ledger.Output video, String rendition, FrameDrawing drawing) {
    if (!drawing.sequences().has(rendition) || !hasVideo(rendition)) {
      return Optional.of("is a video that the settings no longer ask for; run `terralapse render`");
    }
    int now = drawing.sequences().of(rendition).pictures().size();
    int pictures = video.segments().stream().mapToInt(Ledger.Segment::pictures).sum();
    if (now != pictures) {
      return Optional.of(
          "has "
              + pictures
              + " frames, and these scenes and settings give "
              + now
              + "; restore them, or run `terralapse render`");
    }
    return drawing.sequences().video(rendition, drawing.segments()).sizes().equals(sizes(video))
        ? Optional.empty()
        : Optional.of(
            "is divided into other segments than the lock says; restore the lock that was written"
                + " with it, or run `terralapse render`");
  }

  private boolean hasVideo(String rendition) {
    return context.outputs().renditions().stream()
        .anyMatch(files -> files.name().equals(rendition) && files.mp4());
  }

  /** The pictures of a video, and the frames of its dates. */
  private record Shown(CodedSequence sequence, List<FramePlan> plans) {
    /** The date that a picture shows, or leads to. */
    String date(int picture) {
      int date = sequence.pictures().get(picture).date();
      return plans.get(date).date().acquisition().acquired().text();
    }
  }

  private static List<Integer> sizes(Ledger.Output video) {
    return video.segments().stream().map(Ledger.Segment::pictures).toList();
  }

  /**
   * Indices that are spread evenly.
   *
   * @param count how many there are
   * @param most how many to choose, at least 1
   */
  static List<Integer> sample(int count, int most) {
    List<Integer> indices = new ArrayList<>();
    int chosen = Math.min(count, most);
    for (int i = 0; i < chosen; i++) {
      indices.add((int) ((2L * i + 1) * count / (2L * chosen)));
    }
    return indices;
  }

  private void compare(
      Ledger.Output video, List<Integer> sample, List<CodedSegment> drawn, Shown shown) {
    Path file = context.job().outputDir().resolve(video.file());
    List<Mp4Segments.Length> lengths =
        video.segments().stream()
            .map(segment -> new Mp4Segments.Length(segment.pictures(), segment.frames()))
            .toList();
    try {
      Mp4Segments.read(
          file,
          lengths,
          (index, segment) -> {
            int at = sample.indexOf(index);
            if (at >= 0 && !segment.sha256().equals(drawn.get(at).sha256())) {
              explain(video, index, segment, drawn.get(at).source().read(), shown);
            }
          });
    } catch (IOException unreadable) {
      differ(video, "cannot be compared (" + FailureReason.of(unreadable) + ")" + MAKE_AGAIN);
    }
  }

  private void explain(
      Ledger.Output video, int index, EncodedSegment before, EncodedSegment now, Shown shown)
      throws IOException {
    int first =
        video.segments().subList(0, index).stream().mapToInt(Ledger.Segment::pictures).sum();
    int last = first + video.segments().get(index).pictures() - 1;
    SegmentDifference difference = SegmentDifference.of(before, now, context.stores().segments());
    String what =
        difference.frames().isEmpty()
            ? "the pictures are the same, but not the bytes that they are coded in"
            : String.format(
                Locale.ROOT,
                "%.2f %% of the samples differ, by up to %d of 255 levels",
                difference.percent(),
                difference.levels());
    differ(
        video,
        String.format(
            Locale.ROOT,
            "shows something else in frames %d to %d (%s to %s) than these scenes and settings give"
                + " (%s%s)%s",
            first + 1,
            last + 1,
            shown.date(first),
            shown.date(last),
            what,
            version(),
            MAKE_AGAIN));
  }

  private String version() {
    return otherVersion(context, published).map(made -> "; " + made).orElse("");
  }

  /** Another version of the program may draw differently; empty if it is the same. */
  static Optional<String> otherVersion(RunContext context, PublishedScenes published) {
    String now = context.options().toolVersion();
    return published.toolVersion().equals(now)
        ? Optional.empty()
        : Optional.of("version " + published.toolVersion() + " made it, and this is " + now);
  }

  private void differ(Ledger.Output video, String what) {
    findings.differ(CODE, video, what);
  }
}
