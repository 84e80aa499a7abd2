package io.terralapse.cache;

import io.terralapse.model.ContentDigest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of the program's algorithms: a hash of the program's own classes and resources, and
 * of the names of the libraries that its jar asks for. It is part of the name of everything in the
 * cache and of what decides whether a run has nothing to do, so that a build with other code, whose
 * version number is the same, reuses nothing. Two machines with the same jar have the same version:
 * times of modification are not part of it. What the lock holds does not depend on it. Thread-safe.
 */
public final class AlgorithmVersion {
  private static final Logger LOG = LoggerFactory.getLogger(AlgorithmVersion.class);
  private static final String OWN = "io/terralapse/";

  private AlgorithmVersion() {}

  private static final class Holder {
    static final String TEXT = ofProgram();
  }

  /** The version, 32 hexadecimal digits; calculated once, in a few milliseconds for a jar. */
  public static String text() {
    return Holder.TEXT;
  }

  private static String ofProgram() {
    try {
      CodeSource code = AlgorithmVersion.class.getProtectionDomain().getCodeSource();
      if (code != null) {
        return of(Path.of(code.getLocation().toURI()));
      }
    } catch (IOException | URISyntaxException | RuntimeException unusual) {
      LOG.debug("the program's own code cannot be read", unusual);
    }
    // Not from a file: such a program is not rebuilt between two runs.
    return "";
  }

  /**
   * The version of a program.
   *
   * @param program a jar, or the root folder of compiled classes
   * @throws IOException if it cannot be read
   */
  static String of(Path program) throws IOException {
    Map<String, Long> checksums = new TreeMap<>();
    List<String> libraries = new ArrayList<>();
    if (Files.isDirectory(program)) {
      addFolder(program, checksums);
    } else {
      addJar(program, checksums, libraries);
    }
    ContentDigest digest = new ContentDigest();
    checksums.forEach(
        (name, checksum) -> {
          add(digest, name);
          digest.add(checksum);
        });
    libraries.forEach(library -> add(digest, library));
    return digest.key().hex();
  }

  private static void add(ContentDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.add(bytes, bytes.length);
  }

  /** The directory of a jar has the checksum of every entry, so that none is unpacked. */
  private static void addJar(Path program, Map<String, Long> checksums, List<String> libraries)
      throws IOException {
    try (JarFile jar = new JarFile(program.toFile(), false)) {
      jar.stream()
          .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(OWN))
          .forEach((ZipEntry entry) -> checksums.put(entry.getName(), entry.getCrc()));
      if (jar.getManifest() != null) {
        String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        libraries.addAll(path == null ? List.of() : List.of(path.split(" ")));
      }
    }
  }

  private static void addFolder(Path classes, Map<String, Long> checksums) throws IOException {
    Path own = classes.resolve(OWN);
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        String name = classes.relativize(file).toString().replace('\\', '/');
        checksums.put(name, sum.getValue());
      }
    }
  }
}
