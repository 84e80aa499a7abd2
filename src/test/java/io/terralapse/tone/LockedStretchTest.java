package io.terralapse.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.lock.LockFile.Policy;
import io.terralapse.lock.LockJson;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedStretchTest {
  private static final double THIRD = 1 / 3.0;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void publish() throws IOException {
    Lock lock =
        Lock.of(
                List.of(),
                Optional.of(
                    new Lock.PublishedGrid("", new Grid("EPSG:32633", 0, 0, 10, 10, 64, 64))),
                Optional.empty())
            .with(
                Lock.PublishedStretch.linear("look", List.of(0.1, 0.2), List.of(1.1, THIRD), 1.2),
                new Lock.PublishedFrames("select", List.of(), List.of(), List.of()));
    LockJson.write(lock, folder.resolve("job.lock"));
  }

  private LockedStretch of(Policy policy, String settings, Stretch estimated, boolean published)
      throws IOException {
    return LockedStretch.of(LockFile.open(folder, "job", policy), settings, estimated, published);
  }

  private static Stretch estimated(double low, double high) {
    return new Stretch(new double[] {low, 0.2}, new double[] {high, THIRD}, 1.2, 0x102030);
  }

  @Test
  void thePublishedStretchIsKeptToTheLastBit() throws IOException {
    LockedStretch kept = of(Policy.REQUIRE, "look", estimated(0.14, 1.1), true);
    assertEquals(0.1, kept.stretch().low(0));
    assertEquals(THIRD, kept.stretch().high(1));
    assertEquals(1.2, kept.stretch().gamma());
    assertEquals(List.of(), kept.notices(), "4 % is not noticed");
    assertEquals(List.of(), kept.issues());
    assertEquals(List.of(0.1, 0.2), kept.next().low());
  }

  @Test
  void aNoticeableDifferenceIsNamedWithItsSize() throws IOException {
    LockedStretch kept = of(Policy.KEEP, "look", estimated(0.1, 1.35), true);
    assertEquals(1.1, kept.stretch().high(0));
    assertTrue(kept.notices().get(0).contains("differ by 25 % of its range"), kept.toString());
    assertTrue(kept.notices().get(0).contains("--relock"), kept.toString());
  }

  @Test
  void otherSettingsDeriveItAgainOrAreRefused() throws IOException {
    LockedStretch derived = of(Policy.KEEP, "other look", estimated(0.1, 1.35), true);
    assertEquals(1.35, derived.stretch().high(0));
    assertEquals("other look", derived.next().settings());
    assertTrue(
        derived.issues().get(0).sentence().contains("other settings under look or sources"),
        derived.toString());
    assertEquals(
        List.of(), of(Policy.KEEP, "other look", estimated(0.1, 1.1), true).issues(), "no change");
    UserError refused =
        assertThrows(
            UserError.class, () -> of(Policy.REQUIRE, "other look", estimated(0.1, 1.1), true));
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }

  @Test
  void valuesOfOtherPixelsMayHaveAnotherUnit() throws IOException {
    LockedStretch derived = of(Policy.REQUIRE, "look", estimated(1000, 11_000), false);
    assertEquals(11_000, derived.stretch().high(0));
    assertTrue(derived.issues().get(0).sentence().contains("0.1 to 1.1 became 1000 to 11000"));
  }

  @Test
  void relockIgnoresIt() throws IOException {
    LockedStretch derived = of(Policy.REPLACE, "look", estimated(0.5, 2), true);
    assertEquals(2, derived.stretch().high(0));
    assertEquals(List.of(), derived.issues());
    assertEquals(List.of(), derived.notices());
  }
}
