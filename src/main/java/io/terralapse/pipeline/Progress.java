package io.terralapse.pipeline;

public interface Progress {
  void stage(String name, int total);

  void step();

  void note(String line);
}
