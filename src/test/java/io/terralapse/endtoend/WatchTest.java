package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.RunRequest;
import io.terralapse.pipeline.TimelapseJobs;
import io.terralapse.run.Cancellation;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.watch.WatchLoop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scenes that land in a folder are rendered; settings watch.settle and watch.every. */
@Slow
@Timeout(180)
class WatchTest {
  private static final int ARRIVALS = 6;

  @TempDir Path root = Path.of("");

  private List<Path> scenes(int count) throws IOException {
    return new SyntheticScenes(new SyntheticScenes.Options(200, 160, count, 7, 1, false, false))
        .write(root.resolve("all"));
  }

  private Path land(Path scene) throws IOException {
    return Files.copy(scene, root.resolve("in").resolve(scene.getFileName()));
  }

  private Job job(List<Path> present) throws IOException {
    Files.createDirectories(root.resolve("in"));
    for (Path scene : present) {
      land(scene);
    }
    return Job.in(root.resolve("job"), root.resolve("in"), "watch: {settle: 1s, every: 2m}");
  }

  /** What a run must not leave behind. */
  private record Footprint(int threads, long files, long heap) {
    static Footprint now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long files = 0;
      Path descriptors = Path.of("/proc/self/fd");
      if (Files.isDirectory(descriptors)) {
        try (var open = Files.list(descriptors)) {
          files = open.count();
        }
      }
      return new Footprint(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          files,
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  @Test
  void everyArrivalIsRenderedOnceAndLeavesNothingBehind() throws Exception {
    List<Path> all = scenes(2 + ARRIVALS);
    Job job = job(all.subList(0, 2));
    Path config = job.folder().resolve("config.yaml");
    ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    Cancellation whole = new Cancellation();
    List<Integer> frames = new ArrayList<>();
    List<Footprint> footprints = new ArrayList<>();
    WatchLoop.Run run =
        () -> {
          Cancellation part = whole.begin();
          try {
            JobSettings settings = ConfigLoader.load(config, Map.of(), Map.of());
            frames.add(
                new TimelapseJobs()
                    .render(
                        new RunRequest(
                            settings, RunOptions.plain("1"), new RecordedProgress(), part))
                    .frames());
            footprints.add(Footprint.now());
            if (frames.size() > ARRIVALS) {
              whole.cancel();
            } else {
              land(all.get(1 + frames.size()));
            }
            return false;
          } catch (Exception failure) {
            events.add(failure.toString());
            whole.cancel();
            return false;
          } finally {
            whole.end(part);
          }
        };
    new WatchLoop(ConfigLoader.load(config, Map.of(), Map.of()), run, events::add, whole).run();
    assertEquals(List.of(2, 3, 4, 5, 6, 7, 8), frames, events.toString());
    assertEquals(ARRIVALS, events.stream().filter(e -> e.startsWith("arrived: ")).count());
    assertEquals(8, DecodedFrames.pictures(job.video()).size());
    Footprint early = footprints.get(2);
    Footprint late = footprints.get(ARRIVALS);
    assertTrue(late.threads() <= early.threads() + 1, footprints.toString());
    assertTrue(late.files() <= early.files() + 2, footprints.toString());
    assertTrue(late.heap() < early.heap() + (8 << 20), footprints.toString());
  }

  private Process start(Job job) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "io.terralapse.App",
            "watch",
            job.folder().resolve("config.yaml").toString())
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("watch.log").toFile())
        .start();
  }

  private void await(String words, int times) throws Exception {
    for (int i = 0; i < 600; i++) {
      String log = Files.readString(root.resolve("watch.log"));
      if (log.split(words, -1).length > times) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(words + " is not in " + Files.readString(root.resolve("watch.log")));
  }

  @Test
  void aFileThatIsStillWrittenIsAwaitedAndASignalEndsTheProcess() throws Exception {
    List<Path> all = scenes(4);
    Job job = job(all.subList(0, 2));
    Process process = start(job);
    try {
      await("Rendered 2 frames", 1);
      byte[] bytes = Files.readAllBytes(all.get(2));
      Path growing = root.resolve("in").resolve(all.get(2).getFileName());
      Path hidden = root.resolve("in").resolve(all.get(3).getFileName() + ".part");
      Files.write(hidden, Files.readAllBytes(all.get(3)));
      for (int part = 1; part <= 6; part++) {
        Files.write(growing, Arrays.copyOf(bytes, bytes.length * part / 6));
        Thread.sleep(500);
      }
      await("Rendered 3 frames", 1);
      String log = Files.readString(root.resolve("watch.log"));
      assertEquals(2, log.split("arrived: ", -1).length, log);
      assertFalse(log.contains("warning"), log);

      // A download gets its name when it is complete.
      Files.move(hidden, root.resolve("in").resolve(all.get(3).getFileName()));
      await("Rendered 4 frames", 1);

      long began = System.nanoTime();
      process.destroy();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      long millis = (System.nanoTime() - began) / 1_000_000;
      assertEquals(143, process.exitValue());
      assertTrue(millis < 2000, millis + " ms");
      String stopped = Files.readString(root.resolve("watch.log"));
      assertTrue(stopped.endsWith("terralapse: stopped\n"), stopped);
      assertEquals(4, DecodedFrames.pictures(job.video()).size());
      job.run("render").exits(0);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
