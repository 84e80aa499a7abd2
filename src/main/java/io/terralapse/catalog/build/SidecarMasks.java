package io.terralapse.catalog.build;

import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.MaskLayer;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks beside scenes without metadata, found by the names that providers give them ({@link
 * Sensors#findMask}). Of {@code *_cloud_mask} and {@code *_clouds} everything but 0 is cloud; a
 * bare {@code *_mask} is not used, because it could mean the opposite. Immutable.
 */
public final class SidecarMasks {
  private static final Pattern NAME =
      Pattern.compile(
          "^(?<stem>.*?)(?:^|[_.-])(?<mask>scl|(?:pixel_?qa|qa_?pixel)|bqa|fmask|qa_?60|cmask|(?:sur_refl_)?state_(?:1km|500m)|state_?qa|udm2|(?:dn_)?udm|clouds?(?:_?mask)?)"
              + "(?:[_.-](?<resolution>10|20|30|60)m)?(?:[_.-]clip|_1)?"
              + "(?<date>[_.-]\\d{4}[_.-]?\\d{2}[_.-]?\\d{2}(?:T?\\d{6}Z?)?|_doy\\d{7}\\w*)?$",
          Pattern.CASE_INSENSITIVE);

  /** Planet's usable data masks. */
  private static final Pattern USABLE_DATA =
      Pattern.compile("_udm2?(?:_clip)?\\.", Pattern.CASE_INSENSITIVE);

  private final List<Mask> masks = new ArrayList<>();

  private record Mask(
      Location file, String folder, String stem, List<MaskLayer> layers, int metres) {}

  /**
   * The mask that belongs best: to the longest beginning of the scene's name, then with the most
   * layers (of Planet's two kinds), then with the finest pixels.
   */
  private static final Comparator<Mask> BEST =
      Comparator.<Mask>comparingInt(mask -> -mask.stem().length())
          .thenComparingInt(mask -> -mask.layers().size())
          .thenComparingInt(Mask::metres);

  /**
   * Finds the masks among files.
   *
   * @param files auxiliary files, which are no scenes
   */
  SidecarMasks(List<Location> files) {
    for (Location file : files) {
      Matcher matcher = NAME.matcher(SceneFile.stem(file));
      if (matcher.matches()) {
        String metres = matcher.group("resolution");
        masks.add(
            new Mask(
                file,
                SceneFiles.productFolder(file),
                stem(matcher),
                layers(matcher.group("mask")),
                metres == null ? 0 : Integer.parseInt(metres)));
      }
    }
  }

  /** The name without the mask; a date may follow it. */
  private static String stem(Matcher matcher) {
    String date = matcher.group("date");
    return date == null ? matcher.group("stem") : matcher.group("stem") + date;
  }

  private static List<MaskLayer> layers(String name) {
    return Sensors.findMask(name.toLowerCase(Locale.ROOT).replace("dn_", ""))
        .orElseGet(() -> List.of(MaskLayer.of(MaskCoding.CLOUD)));
  }

  /** The layers of the best mask in the scene's folder whose name begins as the scene's does. */
  List<DescribedScene.Mask> find(SceneFiles scene) {
    return masks.stream()
        .filter(mask -> mask.folder().equals(scene.folder()) && belongs(mask, scene))
        .min(BEST)
        .map(mask -> mask.layers().stream().map(layer -> layer.in(mask.file())).toList())
        .orElse(List.of());
  }

  private static boolean belongs(Mask mask, SceneFiles scene) {
    String stem = mask.stem();
    // Planet names its masks by the scene, and its images by the scene and what they contain.
    boolean planet =
        USABLE_DATA.matcher(mask.file().name()).find() && scene.stem().startsWith(stem + "_");
    // A folder of one product may contain SCL.tif beside B04.tif.
    return stem.equals(scene.stem()) || planet || (stem.isEmpty() && scene.isPerBand());
  }
}
