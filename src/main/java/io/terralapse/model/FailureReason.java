package io.terralapse.model;

import java.io.FileNotFoundException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in words for the user. Stateless. */
public final class FailureReason {
  /** Messages of our own are sentences with a remedy at their end. */
  private static final int MAX_LENGTH = 1000;

  /** That there is no space left. */
  public static final String DISK_FULL = "the disk is full";

  private FailureReason() {}

  /**
   * The reason as a clause without a full stop, such as {@code access is denied}. It names no file
   * where the system itself names none, and never a class of the program.
   */
  public static String of(Throwable failure) {
    if (failure instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "there is a file of that name already";
    }
    if (failure instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "there is a folder of that name, which is not empty";
    }
    if (failure instanceof FileSystemLoopException) {
      return "its links lead back to themselves";
    }
    if (failure instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    if (failure instanceof InvalidPathException path) {
      return text(path.getReason());
    }
    if (failure instanceof FileSystemException file) {
      return text(file.getReason());
    }
    return failure instanceof FileNotFoundException
        ? "it cannot be opened"
        : text(failure.getMessage());
  }

  /** What the system says, as part of a sentence. */
  private static String text(@Nullable String reason) {
    String said = reason == null ? "" : PrintableText.clean(reason, MAX_LENGTH);
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left")) {
      return DISK_FULL;
    }
    if (lower.contains("quota exceeded")) {
      return "the disk quota is exceeded";
    }
    if (lower.contains("read-only file system")) {
      return "the file system is read-only";
    }
    if (lower.equals("not a directory")) {
      return "a part of its path is not a folder";
    }
    if (lower.equals("is a directory")) {
      return "it is a folder";
    }
    if (said.isEmpty()) {
      return "the disk or the file system reports an error";
    }
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }
}
