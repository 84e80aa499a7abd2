package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under {@code docs/} that is made from the program, and must be what the program makes. */
public final class GeneratedDoc {
  private GeneratedDoc() {}

  /**
   * Fails if the page is stale; with {@code -Dupdate.docs=true} rewrites it instead.
   *
   * @param page its path from the project's folder
   */
  public static void assertCurrent(Path page, String text) throws IOException {
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(page, text, StandardCharsets.UTF_8);
    }
    String written =
        Files.exists(page)
            ? Files.readString(page, StandardCharsets.UTF_8).replace("\r\n", "\n")
            : "";
    assertEquals(
        text,
        written,
        page + " is stale; run mvn -Dfast test -Dtest='*DocTest' -Dupdate.docs=true and commit it");
  }
}
