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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Scenes without metadata: files grouped by their names, and the masks beside them.
 *
 * @param groups the files of each scene
 * @param masks masks among the other files
 * @param auxiliary masks and other files that are no images
 */
public record NamedScenes(List<SceneFiles> groups, SidecarMasks masks, List<Location> auxiliary) {
  /** Copies the lists. */
  public NamedScenes {
    groups = List.copyOf(groups);
    auxiliary = List.copyOf(auxiliary);
  }

  /**
   * Groups files.
   *
   * @param rasters all rasters of the job
   * @param described files of scenes that metadata describe, which are left out
   */
  public static NamedScenes among(List<Location> rasters, Set<Location> described) {
    List<Location> others = rasters.stream().filter(file -> !described.contains(file)).toList();
    Set<String> tiffs = new HashSet<>();
    others.stream()
        .filter(file -> SceneFile.isTiff(file.name()))
        .forEach(
            file -> {
              String folder = FilePath.folder(file) + "/";
              String stem = SceneFile.stem(file);
              tiffs.add(folder + stem);
              // HLS delivers a preview with the name that its bands begin with.
              BandToken.find(stem)
                  .or(() -> BandToken.findPolarisation(stem))
                  .ifPresent(token -> tiffs.add(folder + token.stem()));
            });
    List<Location> images =
        others.stream()
            .filter(file -> !AuxiliaryFiles.isAuxiliary(file) && !isPreview(file, tiffs))
            .toList();
    List<Location> auxiliary = others.stream().filter(AuxiliaryFiles::isAuxiliary).toList();
    return new NamedScenes(SceneFiles.group(images), new SidecarMasks(auxiliary), auxiliary);
  }

  /** An image beside a TIFF of the same name, or beside its bands, was made from it. */
  private static boolean isPreview(Location file, Set<String> tiffs) {
    String path = FilePath.folder(file) + "/" + SceneFile.stem(file);
    return !SceneFile.isTiff(file.name()) && tiffs.contains(path);
  }

  /** The files whose headers are needed to build the scenes. */
  public Stream<Location> files() {
    return groups.stream()
        .flatMap(
            group ->
                Stream.concat(
                    group.files().stream().map(SceneFile::location),
                    masks.find(group).stream().map(DescribedScene.Mask::file)));
  }

  /** Why there is no scene, if all files are masks and other layers that are no images. */
  public Optional<Issue> findReason() {
    return groups.isEmpty() && !auxiliary.isEmpty()
        ? Optional.of(SceneIssues.onlyAuxiliary(auxiliary))
        : Optional.empty();
  }

  /** Builds all scenes that can be used; what cannot be used is added to the issues. */
  public List<Scene> build(
      NamedSceneBuilder builder, HeaderReader.Headers headers, List<Issue> issues) {
    List<Scene> scenes = new ArrayList<>();
    for (SceneFiles group : groups) {
      for (SceneFiles files : split(group, headers)) {
        builder
            .build(files, headers, issues)
            .map(scene -> withMask(files, scene, headers, issues))
            .ifPresent(scenes::add);
      }
    }
    return scenes;
  }

  /** Files of several bands are scenes each, even if their names differ only in a band's name. */
  private static List<SceneFiles> split(SceneFiles group, HeaderReader.Headers headers) {
    boolean stacked =
        group.isPerBand()
            && group.files().stream()
                .flatMap(f -> headers.get(f.location()).info().stream())
                .anyMatch(info -> info.bands().size() > 1);
    return stacked
        ? group.files().stream()
            .map(f -> new SceneFiles(SceneFile.stem(f.location()), group.folder(), List.of(f)))
            .toList()
        : List.of(group);
  }

  private Scene withMask(
      SceneFiles files, Scene scene, HeaderReader.Headers headers, List<Issue> issues) {
    List<DescribedScene.Mask> layers = masks.find(files);
    if (layers.isEmpty()) {
      return scene;
    }
    List<MaskBand> bands =
        layers.stream()
            .flatMap(
                layer ->
                    DescribedSceneBuilder.findMask(
                        scene.id(), scene.bands().get(0), layer, headers, issues)
                        .stream())
            .toList();
    return bands.isEmpty() ? scene : scene.withMasks(bands);
  }
}
