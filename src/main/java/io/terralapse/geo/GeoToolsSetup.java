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
 * The JVM-wide settings of GeoTools, made once before its first use. Thread-safe.
 *
 * <ul>
 *   <li>Longitude comes before latitude everywhere.
 *   <li>A datum shift without published parameters (NAD83 to WGS 84) is taken as zero.
 *   <li>The EPSG database is unpacked into a folder of the user: the default folder is shared by
 *       all users of a machine, of whom only the first may write to it.
 *   <li>GeoTools logs to stderr by {@code java.util.logging}; this is switched off, because every
 *       relevant failure is also an exception.
 * </ul>
 */
final class GeoToolsSetup {
  private static final String EPSG_FOLDER = "EPSG-HSQL.directory";

  /** Strong references: a garbage-collected logger loses its level. */
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

  /** Makes the settings if they have not been made. Cheap. */
  static void ensure() {
    if (ONCE == null) {
      throw new IllegalStateException("GeoTools is not set up");
    }
  }

  private static Object configure() {
    for (Logger logger : SILENCED) {
      logger.setLevel(Level.OFF);
    }
    // Points outside of the domain of a projection are detected by a round trip of our own.
    MapProjection.SKIP_SANITY_CHECKS = true;
    Hints.putSystemDefault(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true);
    Hints.putSystemDefault(Hints.LENIENT_DATUM_SHIFT, true);
    return new Object();
  }

  /**
   * Sets the folder of the EPSG database, unless the user has set it by the system property. To be
   * called before the first query.
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
            : Path.of(System.getProperty("user.home", "?"), ".cache");
    if (!base.isAbsolute()) {
      // Java's home of a user that the system does not know, as in containers, is "?".
      return temporaryFolder(new IOException("the user has no home folder"));
    }
    try {
      return Files.createDirectories(base.resolve("terralapse").resolve("epsg"));
    } catch (IOException e) {
      return temporaryFolder(e);
    }
  }

  /** A folder for this run only, for a home directory that is not writable (in a container). */
  private static Path temporaryFolder(IOException why) {
    try {
      Path folder = Files.createTempDirectory("terralapse-epsg-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      e.addSuppressed(why);
      throw UserError.environment(
          "the temporary folder is not writable, and the EPSG database needs one;"
              + " set XDG_CACHE_HOME or -Djava.io.tmpdir",
          e);
    }
  }
}
