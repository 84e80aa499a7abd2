package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of one scene.
 *
 * @param name the product's stem, or the file's name without its extension
 * @param folder path of the folder they are in
 * @param files at least one, by path; several only if each contains one band
 */
public record SceneFiles(String name, String folder, List<SceneFile> files) {
  /** Sentinel-2 products have one folder of bands per pixel size. */
  private static final Pattern RESOLUTION_FOLDER = Pattern.compile("R[126]0m");

  /** Copies the list. */
  public SceneFiles {
    files = List.copyOf(files);
  }

  /** True if there is one file per band. */
  public boolean isPerBand() {
    return files.size() > 1;
  }

  /** The common beginning of the names of all files; may be empty. */
  public String stem() {
    return files.get(0).token().map(BandToken::stem).orElse(name);
  }

  /** The first file. */
  public Location first() {
    return files.get(0).location();
  }

  /**
   * Groups the files of one folder whose names differ only in the band or in the polarisation. A
   * true-colour image beside its bands is left out; of a band in several pixel sizes the finest is
   * used.
   *
   * @param locations raster files without masks, sorted
   */
  public static List<SceneFiles> group(List<Location> locations) {
    Map<Key, Set<String>> polarisations = new HashMap<>();
    for (Location file : locations) {
      BandToken.findPolarisation(SceneFile.stem(file))
          .ifPresent(
              token ->
                  polarisations
                      .computeIfAbsent(Key.radar(file, token), key -> new HashSet<>())
                      .add(token.band()));
    }
    Map<Key, List<SceneFile>> groups = new LinkedHashMap<>();
    for (Location file : locations) {
      String stem = SceneFile.stem(file);
      Optional<BandToken> radar =
          BandToken.findPolarisation(stem)
              .filter(t -> polarisations.getOrDefault(Key.radar(file, t), Set.of()).size() > 1);
      Optional<BandToken> token = radar.or(() -> BandToken.find(stem));
      Key key =
          radar
              .map(t -> Key.radar(file, t))
              .or(() -> token.map(t -> new Key(productFolder(file), t.stem(), Kind.BAND)))
              .orElseGet(() -> new Key(FilePath.folder(file), stem, Kind.WHOLE));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new SceneFile(file, token));
    }
    List<SceneFiles> scenes = new ArrayList<>();
    groups.forEach((key, files) -> addScenes(key, files, scenes));
    return scenes;
  }

  private static void addScenes(Key key, List<SceneFile> files, List<SceneFiles> scenes) {
    if (key.kind() == Kind.WHOLE) {
      // The same name with .tif and .tiff: two scenes, whose ids are made unique later.
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

  /** The folder of a file, or the one above it if folders separate pixel sizes. */
  public static String productFolder(Location file) {
    String folder = FilePath.folder(file);
    boolean byResolution = RESOLUTION_FOLDER.matcher(FilePath.last(folder)).matches();
    return byResolution ? FilePath.parent(folder) : folder;
  }

  /** What one file of a group contains. */
  private enum Kind {
    WHOLE,
    BAND,
    POLARISATION
  }

  private record Key(String folder, String stem, Kind kind) {
    static Key radar(Location file, BandToken token) {
      return new Key(FilePath.folder(file), token.stem(), Kind.POLARISATION);
    }
  }
}
