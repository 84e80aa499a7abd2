package io.terralapse.encode.gif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.SequenceFile;
import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.budget.Loop;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.testkit.TestSequences;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GifEncoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 54;

  @TempDir Path folder = Path.of("");

  private SequenceFile write(SequenceJob job, long bytes, int width, int loop) throws Exception {
    GifSettings settings = new GifSettings("outputs.gif", bytes, width, 256, 50, new Loop(loop));
    return new GifEncoder(settings).write(file(), job);
  }

  private Path file() {
    return folder.resolve("a.gif");
  }

  private GifReader read(List<int[]> screens) throws Exception {
    return GifReader.read(Files.readAllBytes(file()), screen -> screens.add(screen.clone()));
  }

  private static List<Picture> dates(int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(TestSequences.land(WIDTH, HEIGHT, i));
    }
    return pictures;
  }

  @Test
  void picturesOfFewColoursAreExact() throws Exception {
    List<Picture> pictures = new ArrayList<>();
    for (int date = 0; date < 3; date++) {
      Picture picture = new Picture(40, 30);
      for (int i = 0; i < picture.rgb().length; i++) {
        picture.rgb()[i] = (i * 7 + date * i / 9) % 5 * 0x203040;
      }
      pictures.add(picture);
    }
    SequenceFile made = write(TestSequences.job(pictures, 0.5), 100_000, 600, Loop.FOREVER);
    assertEquals(List.of(), made.givenUp());
    List<int[]> screens = new ArrayList<>();
    read(screens);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(pictures.get(i).rgb(), screens.get(i), "picture " + i);
    }
  }

  @Test
  void theBestQualityThatFitsIsTaken() throws Exception {
    List<Picture> pictures = dates(4);
    write(TestSequences.job(pictures, 0.5), 100_000, 600, Loop.AUTO);
    List<int[]> best = new ArrayList<>();
    read(best);
    int limit = (int) (Files.size(file()) * 0.7);
    SequenceFile made = write(TestSequences.job(pictures, 0.5), limit, 600, Loop.AUTO);
    long bytes = Files.size(file());
    assertTrue(bytes <= limit && bytes > 0.95 * limit, bytes + " of " + limit);
    assertEquals(4, made.frames());
    assertEquals(1, made.givenUp().size());
    assertTrue(made.givenUp().get(0).startsWith("quality "), made.givenUp().get(0));
    List<int[]> reduced = new ArrayList<>();
    read(reduced);
    assertTrue(error(pictures, best) < 3, "best " + error(pictures, best));
    assertTrue(error(pictures, reduced) < 12, "reduced " + error(pictures, reduced));
  }

  private static double error(List<Picture> pictures, List<int[]> screens) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < pictures.size(); i++) {
      int[] rgb = pictures.get(i).rgb();
      for (int k = 0; k < rgb.length; k++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int d = (rgb[k] >> shift & 0xFF) - (screens.get(i)[k] >> shift & 0xFF);
          sum += d * d;
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  @Test
  void captionsStayCrispWhereLandIsCoarse() throws Exception {
    List<Picture> pictures = dates(4);
    write(TestSequences.job(pictures, 0.5), 12_000, 96, Loop.AUTO);
    List<int[]> screens = new ArrayList<>();
    assertEquals(WIDTH, read(screens).width());
    for (int[] screen : screens) {
      for (int row = 4; row < 10; row++) {
        for (int column = 4; column < 20; column++) {
          int green = screen[row * WIDTH + column] >> 8 & 0xFF;
          assertTrue(green > 245, "row " + row + ", column " + column + ": " + green);
        }
      }
    }
  }

  @Test
  void unchangedPixelsStayAsTheyAre() throws Exception {
    Picture first = TestSequences.land(WIDTH, HEIGHT, 1);
    Picture second = first.copy();
    for (int row = 20; row < 30; row++) {
      Arrays.fill(second.rgb(), row * WIDTH + 40, row * WIDTH + 60, 0xC02010);
    }
    write(TestSequences.job(List.of(first, second), 0.5), 12_000, 600, Loop.AUTO);
    List<int[]> screens = new ArrayList<>();
    read(screens);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      boolean inside = i / WIDTH >= 20 && i / WIDTH < 30 && i % WIDTH >= 40 && i % WIDTH < 60;
      if (!inside) {
        assertEquals(screens.get(0)[i], screens.get(1)[i]);
      }
    }
    assertTrue((screens.get(1)[25 * WIDTH + 50] >> 16 & 0xFF) > 170);
  }

  @Test
  void changesAreRoundedWithoutDrift() throws Exception {
    write(TestSequences.job(dates(7), 1 / 15.0), 200_000, 600, Loop.AUTO);
    int[] delays = read(new ArrayList<>()).delays();
    assertArrayEquals(new int[] {7, 6, 7, 7, 6, 7, 7}, delays);
  }

  @Test
  void picturesTooShortForGifAreLeftOut() throws Exception {
    write(TestSequences.job(dates(8), 0.01), 200_000, 600, Loop.AUTO);
    int[] delays = read(new ArrayList<>()).delays();
    assertEquals(8, Arrays.stream(delays).sum());
    assertTrue(Arrays.stream(delays).allMatch(d -> d >= 1), Arrays.toString(delays));
  }

  @Test
  void shortSequencesRepeatAndLongOnesAreShownOnce() throws Exception {
    List<Picture> pictures = dates(2);
    assertEquals(0, plays(pictures, 2.5, Loop.AUTO));
    assertEquals(1, plays(pictures, 2.6, Loop.AUTO));
    assertEquals(0, plays(pictures, 9, Loop.FOREVER));
    assertEquals(1, plays(pictures, 1, 1));
    assertEquals(3, plays(pictures, 1, 3));
  }

  private int plays(List<Picture> pictures, double seconds, int loop) throws Exception {
    write(TestSequences.job(pictures, seconds), 100_000, 48, loop);
    return read(new ArrayList<>()).plays();
  }

  @Test
  void theNumberOfThreadsDoesNotChangeTheFile() throws Exception {
    List<Picture> pictures = dates(3);
    write(TestSequences.job(pictures, 0.5, 1), 8_000, 600, Loop.AUTO);
    byte[] one = Files.readAllBytes(file());
    write(TestSequences.job(pictures, 0.5, 4), 8_000, 600, Loop.AUTO);
    assertArrayEquals(one, Files.readAllBytes(file()));
  }

  @Test
  void fewerAndSmallerPicturesAreTakenWhereQualityAloneDoesNotFit() throws Exception {
    SequenceFile made = write(TestSequences.job(dates(10), 0.5), 7_000, 600, Loop.AUTO);
    assertTrue(Files.size(file()) <= 7_000);
    assertTrue(made.frames() < 10 && made.frames() >= 2, made.toString());
    assertEquals(5, made.seconds(), 1e-6);
    assertTrue(made.givenUp().get(0).endsWith(" of 10 pictures"), made.toString());
  }

  @Test
  void aLimitThatNothingFitsNamesOneThatWorks() throws Exception {
    SequenceJob job = TestSequences.job(dates(6), 0.5);
    UserError refused = assertThrows(UserError.class, () -> write(job, 900, 600, Loop.AUTO));
    String sentence = Objects.requireNonNull(refused.getMessage());
    assertTrue(sentence.startsWith("outputs.gif.max_bytes: 900 bytes are too few"), sentence);
    String least = sentence.replaceAll(".* ([0-9]+)kB\\.$", "$1");
    write(job, Long.parseLong(least) * 1000, 600, Loop.AUTO);
  }

  @Test
  void otherReadersUnderstandIt() throws Exception {
    List<Picture> pictures = dates(3);
    write(TestSequences.job(pictures, 0.5), 12_000, 600, Loop.FOREVER);
    List<int[]> screens = new ArrayList<>();
    read(screens);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(
        new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file()))));
    assertEquals(3, reader.getNumImages(true));
    int[] first = reader.read(0).getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    for (int i = 0; i < first.length; i++) {
      assertEquals(screens.get(0)[i], first[i] & 0xFFFFFF);
    }
    reader.dispose();
  }
}
