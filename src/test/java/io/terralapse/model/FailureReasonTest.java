package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

  @Test
  void noReasonIsTheNameOfAClassOrTheTextOfAnException() {
    List<Throwable> failures =
        List.of(
            new NoSuchFileException("/a/b"),
            new AccessDeniedException("/a/b"),
            new FileAlreadyExistsException("/a/b"),
            new NotDirectoryException("/a/b"),
            new DirectoryNotEmptyException("/a/b"),
            new ReadOnlyFileSystemException(),
            new MalformedInputException(1),
            new FileNotFoundException("/a/b (No such file)"),
            new FileSystemException("/a/b"),
            new IOException());
    for (Throwable failure : failures) {
      String reason = FailureReason.of(failure);
      assertFalse(reason.contains("Exception"), reason);
      assertFalse(reason.contains("Input"), reason);
      assertFalse(reason.contains("/a/b"), reason);
      assertFalse(reason.isBlank() || reason.endsWith("."), reason);
    }
  }

  @Test
  void whatTheSystemSaysIsPartOfTheSentence() {
    assertEquals(
        "the disk is full",
        FailureReason.of(new FileSystemException("a", null, "No space left on device")));
    assertEquals(
        "File name too long",
        FailureReason.of(new FileSystemException("a", null, "File name too long")));
    assertEquals("x.tif is cut off", FailureReason.of(new DataException("x.tif is cut off.")));
  }
}
