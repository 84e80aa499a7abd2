package io.terralapse;

import io.terralapse.cli.Wiring;

/** The program's entry point. */
public final class App {
  private App() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(Wiring.run(args));
  }
}
