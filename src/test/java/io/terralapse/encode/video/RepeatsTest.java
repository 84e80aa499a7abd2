package io.terralapse.encode.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.SequenceEncoder;
import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.Timing;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import io.terralapse.testkit.DecodedFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeats show exactly the picture before, and change no picture after them. */
class RepeatsTest {
  private static final int PICTURES = 10;

  @TempDir Path folder = Path.of("");

  /** Noise on a pattern that changes slowly, so that frames refer to earlier ones. */
  private record Changing(int width, int height) implements PictureSequence {
    @Override
    public int size() {
      return PICTURES;
    }

    @Override
    public Picture get(int index) {
      Random random = new Random(index);
      Picture picture = new Picture(width, height);
      for (int i = 0; i < picture.rgb().length; i++) {
        int wave = (int) (120 + 80 * Math.sin((i % width) * 0.05 + index * 0.2));
        int grey = wave + random.nextInt(20);
        picture.rgb()[i] = grey << 16 | (grey - index) << 8 | (255 - grey);
      }
      return picture;
    }
  }

  private static SequenceEncoder encoder(String codec) {
    Optional<String> none = Optional.empty();
    OptionalInt auto = OptionalInt.empty();
    return switch (codec) {
      case "hevc" ->
          SequenceEncoders.hevc("outputs.hevc", auto, Optional.of("fast"), OptionalLong.empty());
      case "av1" -> SequenceEncoders.av1("outputs.av1", auto, none, OptionalLong.empty());
      default -> SequenceEncoders.webm(false, "outputs.webm", auto, OptionalLong.empty());
    };
  }

  private SequenceFile write(String codec, Path file, PictureSequence pictures, boolean repeated)
      throws Exception {
    long[] micros = new long[PICTURES];
    Arrays.fill(micros, 200_000);
    micros[3] = 40_000;
    micros[PICTURES - 1] = 12_000_000;
    Timing timing = Timing.ofMicros(micros, repeated ? OptionalInt.of(25) : OptionalInt.empty());
    return encoder(codec)
        .write(file, new SequenceJob(pictures, timing, Map.of("title", "A"), repeated ? 2 : 1));
  }

  /** Frames of few coding tree blocks, in one row or column of them. */
  @ParameterizedTest
  @CsvSource({
    "16,16", "16,64", "32,32", "34,50", "48,300", "64,64", "64,66", "64,200", "66,64", "130,34",
    "300,48", "200,64"
  })
  void smallFramesOfHevcAreExactAndReproducible(int width, int height) throws Exception {
    Changing pictures = new Changing(width, height);
    Path first = folder.resolve("first");
    Path variable = folder.resolve("variable");
    write("hevc", first, pictures, true);
    write("hevc", variable, pictures, false);
    List<String> shown = DecodedFrames.pictures(variable);
    assertEquals(shown, DecodedFrames.pictures(first));
    for (int i = 0; i < 5; i++) {
      Path again = folder.resolve("again");
      write("hevc", again, pictures, true);
      assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again), "run " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"hevc,200,136", "hevc,66,66", "av1,200,136", "webm,200,136"})
  void repeatsAreExact(String codec, int width, int height) throws Exception {
    Changing pictures = new Changing(width, height);
    Path constant = folder.resolve("constant");
    Path variable = folder.resolve("variable");
    SequenceFile file = write(codec, constant, pictures, true);
    assertEquals(8 * 5 + 1 + 300, file.frames());
    assertEquals(PICTURES, write(codec, variable, pictures, false).frames());
    List<String> shown = DecodedFrames.pictures(constant);
    if (codec.equals("av1")) {
      // A key picture is followed by a coded copy, which later ones refer to.
      assertTrue(shown.size() >= PICTURES && shown.size() <= PICTURES + 2, shown.toString());
    } else {
      assertEquals(DecodedFrames.pictures(variable), shown);
    }
    long repeats = Files.size(constant) - Files.size(variable);
    assertTrue(repeats < 331 * 100, repeats + " bytes for 331 repeats");
    assertTrue(file.mediaType().contains("codecs="), file.mediaType());
  }

  @ParameterizedTest
  @CsvSource({"hevc", "av1", "webm"})
  void bytesDoNotDependOnThreads(String codec) throws Exception {
    Changing pictures = new Changing(96, 64);
    write(codec, folder.resolve("a"), pictures, true);
    write(codec, folder.resolve("b"), pictures, true);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
  }

  @Test
  void namesOfCodecsAreThoseOfTheRegistries() throws Exception {
    byte[] hevc = {1, 1, 0x60, 0, 0, 0, (byte) 0x90, 0, 0, 0, 0, 0, 93};
    assertEquals("hvc1.1.6.L93.90", CodecName.hevc(hevc));
    assertEquals("av01.0.08M.08", CodecName.av1(new byte[] {(byte) 0x81, 8, 0, 0}));
    assertEquals("vp09.00.40.08.01.01.01.01.00", CodecName.vp9(1920 * 1080));
  }
}
