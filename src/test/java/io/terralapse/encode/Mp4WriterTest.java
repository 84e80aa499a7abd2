package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4WriterTest {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;

  @TempDir Path folder = Path.of("");

  private Path write(String name, int... segmentSizes) throws IOException {
    return write(name, 0.8, 2, OptionalInt.empty(), segmentSizes);
  }

  private Path write(String name, double seconds, double hold, OptionalInt fps, int... segmentSizes)
      throws IOException {
    int count = 0;
    for (int size : segmentSizes) {
      count += size;
    }
    Timing timing = TestPictures.timing(count, seconds, hold, fps);
    List<SegmentSource> segments = new ArrayList<>();
    int date = 0;
    for (int index = 0; index < segmentSizes.length; index++) {
      try (SegmentEncoder encoder = new SegmentEncoder(WIDTH, HEIGHT, TestPictures.FAST, index)) {
        for (int i = 0; i < segmentSizes[index]; i++) {
          encoder.add(TestPictures.scene(WIDTH, HEIGHT, date));
          date++;
        }
        segments.add(encoder.finish());
      }
    }
    Path out = folder.resolve(name);
    Mp4Writer.write(out, segments, timing, Map.of("title", "Sørfjorden"));
    return out;
  }

  @Test
  void everyPictureHasItsExactDuration() throws IOException {
    VideoFacts facts = VideoCheck.inspect(write("a.mp4", 4, 4, 1), true);
    assertEquals(9, facts.frames());
    assertEquals(9, facts.decodedFrames());
    assertEquals(3, facts.keyframes());
    assertEquals(0, facts.warnings());
    for (int i = 0; i < 8; i++) {
      assertEquals(800_000, facts.frameMicros().get(i));
    }
    assertEquals(2_000_000, facts.frameMicros().get(8));
    assertEquals(8_400_000, facts.durationMicros());
  }

  @Test
  void theFileHasTheExpectedProperties() throws IOException {
    VideoFacts facts = VideoCheck.inspect(write("a.mp4", 2), false);
    assertEquals("h264", facts.codec());
    assertEquals(WIDTH, facts.width());
    assertEquals(HEIGHT, facts.height());
    assertEquals("yuv420p", facts.pixelFormat());
    assertEquals("tv", facts.colorRange());
    assertEquals("bt709", facts.colorPrimaries());
    assertEquals("bt709", facts.colorTransfer());
    assertEquals("bt709", facts.colorMatrix());
    assertEquals("left", facts.chromaLocation());
    assertTrue(facts.indexFirst());
    assertFalse(facts.editList());
    assertEquals(0, facts.decodedFrames());
  }

  @Test
  void boxesContainColourAndTitleButNoProgramName() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a.mp4", 2));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("colrnclx\0\1\0\1\0\1\0"));
    assertTrue(
        text.contains(
            new String(
                "Sørfjorden".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    assertFalse(text.contains("Lavf"));
  }

  @Test
  void consecutiveSinglePictureSegmentsDecodeWithoutWarnings() throws IOException {
    VideoFacts facts = VideoCheck.inspect(write("a.mp4", 1, 1, 1, 2, 1), true);
    assertEquals(6, facts.decodedFrames());
    assertEquals(5, facts.keyframes());
    assertEquals(0, facts.warnings());
  }

  @Test
  void sameInputGivesTheSameFile() throws IOException {
    assertArrayEquals(
        Files.readAllBytes(write("a.mp4", 3, 2)), Files.readAllBytes(write("b.mp4", 3, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 30})
  void constantRateRepeatsPictures(int fps) throws IOException {
    VideoFacts facts =
        VideoCheck.inspect(write("a.mp4", 0.3, 0.5, OptionalInt.of(fps), 2, 1), true);
    assertEquals(
        TestPictures.timing(3, 0.3, 0.5, OptionalInt.of(fps)).frames(), facts.decodedFrames());
    assertEquals(1_100_000, (double) facts.durationMicros(), 500_000.0 / fps);
    for (long micros : facts.frameMicros()) {
      assertEquals(1_000_000.0 / fps, (double) micros, 1);
    }
    assertEquals(2, facts.keyframes());
    assertEquals(0, facts.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.mp4",
        "%03d.mp4",
        "-y.mp4",
        "http:x.mp4",
        "pipe:1.mp4",
        "concat:a|b.mp4",
        "file:x,y.mp4",
        "a'b\"c#?.mp4"
      })
  void fileNamesAreNotInterpreted(String name) throws IOException {
    Path out = write(name, 1);
    assertTrue(Files.isRegularFile(out));
    assertEquals(1, VideoCheck.inspect(out, true).decodedFrames());
  }

  @Test
  void decodedPicturesLookLikeTheOriginals() throws IOException {
    Path out = write("a.mp4", 0.5, 1, OptionalInt.empty(), 3, 2);
    List<Double> psnr = new ArrayList<>();
    VideoCheck.inspect(
        out,
        true,
        frame -> {
          Picture original = TestPictures.scene(WIDTH, HEIGHT, psnr.size());
          Yuv420 yuv = new Yuv420(WIDTH, HEIGHT);
          yuv.convert(original.rgb());
          byte[] decoded = plane(frame, 0, WIDTH, HEIGHT);
          double sum = 0;
          for (int i = 0; i < decoded.length; i++) {
            double d = (decoded[i] & 0xFF) - (yuv.y()[i] & 0xFF);
            sum += d * d;
          }
          psnr.add(10 * Math.log10(255.0 * 255 * decoded.length / sum));
        });
    assertEquals(5, psnr.size());
    for (double db : psnr) {
      assertTrue(db > 38, psnr.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xFFFFFF, 0x808080, 0xFF0000, 0x00FF00, 0x0000FF, 0xC08040})
  void coloursSurviveTheRoundTrip(int rgb) throws IOException {
    EncodedSegment segment =
        TestPictures.encode(TestPictures.FAST, 0, List.of(TestPictures.plain(WIDTH, HEIGHT, rgb)));
    Path out = folder.resolve("c.mp4");
    Mp4Writer.write(out, List.of(segment), TestPictures.timing(1), Map.of());
    VideoCheck.inspect(
        out,
        true,
        frame -> {
          double y = (plane(frame, 0, WIDTH, HEIGHT)[0] & 0xFF) - 16;
          double cb = (plane(frame, 1, WIDTH / 2, HEIGHT / 2)[0] & 0xFF) - 128;
          double cr = (plane(frame, 2, WIDTH / 2, HEIGHT / 2)[0] & 0xFF) - 128;
          double r = 255 / 219.0 * y + 255 / 224.0 * 1.5748 * cr;
          double b = 255 / 219.0 * y + 255 / 224.0 * 1.8556 * cb;
          double g = (255 / 219.0 * y - 0.2126 * r - 0.0722 * b) / 0.7152;
          assertEquals(rgb >> 16, r, 3);
          assertEquals((rgb >> 8) & 0xFF, g, 3);
          assertEquals(rgb & 0xFF, b, 3);
        });
  }

  @Test
  void aMissingFolderIsNamed() throws IOException {
    EncodedSegment segment =
        TestPictures.encode(TestPictures.FAST, 0, TestPictures.scenes(64, 48, 0, 1));
    Path out = folder.resolve("missing").resolve("a.mp4");
    IOException e =
        assertThrows(
            IOException.class,
            () -> Mp4Writer.write(out, List.of(segment), TestPictures.timing(1), Map.of()));
    assertTrue(
        TestPictures.sentence(e).startsWith(out + " could not be written"),
        TestPictures.sentence(e));
  }

  @Test
  void aFullDiskIsAnErrorNamingTheFile() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full));
    EncodedSegment segment =
        TestPictures.encode(TestPictures.FAST, 0, TestPictures.scenes(64, 48, 0, 1));
    IOException e =
        assertThrows(
            IOException.class,
            () -> Mp4Writer.write(full, List.of(segment), TestPictures.timing(1), Map.of()));
    assertTrue(
        TestPictures.sentence(e).startsWith("/dev/full could not be written"),
        TestPictures.sentence(e));
  }

  @Test
  void segmentsThatDoNotMatchAreRejected() throws IOException {
    EncodedSegment small =
        TestPictures.encode(TestPictures.FAST, 0, TestPictures.scenes(64, 48, 0, 1));
    EncodedSegment large =
        TestPictures.encode(TestPictures.FAST, 1, TestPictures.scenes(96, 48, 0, 1));
    Path out = folder.resolve("a.mp4");
    Timing two = TestPictures.timing(2);
    assertThrows(
        IllegalArgumentException.class,
        () -> Mp4Writer.write(out, List.of(small, large), two, Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Mp4Writer.write(out, List.of(small), two, Map.of()));
  }

  @Test
  void damagedAndForeignFilesAreDetected() throws IOException {
    Path out = write("a.mp4", 4);
    byte[] bytes = Files.readAllBytes(out);
    Path cut = folder.resolve("cut.mp4");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    VideoFacts facts;
    try {
      facts = VideoCheck.inspect(cut, true);
    } catch (IOException e) {
      assertTrue(TestPictures.sentence(e).contains("cut.mp4"), TestPictures.sentence(e));
      facts = null;
    }
    assertTrue(facts == null || facts.decodedFrames() < 4 || facts.warnings() > 0);
    Path text = folder.resolve("text.mp4");
    Files.writeString(text, "not a video");
    IOException e = assertThrows(IOException.class, () -> VideoCheck.inspect(text, true));
    assertTrue(TestPictures.sentence(e).contains("text.mp4"), TestPictures.sentence(e));
  }

  private static byte[] plane(AVFrame frame, int index, int width, int height) {
    byte[] out = new byte[width * height];
    for (int row = 0; row < height; row++) {
      frame.data(index).position((long) row * frame.linesize(index)).get(out, row * width, width);
    }
    return out;
  }
}
