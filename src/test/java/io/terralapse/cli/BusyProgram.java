package io.terralapse.cli;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process whose run is busy for ever and never looks at its cancellation. With a second argument
 * it has begun to publish.
 */
final class BusyProgram {
  private BusyProgram() {}

  public static void main(String[] args) throws IOException {
    Interruption interruption = Interruption.ofProcess();
    Cancellation cancellation = interruption.cancellation();
    DiskCache cache = new DiskCache(Path.of(args[0]), 1 << 20);
    cancellation.onAbandon(cache::abandon);
    Files.writeString(cache.temporary(CacheSection.WINDOWS, "0".repeat(32) + ".tlw"), "half");
    Files.writeString(cache.createRunFolder().resolve("segment-0"), "half");
    if (args.length > 1) {
      cancellation.onAbandon(cancellation::keepPublishing);
    }
    System.out.println("running");
    while (true) {
      Thread.onSpinWait();
    }
  }
}
