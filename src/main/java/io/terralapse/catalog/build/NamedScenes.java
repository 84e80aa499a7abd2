package io.terralapse.catalog.build;

import io.terralapse.catalog.files.AuxiliaryFiles;
import io.terralapse.catalog.files.BandToken;
import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Scene;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scenes that only their files' names describe, and the masks beside them.
 *
 * @param scenes groups of files
 * @param masks masks among the other files
 */
public record NamedScenes(List<SceneFiles> scenes, SidecarMasks masks) {
  /**
   * Looks among files.
   *
   * @param claimed those that belong to scenes with metadata
   */
  public static NamedScenes among(List<Location> rasters, Set<Location> claimed) {
    List<Location> free = rasters.stream().filter(file -> !claimed.contains(file)).toList();
    Set<String> tiffs = new HashSet<>();
    free.stream()
        .filter(NamedScenes::isTiff)
        .forEach(
            file -> {
              String folder = FilePath.folder(file) + "/";
              String stem = SceneFile.stem(file);
              tiffs.add(folder + stem);
              // HLS delivers a preview that bears the name that its bands begin with.
              BandToken.find(stem).ifPresent(token -> tiffs.add(folder + token.stem()));
            });
    List<Location> pictures =
        free.stream()
            .filter(file -> !AuxiliaryFiles.isAuxiliary(file) && !isPreview(file, tiffs))
            .toList();
    List<Location> others = free.stream().filter(AuxiliaryFiles::isAuxiliary).toList();
    return new NamedScenes(SceneFiles.group(pictures), new SidecarMasks(others));
  }

  private static boolean isTiff(Location file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".tif") || name.endsWith(".tiff");
  }

  /** A picture beside a TIFF of the same name, or beside its bands, was made from it. */
  private static boolean isPreview(Location file, Set<String> tiffs) {
    String path = FilePath.folder(file) + "/" + SceneFile.stem(file);
    return !isTiff(file) && tiffs.contains(path);
  }

  /** The files whose headers are needed. */
  public Stream<Location> files() {
    return scenes.stream()
        .flatMap(
            scene ->
                Stream.concat(
                    scene.files().stream().map(SceneFile::location),
                    masks.find(scene).map(DescribedScene.Mask::file).stream()));
  }

  /** The scene with the mask that lies beside it, if one does. */
  public Scene masked(
      SceneFiles files, Scene scene, HeaderReader.Headers headers, List<Issue> issues) {
    Optional<DescribedScene.Mask> mask = masks.find(files);
    if (mask.isEmpty()) {
      return scene;
    }
    Optional<MaskBand> band = DescribedSceneBuilder.findMask(scene, mask.get(), headers, issues);
    return band.map(one -> scene.withMasks(List.of(one))).orElse(scene);
  }
}
