package io.terralapse.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What fuzzing found once stays fixed: every parser reads its corpus, earlier findings among it,
 * and some mutations of it that are the same each time.
 */
@Slow
class FuzzRegressionTest {
  /** More with {@code -Dfuzz.trials=10000}. */
  private static final int TRIALS = Integer.getInteger("fuzz.trials", 200);

  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir Path folder = Path.of("");

  static Stream<String> parsers() {
    return FuzzTargets.names().stream();
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void refusesBadDataInOneSentence(String parser) throws IOException {
    List<byte[]> corpus = FuzzCorpus.of(parser);
    assertTrue(!corpus.isEmpty() || parser.equals("mtl-xml"), "no corpus for " + parser);
    corpus.forEach(input -> read(parser, input));
    read(parser, new byte[0]);
    Random random = new Random(parser.hashCode());
    for (int trial = 0; trial < TRIALS && !corpus.isEmpty(); trial++) {
      read(parser, mutated(corpus, random));
    }
  }

  private void read(String parser, byte[] input) {
    try {
      assertTimeoutPreemptively(LONGEST, () -> FuzzTargets.read(parser, input, folder));
    } catch (IllegalStateException | AssertionError finding) {
      throw finding;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError finding) {
      byte[] start = Arrays.copyOf(input, Math.min(input.length, 200));
      fail(parser + " of " + input.length + " bytes: " + HexFormat.of().formatHex(start), finding);
    }
  }

  private static byte[] mutated(List<byte[]> corpus, Random random) {
    byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes && input.length > 0; i++) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(5)) {
        case 0 -> input[at] = (byte) random.nextInt(256);
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> input = Arrays.copyOf(input, at);
        case 3 -> Arrays.fill(input, at, Math.min(input.length, at + 4), (byte) -1);
        default -> {
          byte[] other = corpus.get(random.nextInt(corpus.size()));
          int length = Math.min(Math.min(32, other.length), input.length - at);
          System.arraycopy(other, 0, input, at, length);
        }
      }
    }
    return input;
  }
}
