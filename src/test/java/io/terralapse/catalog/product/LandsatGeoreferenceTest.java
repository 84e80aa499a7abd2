package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where Landsat products are, and which files belong to which delivery. */
class LandsatGeoreferenceTest extends LandsatFiles {
  private static final String L2 = "LC08_L2SP_008059_20191201_20200825_02_T1";
  private static final String C1 = "LC08_L1TP_090084_20160121_20170405_01_T1";

  @Test
  void placesFilesByTheCentresOfTheirOuterPixels() {
    metadata("p", L2, "json").empty(bands("p", L2, "SR_B2", "SR_B3", "SR_B4", "QA_PIXEL"));
    DescribedScene described = single();
    assertEquals(Set.copyOf(described.files()), described.rasters().keySet());
    assertEquals(4, described.files().size());
    for (Location file : described.files()) {
      assertEquals(
          Optional.of(
              new StatedRaster.Place(
                  "EPSG:32618", 7591, 7741, GeoTransform.northUp(378_285, 275_715, 30))),
          Objects.requireNonNull(described.rasters().get(file)).place());
    }
  }

  @Test
  void placesNothingByMetadataWithoutSize() {
    metadata("p", C1, "txt").empty(bands("p", C1, "B2", "B3", "B4"));
    assertEquals(Map.of(), single().rasters());
  }

  @Test
  void filesBesideTheMetadataOfAnOlderDeliveryBelongToThose() {
    String original = text("landsat/" + C1 + "_MTL.txt");
    String scene = "LC80900842016021LGN02";
    assertTrue(original.contains(scene), original);
    metadata("new", C1, "txt").empty(bands("new", C1, "B2", "B3", "B4"));
    files
        .add("old/" + scene + "_MTL.txt", original.replace(C1, scene))
        .empty(bands("old", scene, "B2", "B3", "B4"));
    DescribedScenes found = read();
    assertEquals(List.of(), found.issues());
    assertEquals(
        List.of("new", "old"),
        found.scenes().stream()
            .map(one -> String.valueOf(one.bands().get(0).file()).contains("/old/") ? "old" : "new")
            .toList());
  }
}
