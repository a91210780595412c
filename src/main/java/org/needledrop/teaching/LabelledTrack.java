package org.needledrop.teaching;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A track and its label.
 *
 * @param recording audio hash of the file when it was labelled; empty if unknown
 */
public record LabelledTrack(Path file, Optional<String> recording, String genre) {}
