package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Test classes have names of their own, and fixtures that several packages use are in testkit. */
final class TestKitTest {
  private static final String TESTKIT = "io.terralapse.testkit";
  private static final String FUZZ = "io.terralapse.fuzz";
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("io.terralapse");

  @Test
  void noTwoTestClassesShareASimpleName() {
    Map<String, List<String>> byName =
        TESTS.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertFalse(byName.isEmpty(), "the test classes were not found");
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName);
  }

  /**
   * A fixture may be used below its own package, for example one of raster by raster.tiff. The
   * parsers that the fuzz targets call are not public; a class beside each of them leads to it.
   */
  @Test
  void fixturesOfOnePackageAreNotUsedByAnother() {
    TreeSet<String> foreign = new TreeSet<>();
    for (JavaClass user : TESTS) {
      user.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> TESTS.contain(target.getName()))
          .filter(target -> !target.getPackageName().startsWith(TESTKIT))
          .filter(target -> !isWithin(user.getPackageName(), target.getPackageName()))
          .filter(target -> !(isWithin(user.getPackageName(), FUZZ) && isParser(target)))
          .forEach(target -> foreign.add(user.getName() + " uses " + target.getName()));
    }
    assertEquals(new TreeSet<>(), foreign);
  }

  private static boolean isParser(JavaClass target) {
    return target.getSimpleName().matches(".*Parsers?");
  }

  private static boolean isWithin(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
