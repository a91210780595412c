package org.needledrop.cli.option;

/** An invalid combination of arguments; exit code 2. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }
}
