package io.terralapse.run;

/** Receives the progress of a run. Calls may come from several threads at once. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String name, int total) {}

        @Override
        public void step() {}

        @Override
        public void note(String line) {}
      };

  /**
   * A stage begins; the one before it has ended.
   *
   * @param name what is being done, a verb in its -ing form such as {@code reading}
   * @param total number of steps, 0 if it is not known
   */
  void stage(String name, int total);

  /** One step of the current stage is done. */
  void step();

  /** Shows one line to the user. */
  void note(String line);
}
