package io.terralapse.run;

/**
 * Forwards the progress of a step that is used for another purpose, with the name of that purpose.
 *
 * @param name of the stage
 * @param progress receives it
 */
public record OneStage(String name, Progress progress) implements Progress {

  @Override
  public void stage(String unused, int total) {
    progress.stage(name, total);
  }

  @Override
  public void step() {
    progress.step();
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }
}
