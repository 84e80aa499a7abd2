package io.terralapse.select;

import static io.terralapse.select.Scenes.cloud;
import static io.terralapse.select.Scenes.day;
import static io.terralapse.select.Scenes.scene;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Product;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneConditions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClearnessTest {
  private static final boolean[] AREA = {
    true, true, true, true, true, true, true, true, false, false
  };

  /** Of eight pixels in the area two are no data, two cloud, one shadow, one snow. */
  private static Frame preview() {
    byte[] flags = {
      Flags.NODATA,
      Flags.NODATA,
      Flags.CLOUD,
      (byte) (Flags.CLOUD | Flags.SHADOW),
      Flags.SHADOW,
      Flags.SNOW,
      0,
      Flags.WATER,
      Flags.CLOUD,
      Flags.CLOUD
    };
    return new Frame(10, 1, new float[1][10], flags);
  }

  private static Scene scene1(String id, List<MaskCoding> masks, SceneConditions conditions) {
    return Scenes.of(scene(id, Product.UNKNOWN, day("2021-06-01")), masks, conditions);
  }

  @Test
  void countsTheMaskInsideTheAreaOfWhatHasData() {
    Clearness clearness =
        Clearness.of(preview(), AREA, List.of(scene1("a", List.of(MaskCoding.SCL), cloud(99))));
    assertEquals(75, clearness.coveragePercent());
    assertEquals(100 * 2 / 6.0, clearness.cloudPercent().orElseThrow(), 1e-9);
    assertEquals(100 * 3 / 6.0, clearness.clearPercent(), 1e-9);
    assertEquals(Optional.of(CloudSource.MASK), clearness.cloudSource());
  }

  @Test
  void usesTheMetadataIfAMaskIsMissing() {
    Clearness clearness =
        Clearness.of(
            preview(),
            AREA,
            List.of(
                scene1("a", List.of(MaskCoding.SCL), cloud(20)),
                scene1("b", List.of(MaskCoding.VALID, MaskCoding.SHADOW), cloud(50))));
    assertEquals(OptionalDouble.of(35), clearness.cloudPercent());
    assertEquals(65, clearness.clearPercent());
    assertEquals(Optional.of(CloudSource.SCENE), clearness.cloudSource());
  }

  @Test
  void cloudIsUnknownWithoutMaskAndMetadata() {
    Clearness clearness =
        Clearness.of(
            preview(),
            AREA,
            List.of(
                scene1("a", List.of(), cloud(20)),
                scene1("b", List.of(), SceneConditions.UNKNOWN)));
    assertEquals(new Clearness(75, OptionalDouble.empty(), 100, Optional.empty()), clearness);
    assertEquals(
        new Clearness(75, OptionalDouble.of(30), 70, Optional.of(CloudSource.ESTIMATE)),
        clearness.withCloud(30, CloudSource.ESTIMATE));
  }

  @Test
  void aDateWithoutDataHasNoCloudPercent() {
    Clearness clearness =
        Clearness.of(
            new Frame(10, 1, 1), AREA, List.of(scene1("a", List.of(MaskCoding.SCL), cloud(99))));
    assertEquals(new Clearness(0, OptionalDouble.empty(), 0, Optional.empty()), clearness);
  }
}
