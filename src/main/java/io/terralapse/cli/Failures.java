package io.terralapse.cli;

import io.terralapse.access.NetworkException;
import io.terralapse.model.DataException;
import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What users can do about a failure: bad data and the environment (disk, network, memory) have
 * errors of their own, every other exception is a bug.
 */
final class Failures {
  private Failures() {}

  /**
   * The user error behind a failure, by its first cause that is one or amounts to one.
   *
   * @return null for a bug
   */
  static @Nullable UserError findUserError(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      UserError known = classify(at);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable UserError classify(Throwable at) {
    if (at instanceof UserError user) {
      return user;
    }
    if (at instanceof DataException data) {
      return new UserError(ExitCode.NO_TIMELAPSE, sentence(message(data)), data);
    }
    if (at instanceof NetworkException network) {
      return UserError.environment(sentence(message(network)), network);
    }
    String problem = null;
    if (at instanceof OutOfMemoryError) {
      problem =
          "memory: is not enough for this job; raise memory and restart, or make the grid smaller.";
    } else if (at instanceof FileSystemException file) {
      problem = ofFile(file);
    } else if (at instanceof FileNotFoundException) {
      // Java's message ends with what the system says, in parentheses.
      problem =
          message(at).replaceFirst(" \\([^()]*\\)$", "")
              + ": cannot be opened; check the path and its permissions.";
    } else if (at instanceof ReadOnlyFileSystemException || isReadOnly(message(at), at)) {
      problem =
          "The file system is read-only; set output_dir and cache.dir to folders that can be"
              + " written.";
    } else if (at instanceof IOException && isFull(message(at))) {
      problem = "The disk is full (" + message(at) + "); " + FREE_SPACE;
    } else if (at instanceof IOException && message(at).contains(CHECK_THE_DISK)) {
      problem = message(at);
    } else if (at instanceof IOException && isDiskError(message(at))) {
      problem =
          "The disk or the network file system reports an error ("
              + FailureReason.of(at)
              + "); check it, or set output_dir and cache.dir to other folders.";
    } else if (at instanceof IOException) {
      problem = ofNetwork(at);
    }
    return problem == null ? null : UserError.environment(problem, at);
  }

  /** In sentences of our own about files that do not read back as they were written. */
  private static final String CHECK_THE_DISK = "; check the disk";

  /** What Linux and macOS say of disks and file servers that fail (EIO, ESTALE, EUCLEAN, ENXIO). */
  private static final List<String> DISK_ERRORS =
      List.of(
          "input/output error",
          "stale file handle",
          "stale nfs file handle",
          "structure needs cleaning",
          "remote i/o error",
          "device not configured",
          "no such device");

  private static final String FREE_SPACE =
      "free some space, or set output_dir and cache.dir to other folders.";

  private static String ofFile(FileSystemException failure) {
    String file = failure.getFile() == null ? "A file:" : failure.getFile() + ":";
    String reason = failure.getReason() == null ? "" : failure.getReason();
    if (isFull(reason)) {
      return file + " the disk is full; " + FREE_SPACE;
    }
    if (isReadOnly(reason, failure)) {
      return file
          + " is on a read-only file system; set output_dir and cache.dir to folders that can be"
          + " written.";
    }
    if (failure instanceof NoSuchFileException) {
      return file + " does not exist; check the path and run again.";
    }
    if (failure instanceof AccessDeniedException) {
      return file + " access is denied; change its permissions or choose another folder.";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return file + " exists already; rename it and run again.";
    }
    if (failure instanceof NotDirectoryException) {
      return file + " is not a folder; choose another one.";
    }
    return file
        + " cannot be read or written ("
        + FailureReason.of(failure)
        + "); check the file and its folder.";
  }

  private static @Nullable String ofNetwork(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return message(failure)
          + ": the server's address cannot be resolved; check the name and the network.";
    }
    if (failure instanceof SSLException) {
      return "A secure connection failed ("
          + message(failure)
          + "); check the server's certificate and the clock of this machine.";
    }
    if (failure instanceof SocketException || failure instanceof SocketTimeoutException) {
      return "A connection failed ("
          + FailureReason.of(failure)
          + "); check the network and run again.";
    }
    return null;
  }

  private static boolean isFull(String text) {
    return text.contains("No space left") || text.contains("quota exceeded");
  }

  private static boolean isDiskError(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return DISK_ERRORS.stream().anyMatch(lower::contains);
  }

  private static boolean isReadOnly(String text, Throwable failure) {
    return failure instanceof IOException
        && text.toLowerCase(Locale.ROOT).contains("read-only file system");
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
