package org.needledrop.tags;

import java.io.IOException;

/** The tag or its container is damaged or cannot be written safely. */
public final class UnreadableTag extends IOException {
  public UnreadableTag(String message) {
    super(message);
  }
}
