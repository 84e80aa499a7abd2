package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Reads English text in pictures with the program Tesseract. Stateless. */
public final class Tesseract {
  private static final String PROGRAM = "tesseract";
  private static final String REQUIRED = "TERRALAPSE_TEST_OCR";
  private static final long PATIENCE_SECONDS = 60;

  private Tesseract() {}

  /**
   * Skips the test where the program is missing; fails it where {@code TERRALAPSE_TEST_OCR} is set,
   * as by the CI script.
   */
  public static void require() {
    try {
      Process process =
          new ProcessBuilder(PROGRAM, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        return;
      }
    } catch (IOException missing) {
      // Reported below.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    String sentence = "no program tesseract; install Debian's tesseract-ocr";
    if (Optional.ofNullable(System.getenv(REQUIRED)).isPresent()) {
      fail(sentence);
    }
    Assumptions.abort(sentence);
  }

  /**
   * The text of a picture, with single blanks between words.
   *
   * @param grey codes of dark letters on bright ground, {@code [row * width + column]}
   */
  public static String read(byte[] grey, int width) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(PROGRAM, "stdin", "stdout", "--psm", "6", "-l", "eng")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Its threads cost more than they gain on small pictures.
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    Process process = builder.start();
    try (OutputStream out = process.getOutputStream()) {
      String header = "P5 " + width + " " + grey.length / width + " 255\n";
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(grey);
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return text.replaceAll("\\s+", " ");
  }
}
