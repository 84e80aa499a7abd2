package io.terralapse.encode.budget;

import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.budget.Coder.Attempt;
import io.terralapse.model.ByteLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the best file of at most so many bytes. The coarseness of the coding is searched first; if
 * the coarsest acceptable one does not fit, there are fewer pictures (the first, the last and the
 * largest changes stay) and smaller ones, in the order of {@link #STEPS}. Two attempts run side by
 * side, always the same ones, so that the result does not depend on the number of threads. At most
 * {@value #MOST_PAIRS} pairs are made.
 */
final class BudgetSearch {
  /** Attempts, in pairs, at most. */
  private static final int MOST_PAIRS = 9;

  /** Pairs after the first one that refine coarseness. */
  private static final int REFINEMENTS = 3;

  /** A file that fills this part of the limit is not improved any more. */
  private static final double FULL = 0.975;

  /** Bytes grow with the number of pixels to this power: smaller pictures have more detail. */
  private static final double SIZE_POWER = 0.9;

  /** Part of the pictures, and part of the width, in the order in which they are tried. */
  private static final double[][] STEPS = {
    {1, 1},
    {0.8, 1},
    {0.8, 0.85},
    {0.65, 0.85},
    {0.65, 0.7},
    {0.5, 0.7},
    {0.5, 0.6},
    {0.4, 0.5},
    {0.3, 0.42},
    {0.2, 0.36},
    {0.15, 0.3}
  };

  private final SequenceJob job;
  private final Coder.Factory format;
  private final ByteLimit budget;
  private final int width;
  private final long limit;
  private final PictureChoice choice;

  /** What {@link #attempt} has learnt. */
  private static final class Bracket {
    double fine = -1;
    double fineBytes;
    double coarse = 2;
    double coarseBytes;
    byte[] file = new byte[0];
  }

  /**
   * The best file.
   *
   * @param pictures that are in it
   * @param coarseness of its coding
   * @param bytes the whole file
   * @param givenUp number and size of pictures, if they were reduced for the limit
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Found(ReducedSequence pictures, double coarseness, byte[] bytes, List<String> givenUp) {}

  private BudgetSearch(
      SequenceJob job, Coder.Factory format, ByteLimit budget, int width, PictureChoice choice) {
    this.job = job;
    this.format = format;
    this.budget = budget;
    this.width = width;
    this.limit = budget.most();
    this.choice = choice;
  }

  /**
   * Searches.
   *
   * @param limit of the file
   * @param width most width, pixels
   * @param shortestSeconds least time between the starts of two pictures
   * @throws io.terralapse.model.UserError (usage) if nothing acceptable fits
   * @throws InterruptedException if the thread is interrupted
   */
  static Found search(
      SequenceJob job, Coder.Factory format, ByteLimit limit, int width, double shortestSeconds)
      throws IOException, InterruptedException {
    PictureChoice choice = PictureChoice.of(job.pictures(), job.timing(), shortestSeconds);
    BudgetSearch search =
        new BudgetSearch(job, format, limit, Math.min(width, job.pictures().width()), choice);
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(2, job.threads()));
    try {
      return search.run(threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private Found run(ExecutorService threads) throws IOException, InterruptedException {
    int step = 0;
    double smallest = Double.MAX_VALUE;
    for (int pairs = 0; pairs < MOST_PAIRS - REFINEMENTS && step < STEPS.length; pairs++) {
      ReducedSequence pictures = reduced(step);
      Coder coder = format.of(pictures);
      Bracket bracket = new Bracket();
      if (coder.isGraded()) {
        attempt(threads, coder, bracket, step == 0 ? 0.35 : 0.7, 1);
      } else {
        attempt(threads, coder, bracket, 0);
      }
      if (bracket.file.length > 0) {
        refine(threads, coder, bracket);
        return new Found(pictures, bracket.coarse, bracket.file, givenUp(pictures, step));
      }
      smallest = Math.min(smallest, bracket.fineBytes);
      step = next(step, limit / bracket.fineBytes);
    }
    throw budget.refusal("this sequence", (long) smallest);
  }

  /** The first step after {@code step} of which a file may be expected to fit. */
  private static int next(int step, double ratio) {
    int next = step + 1;
    while (next < STEPS.length - 1 && share(next) / share(step) > ratio) {
      next++;
    }
    return next;
  }

  private static double share(int step) {
    return STEPS[step][0] * StrictMath.pow(STEPS[step][1], 2 * SIZE_POWER);
  }

  private ReducedSequence reduced(int step) {
    int count = (int) Math.max(2, Math.rint(choice.most() * STEPS[step][0]));
    int reducedWidth = (int) Math.max(16, Math.rint(width * STEPS[step][1]));
    return new ReducedSequence(job.pictures(), job.timing(), choice.choose(count), reducedWidth);
  }

  private void refine(ExecutorService threads, Coder coder, Bracket bracket)
      throws IOException, InterruptedException {
    for (int i = 0; i < REFINEMENTS && bracket.file.length < FULL * limit; i++) {
      if (bracket.fine < 0) {
        if (bracket.coarse <= 0) {
          return;
        }
        attempt(threads, coder, bracket, 0, bracket.coarse / 2);
      } else {
        attempt(threads, coder, bracket, between(bracket, 0.998), between(bracket, 0.982));
      }
    }
  }

  /** The coarseness at which a part of the limit may be expected. */
  private double between(Bracket bracket, double part) {
    double slope =
        (Math.log(bracket.coarseBytes) - Math.log(bracket.fineBytes))
            / (bracket.coarse - bracket.fine);
    double span = bracket.coarse - bracket.fine;
    double guess = bracket.fine + (Math.log(limit * part) - Math.log(bracket.fineBytes)) / slope;
    return Math.max(bracket.fine + 0.02 * span, Math.min(bracket.coarse - 0.02 * span, guess));
  }

  private void attempt(ExecutorService threads, Coder coder, Bracket bracket, double... tried)
      throws IOException, InterruptedException {
    List<Future<Attempt>> running = new ArrayList<>();
    for (double coarseness : tried) {
      running.add(threads.submit(() -> coder.code(coarseness, limit)));
    }
    for (int i = 0; i < tried.length; i++) {
      Attempt attempt = result(running.get(i));
      byte[] file = attempt.file();
      if (file != null && tried[i] < bracket.coarse) {
        bracket.coarse = tried[i];
        bracket.coarseBytes = attempt.bytes();
        bracket.file = file;
      } else if (file == null && tried[i] > bracket.fine) {
        bracket.fine = tried[i];
        bracket.fineBytes = attempt.bytes();
      }
    }
  }

  private static Attempt result(Future<Attempt> running) throws IOException, InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException bug) {
        throw bug;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  private List<String> givenUp(ReducedSequence pictures, int step) {
    List<String> text = new ArrayList<>();
    if (pictures.size() < choice.most()) {
      text.add(pictures.size() + " of " + choice.most() + " pictures");
    }
    if (step > 0 && pictures.width() < width) {
      ReducedSequence whole = reduced(0);
      text.add(
          pictures.width()
              + " x "
              + pictures.height()
              + " instead of "
              + whole.width()
              + " x "
              + whole.height()
              + " pixels");
    }
    return text;
  }
}
