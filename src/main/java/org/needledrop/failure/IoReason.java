package org.needledrop.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Explains why a file could not be read or written; Java's message is often only the path. */
public final class IoReason {

  private IoReason() {}

  /** Returns the reason without the path. */
  public static String of(IOException e) {
    return switch (e) {
      case FileSystemException known when known.getReason() != null -> known.getReason();
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case NotDirectoryException _ -> "not a folder";
      case FileAlreadyExistsException _ -> "already exists";
      case FileSystemException other -> other.getClass().getSimpleName();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
