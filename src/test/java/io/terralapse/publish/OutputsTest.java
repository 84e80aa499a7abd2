package io.terralapse.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.EncodedSegment;
import io.terralapse.encode.Mp4Extras;
import io.terralapse.encode.SegmentEncoder;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoSettings;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.testkit.Ledgers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs are staged, checked by reading them again, and published together. */
class OutputsTest {
  private static Timing timing(int pictures) {
    long[] micros = new long[pictures];
    Arrays.fill(micros, 800_000);
    micros[pictures - 1] = 2_000_000;
    return Timing.ofMicros(micros, OptionalInt.empty());
  }

  private static final VideoSettings VIDEO = new VideoSettings(30, "veryfast");
  private static final Grid GRID = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 64, 48);

  @TempDir Path root = Path.of("");
  private Path folder = Path.of("");
  private Publication publication;

  @BeforeEach
  void begin() {
    folder = root.resolve("output");
    publication = Publication.begin(folder, "job");
  }

  @AfterEach
  void end() throws IOException {
    publication.close();
  }

  @Test
  void aFullDiskIsNamedByTheFolderOfItsFile() {
    IOException named = TargetFile.named(folder, new IOException("No space left on device"));
    assertEquals(folder + ": No space left on device", named.getMessage());
    IOException other = new IOException("Input/output error");
    assertEquals(other, TargetFile.named(folder, other));
  }

  private static RenditionFiles files(boolean mp4, boolean poster) {
    return new RenditionFiles("", mp4, poster);
  }

  private Outputs outputs() {
    return new Outputs(new OutputSettings(folder, "job", "A river"), publication);
  }

  /** A sequence and its last picture. */
  private record Encoded(List<CodedSegment> segments, Picture last) {}

  private Encoded encoded(int pictures) throws IOException {
    Picture last = new Picture(64, 48);
    try (SegmentEncoder encoder = new SegmentEncoder(64, 48, VIDEO, 0)) {
      for (int i = 0; i < pictures; i++) {
        last = new Picture(64, 48);
        Arrays.fill(last.rgb(), 0x406020 + 0x101010 * i);
        encoder.add(last);
      }
      EncodedSegment segment = encoder.finish();
      ContentKey key = ContentKey.of("segment");
      return new Encoded(List.of(CodedSegment.of(key, segment, segment)), last);
    }
  }

  /** Stages what the files of a rendition are, as a run does. */
  private static void add(
      Outputs outputs, RenditionFiles files, Encoded encoded, Grid grid, Timing timing)
      throws IOException {
    if (files.mp4()) {
      outputs.addVideo(
          files,
          new VideoParts(encoded.segments(), grid.width(), grid.height(), timing, Mp4Extras.NONE),
          Optional.empty(),
          Optional.empty());
    }
    if (files.poster()) {
      outputs.addPicture(files, files.posterName("job"), encoded.last(), OptionalLong.empty());
    }
  }

  private Set<String> published() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .forEach(names::add);
    }
    return names;
  }

  @Test
  void videoAndPosterAreStagedAndPublishedWithTheLedger() throws IOException {
    Outputs outputs = outputs();
    add(outputs, files(true, true), encoded(3), GRID, timing(3));
    assertEquals(Set.of(), published(), "nothing is published before it is complete");
    assertEquals(
        List.of("job.mp4", "job-poster.jpg"),
        outputs.outputs().stream().map(Ledger.Output::file).toList());

    outputs.publish(Ledgers.ledger(true));

    assertEquals(
        Set.of("job.mp4", "job-poster.jpg", "job.ledger.csv", "job.ledger.json"), published());
    Ledger.Output video = outputs.outputs().get(0);
    assertEquals(3, video.frames());
    assertEquals(3.6, video.durationSeconds().orElseThrow(), 1e-9);
    assertEquals(Files.size(folder.resolve("job.mp4")), video.bytes());
    assertEquals(FileHash.sha256(folder.resolve("job.mp4")), video.sha256());
    assertEquals(3, VideoCheck.inspect(folder.resolve("job.mp4"), true).decodedFrames());
    String bytes = Files.readString(folder.resolve("job.mp4"), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("A river"), "the title tag");
  }

  @Test
  void aRenditionHasItsNameInItsFilesAndTheLedger() throws IOException {
    Outputs outputs = outputs();
    RenditionFiles story = new RenditionFiles("story", true, true);
    add(outputs, story, encoded(2), GRID, timing(2));
    outputs.publish();
    assertEquals(Set.of("job-story.mp4", "job-story-poster.jpg"), published());
    assertEquals(
        List.of("story", "story"),
        outputs.outputs().stream().map(Ledger.Output::rendition).toList());
  }

  @Test
  void onlyWhatIsRequestedIsWritten() throws IOException {
    Outputs outputs = outputs();
    add(outputs, files(false, true), encoded(1), GRID, timing(1));
    outputs.publish();
    assertEquals(Set.of("job-poster.jpg"), published());
    assertEquals(1, outputs.outputs().get(0).frames());
    assertTrue(outputs.outputs().get(0).durationSeconds().isEmpty());
  }

  @Test
  void aVideoThatDoesNotReadBackAsRequestedIsNotPublished() throws IOException {
    Files.writeString(folder.resolve("job.mp4"), "the earlier video");
    Outputs outputs = outputs();
    Grid other = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 66, 48);
    Encoded encoded = encoded(2);
    Timing timing = timing(2);
    assertThrows(
        IllegalStateException.class,
        () -> add(outputs, files(true, false), encoded, other, timing));
    assertEquals(List.of(), outputs.outputs());
    publication.close();
    assertEquals("the earlier video", Files.readString(folder.resolve("job.mp4")));
    assertEquals(Set.of("job.mp4"), published());
    publication = Publication.begin(folder, "job");
  }

  @Test
  void theLedgerOfARefusalHasItsOwnNameBesideAnEarlierVideo() throws IOException {
    Outputs earlier = outputs();
    add(earlier, files(true, false), encoded(2), GRID, timing(2));
    earlier.publish(Ledgers.ledger(true));
    String ledger = Files.readString(folder.resolve("job.ledger.json"));

    outputs().publishRefusal(Ledgers.empty());

    assertEquals(ledger, Files.readString(folder.resolve("job.ledger.json")));
    assertTrue(published().contains("job.refused.ledger.json"), published().toString());
    assertTrue(published().contains("job.refused.ledger.csv"), published().toString());

    Outputs next = outputs();
    add(next, files(true, false), encoded(2), GRID, timing(2));
    next.publish(Ledgers.ledger(true));
    assertFalse(
        published().stream().anyMatch(name -> name.contains("refused")),
        "a video that is published again ends the refusal: " + published());
  }

  @Test
  void withoutAnEarlierVideoTheLedgerOfARefusalHasTheUsualName() throws IOException {
    outputs().publishRefusal(Ledgers.empty());
    assertEquals(Set.of("job.ledger.csv", "job.ledger.json"), published());
  }
}
