package org.needledrop.tags;

import java.io.IOException;

/** The tag, or the container around it, is damaged or of a kind that cannot be written safely. */
final class UnreadableTag extends IOException {
  UnreadableTag(String message) {
    super(message);
  }
}
