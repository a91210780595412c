package org.needledrop.cli;

/** An invalid combination of arguments; exit code 2. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
