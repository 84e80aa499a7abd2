package io.terralapse.catalog.stac;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.catalog.sensor.Sensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the masks among an item's assets, by the names that providers give them. Stateless. */
final class ItemMasks {
  private ItemMasks() {}

  /** True if an asset is a mask. */
  static boolean isMask(Asset asset) {
    return findLayers(asset).isPresent();
  }

  /** The key without file extension and resolution. */
  private static String name(Asset asset) {
    return asset.key().replaceFirst("\\.(?:tif|tiff|jp2)$", "").replaceFirst("_[126]0m$", "");
  }

  private static Optional<List<MaskLayer>> findLayers(Asset asset) {
    // Planet's keys begin with the asset type: ortho_udm2.
    return Sensors.findMask(name(asset).replaceFirst("^.*_(?=udm2$)", ""));
  }

  /** The best copy of each mask. */
  static List<DescribedScene.Mask> of(List<Asset> assets) {
    List<DescribedScene.Mask> masks = new ArrayList<>();
    List<Asset> sorted =
        assets.stream()
            .filter(ItemMasks::isMask)
            .sorted(
                Comparator.comparing(ItemMasks::name)
                    .thenComparingDouble(Asset::metres)
                    .thenComparingInt(Asset::rank))
            .toList();
    String last = "";
    for (Asset asset : sorted) {
      if (!name(asset).equals(last)) {
        last = name(asset);
        findLayers(asset)
            .ifPresent(layers -> layers.forEach(layer -> masks.add(layer.in(asset.file()))));
      }
    }
    return masks;
  }
}
