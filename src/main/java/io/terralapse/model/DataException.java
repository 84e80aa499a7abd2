package io.terralapse.model;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file, an archive or a server's response holds data that is damaged, not supported or not what
 * it claims to be. Reading it again cannot help; disk and network work. Failures of the environment
 * (full disk, broken connection) are other {@link IOException}s.
 *
 * <p>The message is one sentence without a full stop: it names the file, says what is wrong and, if
 * there is one, gives a remedy.
 */
public class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With a message for the user.
   *
   * @param message one sentence without a full stop
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * With a message for the user and the cause for the log.
   *
   * @param message one sentence without a full stop
   * @param cause what was caught, or null
   */
  public DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
