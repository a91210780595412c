package org.needledrop.inference;

/** A message that does not follow the protocol; what is wrong is said to whoever sent it. */
public final class ProtocolException extends RuntimeException {

  public ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
