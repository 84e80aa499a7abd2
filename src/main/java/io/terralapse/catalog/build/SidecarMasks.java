package io.terralapse.catalog.build;

import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the masks that lie beside scenes without metadata, by the words that providers end their
 * names with. {@code *_cloud_mask} and {@code *_clouds} are taken as "not 0 is cloud"; a bare
 * {@code *_mask} could mean its contrary, so it is left alone.
 */
final class SidecarMasks {
  private static final Pattern NAME =
      Pattern.compile(
          "^(?<stem>.*?)(?:^|[_.-])(?<word>scl|(?:pixel_?qa|qa_?pixel)|bqa|fmask|qa_?60|clouds?(?:_?mask)?)"
              + "(?:[_.-](?<resolution>10|20|30|60)m)?(?:[_.-]clip)?$",
          Pattern.CASE_INSENSITIVE);

  private final List<Mask> masks = new ArrayList<>();

  private record Mask(Location file, String folder, String stem, MaskCoding coding, int metres) {}

  /** Looks among files that are no scenes. */
  SidecarMasks(List<Location> files) {
    for (Location file : files) {
      Matcher matcher = NAME.matcher(SceneFile.stem(file));
      if (matcher.matches()) {
        String metres = matcher.group("resolution");
        masks.add(
            new Mask(
                file,
                SceneFiles.productFolder(file),
                matcher.group("stem"),
                coding(matcher.group("word")),
                metres == null ? 0 : Integer.parseInt(metres)));
      }
    }
  }

  private static MaskCoding coding(String word) {
    String plain = word.toLowerCase(java.util.Locale.ROOT).replace("_", "");
    return switch (plain) {
      case "scl" -> MaskCoding.SCL;
      case "qapixel" -> MaskCoding.QA_PIXEL;
      case "bqa" -> MaskCoding.BQA;
      // The quality band of Landsat's first collection at Level 2 (LSDS-1368) puts cloud at bit 5.
      case "pixelqa" -> MaskCoding.PIXEL_QA;
      case "fmask" -> MaskCoding.FMASK;
      case "qa60" -> MaskCoding.QA60;
      default -> MaskCoding.CLOUD;
    };
  }

  /** The finest mask whose name begins as the scene's does, in the scene's folder. */
  Optional<DescribedScene.Mask> find(SceneFiles scene) {
    return masks.stream()
        .filter(mask -> mask.folder().equals(scene.folder()) && belongs(mask.stem(), scene))
        .min(Comparator.comparingInt(Mask::metres))
        .map(mask -> new DescribedScene.Mask(mask.file(), 0, Optional.empty(), mask.coding()));
  }

  private static boolean belongs(String stem, SceneFiles scene) {
    String own = scene.stem();
    // A folder of one product may hold SCL.tif beside B04.tif.
    return stem.equals(own) || (stem.isEmpty() && scene.isPerBand());
  }
}
