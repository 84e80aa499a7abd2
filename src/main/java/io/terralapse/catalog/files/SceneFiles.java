package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files that make one scene.
 *
 * @param name the product's stem, or the file's name without its extension
 * @param folder path of the folder they lie in
 * @param files at least one, by path; several only if each holds one band
 */
public record SceneFiles(String name, String folder, List<SceneFile> files) {
  /** Sentinel-2 products sort their bands into folders by pixel size. */
  private static final Pattern RESOLUTION_FOLDER = Pattern.compile("R[126]0m");

  public SceneFiles {
    files = List.copyOf(files);
  }

  /** True if every file holds one band. */
  public boolean isPerBand() {
    return files.size() > 1;
  }

  /** What the names of all its files begin with; may be empty. */
  public String stem() {
    return files.get(0).token().map(BandToken::stem).orElse(name);
  }

  public Location first() {
    return files.get(0).location();
  }

  /**
   * Puts files of one folder whose names differ only in the band together. A true-colour picture
   * beside its own bands is left out; of one band in several pixel sizes the finest is taken.
   *
   * @param locations raster files that are no masks, sorted
   */
  public static List<SceneFiles> group(List<Location> locations) {
    Map<Key, List<SceneFile>> groups = new LinkedHashMap<>();
    for (Location file : locations) {
      String stem = SceneFile.stem(file);
      var token = BandToken.find(stem);
      Key key =
          token
              .map(t -> new Key(productFolder(file), t.stem(), true))
              .orElseGet(() -> new Key(FilePath.folder(file), stem, false));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new SceneFile(file, token));
    }
    List<SceneFiles> scenes = new ArrayList<>();
    groups.forEach((key, files) -> addScenes(key, files, scenes));
    return scenes;
  }

  private static void addScenes(Key key, List<SceneFile> files, List<SceneFiles> scenes) {
    if (!key.perBand()) {
      // Same name, .tif and .tiff: two scenes, told apart when ids are made unique.
      files.forEach(f -> scenes.add(new SceneFiles(key.stem(), key.folder(), List.of(f))));
      return;
    }
    Map<String, SceneFile> finest = new LinkedHashMap<>();
    for (SceneFile file : files) {
      BandToken token = file.token().orElseThrow();
      boolean redundant = token.isTrueColor() && files.size() > 1;
      if (!redundant) {
        finest.merge(token.band(), file, SceneFiles::finer);
      }
    }
    if (finest.isEmpty()) {
      finest.put("TCI", files.get(0));
    }
    List<SceneFile> bands = List.copyOf(finest.values());
    String name = key.stem();
    if (bands.size() == 1) {
      name = SceneFile.stem(bands.get(0).location());
    } else if (name.isEmpty()) {
      name = FilePath.last(key.folder());
    }
    scenes.add(new SceneFiles(name, key.folder(), bands));
  }

  private static SceneFile finer(SceneFile a, SceneFile b) {
    return b.token().orElseThrow().resolutionM() < a.token().orElseThrow().resolutionM() ? b : a;
  }

  public static String productFolder(Location file) {
    String folder = FilePath.folder(file);
    boolean byResolution = RESOLUTION_FOLDER.matcher(FilePath.last(folder)).matches();
    return byResolution ? FilePath.parent(folder) : folder;
  }

  private record Key(String folder, String stem, boolean perBand) {}
}
