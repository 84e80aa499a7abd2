package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trimmed runtime has every module that the program or a library refers to. */
final class RuntimeModulesIT {
  private static final Path DIST = PackagedProgram.folder();

  /** Loaded by name: elliptic curves of TLS, languages of dates, charsets, archives. */
  private static final List<String> LOADED_BY_NAME =
      List.of("jdk.crypto.ec", "jdk.localedata", "jdk.charsets", "jdk.zipfs");

  @Test
  void everyReferredModuleIsInTheRuntime(@TempDir Path folder) throws IOException {
    Path classes = folder.resolve("classes.jar");
    copyClasses(classes);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(err),
                "--ignore-missing-deps",
                "--print-module-deps",
                classes.toString());

    assertEquals(0, code, () -> out + "" + err);
    Set<String> missing = new TreeSet<>(Arrays.asList(out.toString().strip().split(",", -1)));
    assertTrue(missing.contains("java.desktop"), out::toString);
    missing.addAll(LOADED_BY_NAME);
    missing.removeAll(modules());
    assertEquals(Set.of(), missing);
  }

  private static Set<String> modules() throws IOException {
    Matcher line =
        Pattern.compile("MODULES=\"([^\"]+)\"")
            .matcher(Files.readString(DIST.resolve("runtime/release")));
    assertTrue(line.find());
    return new TreeSet<>(Arrays.asList(line.group(1).split(" ", -1)));
  }

  /**
   * The classes of all jars in one. Some jars are modules that require modules which are not here;
   * without that description they are what they are on a class path.
   */
  private static void copyClasses(Path target) throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.walk(DIST);
        ZipOutputStream all = new ZipOutputStream(Files.newOutputStream(target))) {
      all.setLevel(Deflater.NO_COMPRESSION);
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        if (jar.startsWith(DIST.resolve("runtime"))) {
          continue;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : Collections.list(zip.entries())) {
            if (isClass(entry.getName()) && names.add(entry.getName())) {
              all.putNextEntry(new ZipEntry(entry.getName()));
              zip.getInputStream(entry).transferTo(all);
            }
          }
        }
      }
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }
}
