package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileHash;
import io.terralapse.encode.VideoCheck;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killing the process at any moment leaves a whole video with its own ledger. {@code -Dkills=N} for
 * more.
 */
@Slow
class KillTest {
  @TempDir Path root = Path.of("");

  @Test
  void killedAtAnyMomentTheVideoAndItsLedgerStand() throws Exception {
    Path scenes = root.resolve("scenes");
    new SyntheticScenes(new SyntheticScenes.Options(240, 200, 4, 7, 1, false, false)).write(scenes);
    Job job = Job.in(root.resolve("job"), scenes);
    job.run("render").exits(0);

    long began = System.nanoTime();
    Process whole = start(job, 50);
    assertEquals(0, whole.waitFor());
    long runMillis = Math.max(200, (System.nanoTime() - began) / 1_000_000);

    long seed = 20240105;
    Random random = new Random(seed);
    for (int kill = 0; kill < Integer.getInteger("kills", 5); kill++) {
      Process process = start(job, 10 + kill % 30);
      long delay = (long) (runMillis * (0.2 + 0.8 * random.nextDouble()));
      if (!process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      String when = "seed " + seed + ", kill " + kill + " after " + delay + " ms";
      // The next start finishes what was decided; until then a reader may meet new files beside the
      // old ledger.
      job.run("plan").exits(0);
      io.terralapse.publish.Publication.begin(job.folder().resolve("output"), "job").close();
      assertEquals(0, VideoCheck.inspect(job.video(), true).warnings(), when);
      assertLedgerFits(job, when);
    }
    job.run("render").exits(0);
    assertLedgerFits(job, "after a full run");
  }

  private static void assertLedgerFits(Job job, String when) throws IOException {
    JsonNode outputs = job.ledger().path("outputs");
    assertTrue(outputs.size() >= 2, when);
    for (JsonNode output : outputs) {
      Path file = job.output(output.path("file").asText());
      assertEquals(output.path("sha256").asText(), FileHash.sha256(file), when);
    }
  }

  /** A run that has something to do, because its rate factor is another one. */
  private static Process start(Job job, int crf) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "io.terralapse.App",
            "render",
            "-q",
            "--set",
            "outputs.mp4.crf=" + crf,
            job.folder().resolve("config.yaml").toString())
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(job.folder(), "run", ".log").toFile())
        .start();
  }
}
