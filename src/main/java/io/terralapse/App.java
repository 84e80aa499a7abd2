package io.terralapse;

/** The program's entry point. */
public final class App {
  private App() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.err.println("terralapse: the command line is not wired yet");
    System.exit(1);
  }
}
