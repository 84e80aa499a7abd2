package io.terralapse.access;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The network or a server failed: not reachable, too slow, out of service, not trusted. The data
 * are not to blame; the same job may succeed later. The message is one sentence without a full stop
 * that names the file.
 */
public final class NetworkException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With a message for the user and the cause for the log.
   *
   * @param cause what was caught, or null
   */
  public NetworkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
