package io.terralapse.watch;

import io.terralapse.config.JobSettings;
import io.terralapse.model.FailureReason;
import io.terralapse.run.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job once, and again whenever scenes have arrived, until it is cancelled. One run at a
 * time; what arrives during a run causes the next one. Entry point of the package; for one thread.
 */
public final class WatchLoop {
  /** How soon a cancellation is noticed. */
  private static final Duration SLICE = Duration.ofMillis(200);

  /** Between two listings of folders that report their changes, and of those that do not. */
  private static final Duration CALM = Duration.ofSeconds(60);

  private static final Duration CALM_WITHOUT_EVENTS = Duration.ofSeconds(5);

  /** Pauses after runs that the environment has failed: the first and the longest one. */
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

  private static final Duration LAST_RETRY = Duration.ofHours(1);

  /** What happens when scenes have arrived. */
  @FunctionalInterface
  public interface Run {
    /**
     * Runs the job and reports what it did, failures included.
     *
     * @return whether the same run may succeed later, although no scene arrives
     */
    boolean runAgainLater();
  }

  private final JobSettings job;
  private final Run run;
  private final WatchListener listener;
  private final Cancellation cancellation;
  private final LongSupplier clock;
  private final WatchedFiles files;
  private final Arrivals arrivals;
  private @Nullable String catalogue;
  private long retryPause;
  private long retryAt;
  private boolean retry;

  /**
   * A loop that has not begun.
   *
   * @param job whose inputs are watched
   * @param listener receives one line for each event
   * @param cancellation ends the loop
   */
  public WatchLoop(JobSettings job, Run run, WatchListener listener, Cancellation cancellation) {
    this(job, run, listener, cancellation, System::nanoTime);
  }

  WatchLoop(
      JobSettings job,
      Run run,
      WatchListener listener,
      Cancellation cancellation,
      LongSupplier clock) {
    this.job = job;
    this.run = run;
    this.listener = listener;
    this.cancellation = cancellation;
    this.clock = clock;
    this.files = WatchedFiles.of(job);
    this.arrivals = new Arrivals(job.watch().settle(), new CompleteFile()::isWhole);
  }

  /**
   * Watches until it is cancelled.
   *
   * @throws IOException if the folders cannot be listed
   */
  public void run() throws IOException, InterruptedException {
    try (FolderEvents events = new FolderEvents();
        CataloguePoll poll = CataloguePoll.isNeeded(job) ? new CataloguePoll(job) : null) {
      listener.event("watching " + describe(poll));
      PollSchedule polls = new PollSchedule(clock.getAsLong(), job.watch().every());
      if (poll != null) {
        catalogue = search(poll).orElse(null);
      }
      WatchedFiles.Listing listing = files.list();
      begin("first run", listing);
      long nextLook = clock.getAsLong();
      while (!cancellation.isCancelled()) {
        long now = clock.getAsLong();
        if (now - nextLook >= 0) {
          listing = files.list();
          events.watch(listing.folders());
          Arrivals.Look look = arrivals.look(listing.files(), now);
          report(look);
          if (look.due()) {
            begin("scenes have arrived", listing);
          }
          nextLook = clock.getAsLong() + pause(look, events).toNanos();
        }
        if (poll != null && polls.isDue(clock.getAsLong())) {
          polls.began(clock.getAsLong());
          searchAgain(poll, listing);
        }
        if (retry && clock.getAsLong() - retryAt >= 0 && !cancellation.isCancelled()) {
          begin("trying again", listing);
        }
        if (!cancellation.isCancelled() && events.await(SLICE.toNanos())) {
          // While a file is written there are events all the time.
          Thread.sleep(SLICE.toMillis());
          nextLook = Math.min(nextLook, clock.getAsLong());
        }
      }
    }
  }

  private String describe(@Nullable CataloguePoll poll) {
    int inputs = files.roots().size();
    String local = inputs == 0 ? "" : inputs + (inputs == 1 ? " local input" : " local inputs");
    if (poll == null) {
      return local;
    }
    int count = poll.count();
    return local
        + (local.isEmpty() ? "" : " and ")
        + count
        + (count == 1 ? " catalogue" : " catalogues")
        + " every "
        + job.watch().every().toSeconds()
        + " s";
  }

  /** Files that are being written are looked at more often. */
  private Duration pause(Arrivals.Look look, FolderEvents events) {
    if (look.waiting()) {
      Duration half = job.watch().settle().dividedBy(2);
      return half.compareTo(SLICE) < 0 ? SLICE : half;
    }
    return events.isComplete() && files.exist() ? CALM : CALM_WITHOUT_EVENTS;
  }

  private void report(Arrivals.Look look) {
    for (Path file : look.landed()) {
      listener.event("arrived: " + file);
    }
    for (Path file : look.unreadable()) {
      listener.event("waiting: " + file + " is incomplete or damaged");
    }
  }

  private void begin(String why, WatchedFiles.Listing listing) {
    if (cancellation.isCancelled()) {
      return;
    }
    arrivals.runSaw(listing.files());
    listener.event("rendering: " + why);
    retry = run.runAgainLater();
    retryPause =
        retry ? Math.min(Math.max(2 * retryPause, FIRST_RETRY.toNanos()), LAST_RETRY.toNanos()) : 0;
    retryAt = clock.getAsLong() + retryPause;
  }

  private void searchAgain(CataloguePoll poll, WatchedFiles.Listing listing) {
    Optional<String> now = search(poll);
    if (now.isPresent() && !now.get().equals(catalogue)) {
      catalogue = now.get();
      begin("a catalogue has changed", listing);
    }
  }

  private Optional<String> search(CataloguePoll poll) {
    try {
      return Optional.of(poll.state());
    } catch (IOException failure) {
      String why = failure.getMessage() == null ? FailureReason.of(failure) : failure.getMessage();
      listener.event("search failed: " + why);
      return Optional.empty();
    }
  }
}
