package io.terralapse.inspect;

import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.access.http.HttpAccess;
import io.terralapse.access.http.HttpSettings;
import io.terralapse.access.http.RemoteAddress;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import io.terralapse.raster.Raster;
import io.terralapse.raster.format.RasterFormats;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the inspection of files: says what a job in a folder would understand of a raster
 * file. Reads headers and sidecar files, pixels only for statistics; writes nothing, not even to
 * the cache. Not thread-safe.
 */
public final class FileInspector implements Closeable {
  /** The environment variable of the setting {@code access.allow_private}. */
  private static final String ALLOW_PRIVATE = "TERRALAPSE_ACCESS_ALLOW_PRIVATE";

  private final Path folder;
  private final HttpSettings settings;
  private final FileAccess disk = new FileAccess();
  private final RasterFormats rasters = new RasterFormats(this::openBytes);
  private @Nullable HttpAccess http;

  /**
   * Opens nothing yet.
   *
   * @param folder absolute; relative names start from it. Its own name and those above it say
   *     nothing of a file's date, as those of a configuration's folder
   * @param environment environment variables, for tokens of servers and whether private hosts are
   *     allowed
   */
  public FileInspector(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.settings =
        HttpSettings.defaults(environment)
            .withPrivateHosts("true".equalsIgnoreCase(environment.get(ALLOW_PRIVATE)));
  }

  /**
   * Inspects one file.
   *
   * @param input path or address
   * @param statistics whether to read all pixels for the statistics of the bands
   * @return a {@link RefusedFile} if the file cannot be read, is not a supported raster, or has a
   *     CRS that is not supported
   */
  public Inspection inspect(String input, boolean statistics) {
    String shown = input;
    try {
      Location location = locate(input);
      shown = location instanceof Location.Remote ? location.text() : input;
      return inspect(shown, location, statistics);
    } catch (IllegalArgumentException notAnAddress) {
      String subject = RemoteAddress.isRemote(input) ? "An input" : input;
      // The address itself may contain a password.
      return new RefusedFile(
          subject.equals(input) ? input : "address",
          sentence(subject + " cannot be read: " + notAnAddress.getMessage()));
    } catch (UserError unsupported) {
      return new RefusedFile(shown, sentence(shown + ": " + unsupported.getMessage()));
    } catch (IOException e) {
      return new RefusedFile(shown, sentence(shown, e));
    }
  }

  private Location locate(String input) {
    if (RemoteAddress.isRemote(input)) {
      return RemoteAddress.parse(input);
    }
    try {
      return new Location.Local(folder.resolve(input).normalize());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("it is not a path", e);
    }
  }

  private Inspection inspect(String shown, Location location, boolean statistics)
      throws IOException {
    if (location instanceof Location.Local local && Files.isDirectory(local.file())) {
      return new RefusedFile(shown, shown + " is a folder; name the files in it.");
    }
    RasterInfo info = rasters.info(location);
    CatalogueFacts catalogue = CatalogueFacts.of(folder, location, info);
    List<BandStatistics> stats = statistics ? readStatistics(location, info, catalogue) : List.of();
    return new FileDescription(info, catalogue, stats).describe(shown, rasters.formatOf(location));
  }

  private List<BandStatistics> readStatistics(
      Location location, RasterInfo info, CatalogueFacts catalogue) throws IOException {
    List<OptionalDouble> nodata =
        IntStream.range(0, info.bands().size()).mapToObj(catalogue::nodata).toList();
    try (Raster raster = rasters.open(location)) {
      return new StatisticsPass(raster, info, nodata, catalogue.alpha(), StatisticsPass.PART_BYTES)
          .run();
    }
  }

  private static String sentence(String shown, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return shown + " does not exist; correct the path.";
    }
    if (failure instanceof AccessDeniedException) {
      return shown + " cannot be opened: access is denied; change its permissions.";
    }
    String detail = FailureReason.of(failure);
    String name = shown.substring(shown.lastIndexOf('/') + 1);
    return sentence(detail.contains(name) ? detail : shown + " cannot be read: " + detail);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private ByteSource openBytes(Location location) throws IOException {
    return location instanceof Location.Remote remote ? http().open(remote) : disk.open(location);
  }

  /** Made when it is first needed: the client takes time to start. Its cache keeps nothing. */
  private HttpAccess http() {
    HttpAccess client = http;
    if (client == null) {
      client = new HttpAccess(settings, new DiskCache(folder, 0));
      http = client;
    }
    return client;
  }

  @Override
  public void close() throws IOException {
    if (http != null) {
      http.close();
    }
  }
}
