package org.needledrop.inference;

/** A message that does not follow the protocol; what is wrong is said to whoever sent it. */
public final class ProtocolException extends RuntimeException {

  /** Characters: a complaint quotes what is wrong, and that can be as long as a message. */
  private static final int LONGEST = 300;

  public ProtocolException(String message) {
    super(shortened(message));
  }

  ProtocolException(String message, Throwable cause) {
    super(shortened(message), cause);
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " ...";
  }
}
