package org.needledrop.inference;

/** A message that violates the protocol; its text is sent to the peer. */
public final class ProtocolException extends RuntimeException {

  /** Maximum characters of the text, which quotes the message. */
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
