package io.terralapse.cli;

import io.terralapse.run.Cancellation;

/** A process that runs until a signal stops it, and then ends as the program does. */
final class InterruptedProgram {
  private InterruptedProgram() {}

  public static void main(String[] args) throws InterruptedException {
    Interruption interruption = Interruption.ofProcess();
    Cancellation cancellation = interruption.cancellation();
    System.out.println("running");
    while (!cancellation.isCancelled()) {
      Thread.sleep(5);
    }
    System.out.println("tidied up");
    interruption.end();
    System.exit(130);
  }
}
