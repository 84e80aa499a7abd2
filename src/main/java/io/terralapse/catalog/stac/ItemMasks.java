package io.terralapse.catalog.stac;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.MaskCoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the masks among an item's assets, by the names that archives give them. */
final class ItemMasks {
  private ItemMasks() {}

  /**
   * Places of the bands of a usable data mask (docs.planet.com, UDM 2), unless they bear their
   * names. Light haze leaves the ground in sight.
   */
  private record Udm2(int index, String name, MaskCoding coding) {
    static final List<Udm2> BANDS =
        List.of(
            new Udm2(5, "cloud", MaskCoding.CLOUD),
            new Udm2(4, "haze_heavy", MaskCoding.CLOUD),
            new Udm2(2, "shadow", MaskCoding.SHADOW),
            new Udm2(1, "snow", MaskCoding.SNOW));
  }

  /** Whether an asset is a mask. */
  static boolean isMask(Asset asset) {
    return coding(asset).isPresent() || isUdm2(asset);
  }

  private static boolean isUdm2(Asset asset) {
    return asset.key().matches("(?:.*_)?udm2");
  }

  private static String plainKey(Asset asset) {
    return asset.key().replaceFirst("\\.(?:tif|tiff|jp2)$", "").replaceFirst("_[126]0m$", "");
  }

  private static Optional<MaskCoding> coding(Asset asset) {
    String key = plainKey(asset);
    return switch (key) {
      case "scl" -> Optional.of(MaskCoding.SCL);
      case "qa_pixel" -> Optional.of(MaskCoding.QA_PIXEL);
      case "bqa" -> Optional.of(MaskCoding.BQA);
      case "pixel_qa" -> Optional.of(MaskCoding.PIXEL_QA);
      case "fmask" -> Optional.of(MaskCoding.FMASK);
      case "qa60" -> Optional.of(MaskCoding.QA60);
      case "udm" -> Optional.of(MaskCoding.UDM);
      case "cloud_mask", "cloudmask", "clouds" -> Optional.of(MaskCoding.CLOUD);
      default -> Optional.empty();
    };
  }

  /** The best copy of each mask. */
  static List<DescribedScene.Mask> of(List<Asset> assets) {
    List<DescribedScene.Mask> masks = new ArrayList<>();
    List<Asset> found =
        assets.stream()
            .filter(ItemMasks::isMask)
            .sorted(
                Comparator.comparing(ItemMasks::plainKey)
                    .thenComparingDouble(Asset::metres)
                    .thenComparingInt(Asset::rank))
            .toList();
    String last = "";
    for (Asset asset : found) {
      if (plainKey(asset).equals(last)) {
        continue;
      }
      last = plainKey(asset);
      if (isUdm2(asset)) {
        for (Udm2 band : Udm2.BANDS) {
          masks.add(
              new DescribedScene.Mask(
                  asset.file(), band.index(), Optional.of(band.name()), band.coding()));
        }
      } else {
        coding(asset)
            .ifPresent(
                coding ->
                    masks.add(new DescribedScene.Mask(asset.file(), 0, Optional.empty(), coding)));
      }
    }
    return masks;
  }
}
