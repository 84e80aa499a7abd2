package io.terralapse.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ContentKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlgorithmVersionTest {
  @TempDir Path folder = Path.of("");

  /** A jar of one class, with times, a library and a file that is not part of the program. */
  private Path jar(String name, String code, long millis, String library, String other)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, library);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      put(jar, "io/terralapse/Code.class", code, millis);
      put(jar, "META-INF/build.properties", other, millis);
    }
    return file;
  }

  private static void put(JarOutputStream jar, String name, String text, long millis)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(millis);
    jar.putNextEntry(entry);
    jar.write(text.getBytes(StandardCharsets.UTF_8));
    jar.closeEntry();
  }

  @Test
  void theSameCodeHasTheSameVersionWheneverItWasPacked() throws IOException {
    String one = AlgorithmVersion.of(jar("a.jar", "code", 1_000_000_000_000L, "lib/a-1.jar", "x"));
    assertEquals(
        one, AlgorithmVersion.of(jar("b.jar", "code", 1_700_000_000_000L, "lib/a-1.jar", "y")));
    assertTrue(ContentKey.isKey(one), one);
  }

  @Test
  void otherCodeAndOtherLibrariesAreOtherVersions() throws IOException {
    String one = AlgorithmVersion.of(jar("a.jar", "code", 0, "lib/a-1.jar", ""));
    assertNotEquals(one, AlgorithmVersion.of(jar("b.jar", "Code", 0, "lib/a-1.jar", "")));
    assertNotEquals(one, AlgorithmVersion.of(jar("c.jar", "code", 0, "lib/a-2.jar", "")));
  }

  @Test
  void compiledClassesThatChangeAreAnotherVersion() throws IOException {
    Path code = Files.createDirectories(folder.resolve("io/terralapse")).resolve("Code.class");
    Files.writeString(code, "code");
    String before = AlgorithmVersion.of(folder);
    assertEquals(before, AlgorithmVersion.of(folder));
    Files.writeString(code, "edit");
    assertNotEquals(before, AlgorithmVersion.of(folder));
  }

  @Test
  void theProgramItselfHasOne() {
    assertTrue(ContentKey.isKey(AlgorithmVersion.text()), AlgorithmVersion.text());
  }
}
