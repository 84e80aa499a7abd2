package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.draw.EarlierVideo;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.Mp4Segments;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.model.ContentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of the video that an earlier run published, checked against its ledger: first the
 * whole file, then each segment. Thread-safe.
 */
public final class PublishedVideo implements EarlierVideo {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedVideo.class);

  private final Path file;
  private final Ledger.Output output;
  private final Map<String, FilledFrame> filled = new HashMap<>();

  private PublishedVideo(Path file, Ledger.Output output, PublishedLedger ledger) {
    this.file = file;
    this.output = output;
    for (PublishedLedger.FilledFrame frame : ledger.filled(1)) {
      this.filled.put(frame.id(), new FilledFrame(frame.percent(), frame.from()));
    }
  }

  /**
   * The published video of a rendition; empty if the ledger has none, or one without segments.
   *
   * @param name of the job
   */
  public static Optional<PublishedVideo> find(Path folder, String name, RenditionFiles files)
      throws IOException {
    String file = files.baseName(name) + Outputs.MP4;
    Optional<PublishedFiles> published = PublishedFiles.find(folder, name);
    if (published.isEmpty()) {
      return Optional.empty();
    }
    PublishedLedger ledger = published.get().previous();
    return ledger.outputs().stream()
        .filter(output -> output.file().equals(file) && isSound(output.segments()))
        .findFirst()
        .map(output -> new PublishedVideo(folder.resolve(output.file()), output, ledger));
  }

  private static boolean isSound(List<Ledger.Segment> segments) {
    return !segments.isEmpty()
        && segments.stream()
            .allMatch(
                segment ->
                    ContentKey.isKey(segment.key())
                        && segment.pictures() > 0
                        && segment.pictures() <= SegmentEncoder.MOST_PICTURES
                        && segment.frames() >= segment.pictures());
  }

  /** Whether a segment is part of this video, and was decoded before that was published. */
  boolean has(CodedSegment segment) {
    return output.segments().stream()
        .anyMatch(
            published ->
                published.key().equals(segment.key().hex())
                    && published.sha256().equals(segment.sha256()));
  }

  @Override
  public void read(Set<ContentKey> required, Receiver receiver) throws IOException {
    boolean any =
        output.segments().stream().anyMatch(s -> required.contains(new ContentKey(s.key())));
    if (!any || !isIntact()) {
      return;
    }
    Failure failure = new Failure();
    try {
      Mp4Segments.read(
          file,
          output.segments().stream()
              .map(s -> new Mp4Segments.Length(s.pictures(), s.frames()))
              .toList(),
          (index, segment) -> hand(index, segment, required, receiver, failure));
    } catch (IOException unusable) {
      if (failure.ofReceiver != null) {
        throw failure.ofReceiver;
      }
      LOG.info("{} cannot be used for the new video", file.getFileName(), unusable);
    }
  }

  /** Tells an error of the receiver, which ends the run, from one of the file. */
  private static final class Failure {
    @Nullable IOException ofReceiver;
  }

  private void hand(
      int index,
      EncodedSegment segment,
      Set<ContentKey> required,
      Receiver receiver,
      Failure failure)
      throws IOException {
    Ledger.Segment published = output.segments().get(index);
    ContentKey key = new ContentKey(published.key());
    if (!required.contains(key) || !segment.sha256().equals(published.sha256())) {
      return;
    }
    try {
      receiver.take(key, segment, filled);
    } catch (IOException unwritable) {
      failure.ofReceiver = unwritable;
      throw unwritable;
    }
  }

  private boolean isIntact() {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == output.bytes()
          && FileHash.sha256(file).equals(output.sha256());
    } catch (IOException unreadable) {
      LOG.debug("{} cannot be read", file, unreadable);
      return false;
    }
  }
}
