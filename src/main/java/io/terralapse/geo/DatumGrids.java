package io.terralapse.geo;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grid files for changes of datum that the user has installed for this process. Where one
 * covers a position, it wins over the transformations without a grid. Thread-safe; to be installed
 * before the first transform of a job.
 */
public final class DatumGrids {
  /** The largest published file has 100 MB. */
  private static final long MAX_BYTES = 256L << 20;

  private static final int MAX_FILES = 100;

  private static volatile List<DatumGrid> installed = List.of();

  private DatumGrids() {}

  /**
   * Replaces the grids.
   *
   * @param paths NTv2 files ({@code .gsb}) with the names that the EPSG Dataset has for them, and
   *     folders of such files; none for transformations without grids
   * @throws UserError (usage) for a file that is missing, damaged or not known
   */
  public static synchronized void install(List<Path> paths) {
    if (paths.isEmpty() && installed.isEmpty()) {
      return;
    }
    List<DatumGrid> read = new ArrayList<>();
    for (Path file : files(paths)) {
      read.addAll(read(file));
    }
    read.sort(Comparator.comparingDouble(DatumGrid::accuracyMetres).thenComparing(DatumGrid::name));
    installed = List.copyOf(read);
    Crs.forgetTransforms();
  }

  /** Names and SHA-256 checksums of the installed files, in order of their names. */
  public static Map<String, String> checksums() {
    return installed.stream()
        .collect(
            Collectors.toMap(
                DatumGrid::name, DatumGrid::checksum, (first, same) -> first, TreeMap::new));
  }

  /** The installed grids of a datum by its EPSG code, the most accurate first. */
  static List<DatumGrid> of(String datum) {
    return installed.stream().filter(grid -> grid.datum().equals(datum)).toList();
  }

  private static List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        inside.filter(DatumGrids::isNtv).sorted().limit(MAX_FILES + 1L).forEach(files::add);
      } catch (IOException e) {
        throw refuse(path, "it cannot be read", "make the folder readable");
      }
      if (files.isEmpty()) {
        throw refuse(path, "it has no NTv2 files (.gsb)", "put the grid files there");
      }
    }
    if (files.size() > MAX_FILES) {
      throw UserError.usage(
          "geo.grids: more than " + MAX_FILES + " files; name those that the scenes need");
    }
    return files;
  }

  private static boolean isNtv(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gsb");
  }

  private static List<DatumGrid> read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!isNtv(file)) {
      throw refuse(
          file,
          "it is not an NTv2 file (.gsb)",
          "GeoTIFF grids of PROJ and NADCON grids are not read, so take the .gsb file of the agency"
              + " that publishes it");
    }
    byte[] content = content(file);
    try {
      List<DatumGrid> known =
          GridFileTable.transformations(name, checksum(content), NtvGrid.read(content));
      if (known.isEmpty()) {
        throw refuse(
            file,
            "the EPSG Dataset has no grid file of that name between a datum and WGS 84",
            "give it the name under which it is published, such as BETA2007.gsb");
      }
      return known;
    } catch (IllegalArgumentException damaged) {
      throw refuse(file, String.valueOf(damaged.getMessage()), "download it again from the agency");
    }
  }

  private static byte[] content(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refuse(file, "there is no such file", "write the path of an NTv2 file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refuse(file, "it is larger than 256 MiB", "take the grid of a smaller area");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refuse(file, "it cannot be read", "make the file readable");
    }
  }

  private static String checksum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static UserError refuse(Path file, String why, String remedy) {
    return UserError.usage("geo.grids: " + file.getFileName() + ": " + why + "; " + remedy);
  }
}
