package io.terralapse.run;

/**
 * Forwards progress, and stops the work at its next step once the run is cancelled: {@link #stage}
 * and {@link #step} then throw {@link java.util.concurrent.CancellationException}.
 */
public record CancellableProgress(Progress progress, Cancellation cancellation)
    implements Progress {

  @Override
  public void stage(String name, int total) {
    cancellation.check();
    progress.stage(name, total);
  }

  @Override
  public void step() {
    cancellation.check();
    progress.step();
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }
}
