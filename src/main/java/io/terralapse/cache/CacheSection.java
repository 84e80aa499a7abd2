package io.terralapse.cache;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of files that the cache holds. Only files whose names match a section are counted and
 * evicted, so that a cache folder that also holds files of the user never loses one of those.
 */
public enum CacheSection {
  /** Native pixels of scenes, {@code KEY.tlw}. */
  WINDOWS("windows", "[0-9a-f]{16,128}\\.tlw", true),
  /** Which state of a scene's file has which content key, {@code STATE.key}. */
  WINDOW_KEYS("windows/keys", "[0-9a-f]{16,128}\\.key", false),
  /** Headers of rasters, {@code STATE.hdr}. */
  HEADERS("headers", "[0-9a-f]{16,128}\\.hdr", false),
  /** What the anchor of an alignment is compared by, {@code KEY.alf}. */
  FEATURES("features", "[0-9a-f]{16,128}\\.alf", false),
  /** What was measured of single dates, {@code KEY.date}. */
  MEASUREMENTS("measurements", "[0-9a-f]{16,128}\\.date", false),
  /** Dates on a coarse grid, for the comparison of their tones, {@code KEY.tone}. */
  TONES("tones", "[0-9a-f]{16,128}\\.tone", false),
  /** Which part of a raster has data, {@code STATE.txt}. */
  FOOTPRINTS("footprints", "[0-9a-f]{16,128}\\.txt", false),
  /** Measured pairs of dates, {@code KEY.json}. */
  EDGES("edges", "[0-9a-f]{16,128}\\.json", false),
  /** Parts of remote files, in a folder for each file. */
  HTTP("http", "[0-9a-f]{2}/[0-9a-f]{64}/(state|[0-9a-f]{16}-[0-9]{1,18}-[0-9]{1,9})", false),
  /**
   * Unpacked members of archives, {@code KEY}, and their lengths and checksums, {@code KEY.sum}.
   */
  ARCHIVES("archives", "[0-9a-f]{2}/[0-9a-f]{64}(\\.sum)?", false),
  /** Coded segments of videos, {@code KEY.seg}. */
  SEGMENTS("video", "[0-9a-f]{32}\\.seg", true),
  /** Pictures that are ready to be encoded, {@code KEY.pic}. */
  PICTURES("pictures", "[0-9a-f]{32}\\.pic", false),
  /** Small copies of frames without furniture, {@code KEY.jpg}. */
  STILLS("stills", "[0-9a-f]{32}\\.jpg", false),
  /** Coded segments and other files of one run, in a folder that is deleted with the run. */
  RUNS("segments", "run-[0-9A-Za-z-]+/.+", true);

  private final String folder;
  private final Pattern name;
  private final boolean keptForRun;

  CacheSection(String folder, String name, boolean keptForRun) {
    this.folder = folder;
    this.name = Pattern.compile(name);
    this.keptForRun = keptForRun;
  }

  /**
   * Whether files stay while a job that has used them runs, even beyond the limit. Files of the
   * other sections may be evicted at any time; their readers then fetch or measure again.
   */
  boolean isKeptForRun() {
    return keptForRun;
  }

  Path folder(Path root) {
    return root.resolve(folder);
  }

  /**
   * The file of an entry.
   *
   * @param entry its name within the section, with {@code /} between folders
   * @throws IllegalArgumentException if the section has no such names
   */
  Path file(Path root, String entry) {
    if (!name.matcher(entry).matches()) {
      throw new IllegalArgumentException(entry + " is no name in the cache section " + folder);
    }
    return folder(root).resolve(entry);
  }

  /**
   * The section that a file belongs to.
   *
   * @param path relative to the cache's root
   */
  static Optional<CacheSection> find(Path path) {
    String text = path.toString().replace('\\', '/');
    return Arrays.stream(values()).filter(s -> s.holds(text)).findFirst();
  }

  private boolean holds(String path) {
    return path.startsWith(folder + "/")
        && name.matcher(path.substring(folder.length() + 1)).matches();
  }

  /** The folders below the cache's root that hold all sections. */
  static List<String> topFolders() {
    return Arrays.stream(values()).map(s -> s.folder.split("/", 2)[0]).distinct().toList();
  }
}
