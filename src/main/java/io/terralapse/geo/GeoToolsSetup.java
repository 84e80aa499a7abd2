package io.terralapse.geo;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.referencing.operation.projection.MapProjection;
import org.geotools.util.factory.Hints;

/**
 * The switches of GeoTools that hold for the whole JVM, set once before its first use.
 *
 * <ul>
 *   <li>Longitude comes before latitude everywhere.
 *   <li>A datum change without a published shift (NAD83 to WGS 84) is taken as none.
 *   <li>The EPSG database is unpacked into a folder of this user: the default is one folder for
 *       everybody, where the second user of a machine may not write.
 *   <li>GeoTools logs through {@code java.util.logging} straight to stderr; that is silenced, for
 *       what matters comes back as an exception.
 * </ul>
 */
final class GeoToolsSetup {
  private static final String EPSG_FOLDER = "EPSG-HSQL.directory";

  /** Held so that the log levels are not lost with their garbage-collected loggers. */
  private static final Logger[] SILENCED = {
    Logger.getLogger("org.geotools"),
    Logger.getLogger("org.hsqldb"),
    Logger.getLogger("hsqldb.db"),
    Logger.getLogger("java.util.prefs"),
    Logger.getLogger("javax.measure"),
    Logger.getLogger("tech.units"),
    Logger.getLogger("tech.uom")
  };

  private static final Object ONCE = configure();

  private GeoToolsSetup() {}

  /** Does nothing but make sure that the switches are set. Cheap; thread-safe. */
  static void ensure() {
    if (ONCE == null) {
      throw new IllegalStateException("GeoTools is not set up");
    }
  }

  private static Object configure() {
    for (Logger logger : SILENCED) {
      logger.setLevel(Level.OFF);
    }
    // Coordinates outside a projection's domain are found by our own round trip, in any mode.
    MapProjection.SKIP_SANITY_CHECKS = true;
    Hints.putSystemDefault(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
    Hints.putSystemDefault(Hints.LENIENT_DATUM_SHIFT, true);
    return new Object();
  }

  /**
   * Gives the EPSG database its folder; to be called before the first question to it. A folder that
   * the user has set with the system property stays.
   */
  static synchronized void prepareEpsgDatabase() {
    if (System.getProperty(EPSG_FOLDER) == null) {
      System.setProperty(EPSG_FOLDER, epsgFolder().toString());
    }
  }

  private static Path epsgFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && Path.of(cache).isAbsolute()
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home", "."), ".cache");
    try {
      return Files.createDirectories(base.resolve("terralapse").resolve("epsg"));
    } catch (IOException e) {
      return temporaryFolder(e);
    }
  }

  /** A home that cannot be written (a read-only container): a folder of this run alone. */
  private static Path temporaryFolder(IOException why) {
    try {
      Path folder = Files.createTempDirectory("terralapse-epsg-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      e.addSuppressed(why);
      throw UserError.environment(
          "the temporary folder cannot be written, and the table of coordinate systems needs one;"
              + " set XDG_CACHE_HOME or -Djava.io.tmpdir",
          e);
    }
  }
}
