package org.needledrop.audio;

/**
 * What a file holds: a recording, and the form it has there. The same packets can lie in files of
 * several kinds.
 *
 * @param audioHash identity of the recording, see {@link AudioHash}
 * @param container told from the content, never from the file name
 * @param codec ffmpeg's name
 */
public record Recording(String audioHash, Container container, String codec) {}
