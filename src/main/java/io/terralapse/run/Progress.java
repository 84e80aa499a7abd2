package io.terralapse.run;

/** Where a run tells how far it is. Calls may come from several threads at once. */
public interface Progress {

  /** A stage begins; {@code total} is how many steps it has, 0 if that is not known. */
  void stage(String name, int total);

  /** One step of the stage is done. */
  void step();

  /** A line for people. */
  void note(String line);
}
