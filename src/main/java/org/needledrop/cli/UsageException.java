package org.needledrop.cli;

/** The command line asks for something that cannot be; exit code 2. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
