package io.terralapse.access.http;

import io.terralapse.access.NetworkException;
import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The transient failures of one operation, over all its requests. For one thread. */
final class FailureCount {
  /** A host that is unknown is seldom known later. */
  private static final int NAME_LOOKUPS = 2;

  private final int retries;
  private int count;
  private boolean exhausted;

  FailureCount(int retries) {
    this.retries = retries;
  }

  /**
   * Counts a failure.
   *
   * @param failure what was thrown; null for a response that says so
   * @return whether another attempt is allowed
   */
  boolean add(@Nullable IOException failure) {
    count++;
    exhausted =
        count > retries || (failure instanceof UnknownHostException && count >= NAME_LOOKUPS);
    return !exhausted;
  }

  /** Starts again after progress. */
  void reset() {
    count = 0;
    exhausted = false;
  }

  /** Whether the last failure that was counted allowed no further attempt. */
  boolean isExhausted() {
    return exhausted;
  }

  int count() {
    return count;
  }

  /** The error after the last attempt. */
  NetworkException exception(String name, String reason, IOException cause) {
    return new NetworkException(
        name
            + " could not be read: "
            + reason
            + (count > 1 ? " (" + count + " attempts)" : "")
            + (cause instanceof UnknownHostException
                ? "; correct the address, or try again later"
                : "; try again later"),
        cause);
  }
}
