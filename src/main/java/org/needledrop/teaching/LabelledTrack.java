package org.needledrop.teaching;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A track and the genre that its owner hears in it.
 *
 * @param recording the audio hash of what the file held when it was given the genre; none where
 *     nobody knows
 */
public record LabelledTrack(Path file, Optional<String> recording, String genre) {}
