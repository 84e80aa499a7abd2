package io.terralapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds code, tests, messages and documents to the terms of docs/VOCABULARY.md: no file contains
 * what {@code language/terms.tsv} lists, except where {@code language/allowed.tsv} gives a reason.
 */
final class LanguageTest {
  private static final Path RULES = Path.of("src/test/resources/language");
  private static final List<String> TREES = List.of("src", "docs", "examples", "bench");
  private static final List<String> FILES =
      List.of(
          "ARCHITECTURE.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "README.md",
          "THIRD-PARTY.md",
          "config.yaml",
          "pom.xml",
          "terralapse");
  private static final Pattern TEXT =
      Pattern.compile(".*\\.(java|md|html|mustache|js|css|json|yaml|properties)");

  /** Expression that is not to be used, and what to write instead. */
  private record Term(Pattern pattern, String instead) {}

  /** Place where a found text is right. */
  private record Exemption(String path, Pattern found, String reason) {}

  /** Found text with its file and line. */
  private record Finding(String path, int line, String found, String instead) {
    @Override
    public String toString() {
      return path + ":" + line + ": \"" + found + "\", write: " + instead;
    }
  }

  @Test
  void codeAndDocumentsUseTheTermsOfTheField() throws IOException {
    List<Exemption> exemptions = exemptions();
    List<Finding> findings =
        Found.ALL.stream().filter(f -> exemptions.stream().noneMatch(e -> covers(e, f))).toList();
    assertTrue(
        findings.isEmpty(),
        () ->
            findings.size()
                + " words to replace (see docs/VOCABULARY.md; exceptions: "
                + RULES.resolve("allowed.tsv")
                + ")\n"
                + String.join("\n", findings.stream().map(Finding::toString).toList()));
  }

  @Test
  void everyExceptionHasAReasonAndIsNeeded() throws IOException {
    List<Finding> findings = Found.ALL;
    for (Exemption exemption : exemptions()) {
      assertTrue(exemption.reason().length() > 10, "no reason: " + exemption);
      assertTrue(findings.stream().anyMatch(f -> covers(exemption, f)), "unused: " + exemption);
    }
  }

  @Test
  void phrasesAreFoundInIdentifiersAcrossLinesAndInJoinedStrings() {
    List<Term> terms = List.of(new Term(pattern("\\bgreen apples?\\b"), "pear"));
    String code =
        """
        class GreenApple {
          /**
           * Holds a green
           * apple.
           */
          String a = "a green "
              + "apple";
          int green_apples, evergreenApple;
        }
        """;
    List<Integer> lines = find(terms, "A.java", code).stream().map(Finding::line).toList();
    assertEquals(List.of(1, 3, 6, 8), lines);
    assertEquals(
        "A.java:1: \"Green Apple\", write: pear", find(terms, "A.java", code).get(0).toString());
  }

  /** What is found in all files, which both tests look through, is found once. */
  private static final class Found {
    static final List<Finding> ALL = findings();
  }

  private static List<Finding> findings() {
    try {
      List<Term> terms =
          rows("terms.tsv").stream().map(row -> new Term(pattern(row.get(0)), row.get(1))).toList();
      List<Finding> findings = new ArrayList<>();
      for (Path file : files()) {
        findings.addAll(find(terms, slashed(file), Files.readString(file)));
      }
      return findings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Finding> find(List<Term> terms, String path, String content) {
    FlowingText text = new FlowingText(content);
    List<Finding> findings = new ArrayList<>();
    for (Term term : terms) {
      Matcher matcher = text.matcher(term.pattern());
      while (matcher.find()) {
        findings.add(
            new Finding(path, text.line(matcher.start()), matcher.group(), term.instead()));
      }
    }
    return findings;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String tree : TREES) {
      try (Stream<Path> found = Files.walk(Path.of(tree))) {
        found
            .filter(f -> TEXT.matcher(slashed(f)).matches())
            .filter(f -> !slashed(f).startsWith("src/test/resources/"))
            .sorted()
            .forEach(files::add);
      }
    }
    FILES.forEach(name -> files.add(Path.of(name)));
    return files;
  }

  private static List<Exemption> exemptions() throws IOException {
    return rows("allowed.tsv").stream()
        .map(row -> new Exemption(row.get(0), pattern(row.get(1)), row.get(2)))
        .toList();
  }

  private static List<List<String>> rows(String name) throws IOException {
    return Files.readAllLines(RULES.resolve(name)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  private static boolean covers(Exemption exemption, Finding finding) {
    return finding.path().startsWith(exemption.path())
        && exemption.found().matcher(finding.found()).matches();
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }
}
