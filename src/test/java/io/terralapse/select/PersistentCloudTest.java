package io.terralapse.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersistentCloudTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 80;
  private static final int SITE = 10;

  /**
   * A date on which blocks of 20 x 20 pixels are cloudy at random, and perhaps a site is masked.
   */
  private static Clearness date(int seed, double cloudy, boolean siteMasked) {
    Random random = new Random(seed);
    boolean[] blocks = new boolean[WIDTH / 20 * (HEIGHT / 20)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = random.nextDouble() < cloudy;
    }
    byte[] flags = new byte[WIDTH * HEIGHT];
    int cloud = 0;
    for (int i = 0; i < flags.length; i++) {
      int row = i / WIDTH;
      int column = i % WIDTH;
      boolean site = siteMasked && inSite(row, column);
      if (site || blocks[row / 20 * (WIDTH / 20) + column / 20]) {
        flags[i] = Flags.CLOUD;
        cloud++;
      }
    }
    double percent = 100.0 * cloud / flags.length;
    boolean[] area = new boolean[flags.length];
    Arrays.fill(area, true);
    return new Clearness(
            100, OptionalDouble.of(percent), 100 - percent, Optional.of(CloudSource.MASK))
        .withMask(Optional.of(CloudMask.of(new Frame(WIDTH, HEIGHT, new float[0][], flags), area)));
  }

  private static boolean inSite(int row, int column) {
    return row >= 33 && row < 33 + SITE && column >= 47 && column < 47 + SITE;
  }

  @Test
  void aSiteThatIsMaskedOnMostDatesIsGround() {
    List<Clearness> dates = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      dates.add(date(d, 0.15, d % 4 != 0));
    }
    List<Clearness> corrected = PersistentCloud.correct(dates);
    double site = 100.0 * SITE * SITE / (WIDTH * HEIGHT);
    for (int d = 0; d < 12; d++) {
      boolean masked = d % 4 != 0;
      Clearness after = corrected.get(d);
      if (masked) {
        assertEquals(site, after.persistentPercent(), 0.01, "date " + d);
      }
      assertEquals(
          dates.get(d).cloudPercent().getAsDouble() - after.persistentPercent(),
          after.cloudPercent().getAsDouble(),
          1e-9);
      assertEquals(
          dates.get(d).clearPercent() + after.persistentPercent(), after.clearPercent(), 1e-9);
    }
  }

  @Test
  void whereItIsCloudyOnMostDaysNothingStandsOut() {
    List<Clearness> dates = new ArrayList<>();
    for (int d = 0; d < 40; d++) {
      dates.add(date(d, 0.75, false));
    }
    assertEquals(dates, PersistentCloud.correct(dates));
  }

  @Test
  void cloudsThatMoveAreCloud() {
    List<Clearness> dates = new ArrayList<>();
    for (int d = 0; d < 20; d++) {
      dates.add(date(d, 0.3, false));
    }
    assertEquals(dates, PersistentCloud.correct(dates));
  }

  @Test
  void fewDatesAndDatesWithoutMasksTellNothing() {
    List<Clearness> few = new ArrayList<>();
    for (int d = 0; d < 4; d++) {
      few.add(date(d, 0, true));
    }
    few.add(new Clearness(100, OptionalDouble.of(50), 50, Optional.of(CloudSource.SCENE)));
    assertEquals(few, PersistentCloud.correct(few));
  }

  @Test
  void aMaskIsReadAsItWasWrittenAndADamagedOneIsRefused() throws IOException {
    CloudMask mask = date(3, 0.3, true).mask().orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mask.writeTo(new DataOutputStream(bytes));
    byte[] written = bytes.toByteArray();
    CloudMask read = CloudMask.readFrom(new DataInputStream(new ByteArrayInputStream(written)));
    assertEquals(mask, read);
    assertEquals(mask.cloud(), read.cloud());
    assertEquals(WIDTH * HEIGHT, read.valid().cardinality());
    assertTrue(read.cloud().cardinality() > 0);
    assertThrows(
        IOException.class,
        () ->
            CloudMask.readFrom(
                new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(written, 20)))));
    written[0] = 0x7F;
    assertThrows(
        IOException.class,
        () -> CloudMask.readFrom(new DataInputStream(new ByteArrayInputStream(written))));
  }
}
