package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.terralapse.select.Clearness;
import io.terralapse.select.CloudSource;
import io.terralapse.testkit.SceneStubs;
import org.junit.jupiter.api.Test;

class ReadAcquisitionTest {
  private final ReadAcquisition date = SceneStubs.date(SceneStubs.grid(0, 0, 64, 64), "2024-01-05");

  @Test
  void isNamedByItsAcquisition() {
    assertEquals("2024-01-05", date.id());
  }

  @Test
  void otherKnowledgeOfCloudChangesNothingElse() {
    Clearness cloudy = date.clearness().withCloud(30, CloudSource.ESTIMATE);
    ReadAcquisition changed = date.withClearness(cloudy);
    assertSame(cloudy, changed.clearness());
    assertEquals(date, changed.withClearness(date.clearness()));
  }
}
