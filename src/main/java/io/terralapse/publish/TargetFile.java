package io.terralapse.publish;

import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks before a run begins what would only fail at its end, that a file can be written, and names
 * what fails then all the same. Stateless.
 */
public final class TargetFile {
  private TargetFile() {}

  /**
   * Refuses the name of a published file that is a folder.
   *
   * @throws UserError (environment) if it is
   */
  static void refuseFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file
              + ": is a folder, and a file of that name is to be written; rename the folder, or"
              + " change name or output_dir.");
    }
  }

  /**
   * Refuses a name at which no file can be written.
   *
   * @param file need not exist
   * @param remedy completes the sentence after "or", such as {@code name another file with -o}
   * @throws UserError (environment) if it is a folder, or its folder is missing, is a file or
   *     cannot be written
   */
  public static void refuseUnwritable(Path file, String remedy) {
    if (Files.isDirectory(file)) {
      throw new UserError(ExitCode.ENVIRONMENT, file + ": is a folder; name a file in it.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.exists(folder)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file + ": its folder does not exist; create " + folder + ", or " + remedy + ".");
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file + ": " + folder + " is a file and not a folder; " + remedy + ".");
    }
    boolean writable = Files.isWritable(folder) && (!Files.exists(file) || Files.isWritable(file));
    if (!writable) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file
              + ": cannot be written; change the permissions of the file and its folder, or "
              + remedy
              + ".");
    }
  }

  /**
   * Refuses a name at which no folder can be made.
   *
   * @param folder need not exist, nor the folders above it
   * @param remedy completes the sentence
   * @throws UserError (environment) if it, or what is above it, is a file or cannot be written
   */
  public static void refuseUnwritableFolder(Path folder, String remedy) {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          folder + ": " + existing + " is a file and not a folder; " + remedy + ".");
    }
    if (!Files.isWritable(existing)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          folder
              + ": cannot be written; change the permissions of "
              + existing
              + ", or "
              + remedy
              + ".");
    }
  }

  /**
   * The failure to write a file, with the name of its folder where the system says that the disk is
   * full but not which.
   */
  public static IOException named(Path folder, IOException failure) {
    if (failure instanceof FileSystemException
        || !FailureReason.of(failure).equals(FailureReason.DISK_FULL)) {
      return failure;
    }
    IOException named = new FileSystemException(folder.toString(), null, failure.getMessage());
    named.initCause(failure);
    return named;
  }
}
