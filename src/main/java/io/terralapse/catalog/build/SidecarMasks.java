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
import java.util.Optional;
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
          "^(?<stem>.*?)(?:^|[_.-])(?<mask>scl|(?:pixel_?qa|qa_?pixel)|bqa|fmask|qa_?60|cmask|clouds?(?:_?mask)?)"
              + "(?:[_.-](?<resolution>10|20|30|60)m)?(?:[_.-]clip)?"
              + "(?<date>[_.-]\\d{4}[_.-]?\\d{2}[_.-]?\\d{2}(?:T?\\d{6}Z?)?)?$",
          Pattern.CASE_INSENSITIVE);

  private final List<Mask> masks = new ArrayList<>();

  private record Mask(Location file, String folder, String stem, MaskLayer layer, int metres) {}

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
                layer(matcher.group("mask")),
                metres == null ? 0 : Integer.parseInt(metres)));
      }
    }
  }

  /** The name without the mask; a date may follow it. */
  private static String stem(Matcher matcher) {
    String date = matcher.group("date");
    return date == null ? matcher.group("stem") : matcher.group("stem") + date;
  }

  private static MaskLayer layer(String name) {
    return Sensors.findMask(name)
        .map(layers -> layers.get(0))
        .orElseGet(() -> MaskLayer.of(MaskCoding.CLOUD));
  }

  /** The finest mask in the scene's folder whose name begins as the scene's does. */
  Optional<DescribedScene.Mask> find(SceneFiles scene) {
    return masks.stream()
        .filter(mask -> mask.folder().equals(scene.folder()) && belongs(mask.stem(), scene))
        .min(Comparator.comparingInt(Mask::metres))
        .map(mask -> mask.layer().in(mask.file()));
  }

  private static boolean belongs(String stem, SceneFiles scene) {
    // A folder of one product may contain SCL.tif beside B04.tif.
    return stem.equals(scene.stem()) || (stem.isEmpty() && scene.isPerBand());
  }
}
