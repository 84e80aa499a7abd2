package io.terralapse.run;

/** Passes progress on and stops the work at the next step once the run is cancelled. */
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
