package io.terralapse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between packages are those that ARCHITECTURE.md draws, no more and no fewer;
 * there is no cycle at any level; and each big library is used in one package only.
 */
final class ArchitectureTest {
  private static final String ROOT = "io.terralapse.";
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.terralapse");

  @Test
  void topLevelPackagesDependOnEachOtherAsDrawn() throws IOException {
    Map<String, Set<String>> actual = new TreeMap<>(dependencies(ArchitectureTest::topLevel));
    actual.remove("");
    // Every package may use the values in model; the drawing leaves those arrows out.
    actual.values().forEach(names -> names.remove("model"));
    assertEquals(describe(drawn()), describe(actual));
  }

  @Test
  void packagesFormNoCycleAtAnyLevel() {
    assertNoCycle(dependencies(ArchitectureTest::topLevel));
    assertNoCycle(dependencies(JavaClass::getPackageName));
    Set<String> parents = new HashSet<>();
    for (JavaClass one : PROGRAM) {
      for (String name = one.getPackageName(); name.startsWith(ROOT); name = parent(name)) {
        parents.add(name);
      }
    }
    for (String parent : parents) {
      assertNoCycle(dependencies(one -> child(parent, one)));
    }
  }

  @Test
  void noTwoClassesShareASimpleName() {
    Map<String, List<String>> byName =
        PROGRAM.stream()
            .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName);
  }

  @Test
  void eachBigLibraryIsUsedInOnePackage() {
    assertOnlyIn("geo", "org.geotools..", "it.geosolutions..");
    noClasses()
        .that()
        .resideOutsideOfPackages("io.terralapse.encode..", "io.terralapse.raster.tiff.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(PROGRAM);
    assertOnlyIn("bands", "com.ezylang..");
    assertOnlyIn("tone", "net.mahdilamb..");
    assertOnlyIn("cli", "picocli..", "me.tongfei..");
    assertOnlyIn("config", "org.snakeyaml..", "com.networknt..");
    assertOnlyIn("access", "org.apache.hc..");
  }

  @Test
  void onlyTheCommandLineUsesTheTerminalAndEndsTheProcess() {
    noClasses()
        .that(not(resideInAPackage("io.terralapse.cli..")).and(not(isApp())))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(PROGRAM);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
        .orShould()
        .resideInAPackage("io.terralapse..util..")
        .check(PROGRAM);
  }

  /** The rows of the table of packages in ARCHITECTURE.md: name, what it does, what it uses. */
  private static Map<String, Set<String>> drawn() throws IOException {
    Map<String, Set<String>> drawn = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length >= 5 && cells[1].strip().matches("`[a-z]+`")) {
        String name = cells[1].strip().replace("`", "");
        Set<String> uses =
            Stream.of(cells[3].replace("`", "").split(","))
                .map(String::strip)
                .filter(use -> !use.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(drawn.put(name, uses) == null, name + " is drawn twice");
      }
    }
    return drawn;
  }

  private static String describe(Map<String, Set<String>> graph) {
    return graph.entrySet().stream()
        .map(one -> one.getKey() + " -> " + String.join(", ", new TreeSet<>(one.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private interface Grouping {
    String of(JavaClass one);
  }

  /** Which groups of classes depend on which others; classes outside any group are left out. */
  private static Map<String, Set<String>> dependencies(Grouping grouping) {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (JavaClass one : PROGRAM) {
      String from = grouping.of(one);
      if (from.isEmpty()) {
        continue;
      }
      Set<String> targets = graph.computeIfAbsent(from, name -> new TreeSet<>());
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String to = target.getPackageName().startsWith(ROOT) ? grouping.of(target) : "";
        if (!to.isEmpty() && !to.equals(from)) {
          targets.add(to);
        }
      }
    }
    return graph;
  }

  private static void assertNoCycle(Map<String, Set<String>> graph) {
    Map<String, Set<String>> left = new TreeMap<>();
    graph.forEach((name, targets) -> left.put(name, new TreeSet<>(targets)));
    boolean progressed = true;
    while (progressed) {
      List<String> leaves = new ArrayList<>();
      left.forEach(
          (name, targets) -> {
            if (targets.stream().noneMatch(left::containsKey)) {
              leaves.add(name);
            }
          });
      leaves.forEach(left::remove);
      progressed = !leaves.isEmpty();
    }
    assertTrue(left.isEmpty(), () -> "a cycle among:\n" + describe(left));
  }

  private static String topLevel(JavaClass one) {
    String name = one.getPackageName();
    return name.startsWith(ROOT) ? head(name.substring(ROOT.length())) : "";
  }

  /** Below a package: its own classes as one group, and each child package with all below it. */
  private static String child(String parent, JavaClass one) {
    String name = one.getPackageName();
    if (name.equals(parent)) {
      return parent;
    }
    return name.startsWith(parent + ".")
        ? parent + "." + head(name.substring(parent.length() + 1))
        : "";
  }

  /** The first part of a dotted name. */
  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static DescribedPredicate<JavaClass> isApp() {
    return DescribedPredicate.describe("is App", c -> c.getName().equals("io.terralapse.App"));
  }

  private static void assertOnlyIn(String name, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.terralapse." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(PROGRAM);
  }
}
