package org.needledrop.tags;

import java.io.IOException;

/** The tag or its container is damaged or cannot be written safely. */
final class UnreadableTag extends IOException {
  UnreadableTag(String message) {
    super(message);
  }
}
