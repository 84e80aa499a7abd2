package io.terralapse.catalog.stac;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.catalog.sensor.Sensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the masks among an item's assets, by the names that providers give them. Stateless. */
final class ItemMasks {
  private static final Pattern EXTENSION = Pattern.compile("\\.(?:tif|tiff|jp2)$");
  private static final Pattern RESOLUTION = Pattern.compile("_[126]0m$");
  private static final Pattern ASSET_TYPE = Pattern.compile("^.*_(?=udm2$)");

  private ItemMasks() {}

  /** True if an asset is a mask. */
  static boolean isMask(Asset asset) {
    return findLayers(asset).isPresent();
  }

  /** The key without file extension and resolution. */
  private static String name(Asset asset) {
    return RESOLUTION.matcher(EXTENSION.matcher(asset.key()).replaceFirst("")).replaceFirst("");
  }

  private static Optional<List<MaskLayer>> findLayers(Asset asset) {
    // Planet's keys begin with the asset type: ortho_udm2.
    return Sensors.findMask(ASSET_TYPE.matcher(name(asset)).replaceFirst(""));
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
