package io.terralapse.testkit;

import io.terralapse.run.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps every call as a line of text: {@code stage reading 2}, {@code step}, {@code note ...}. */
public final class RecordedProgress implements Progress {
  private final List<String> calls = new ArrayList<>();

  @Override
  public synchronized void stage(String name, int total) {
    calls.add("stage " + name + " " + total);
  }

  @Override
  public synchronized void step() {
    calls.add("step");
  }

  @Override
  public synchronized void note(String line) {
    calls.add("note " + line);
  }

  /** The calls, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }
}
