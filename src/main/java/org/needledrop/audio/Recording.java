package org.needledrop.audio;

/**
 * The recording in a file, and its format there. Files of different formats can hold the same
 * packets.
 *
 * @param audioHash identity of the recording, see {@link AudioHash}
 * @param container detected from the content, never from the file name
 * @param codec ffmpeg's name
 * @param metadata title, artist and more of this file; others of the recording may say other things
 */
public record Recording(String audioHash, Container container, String codec, Metadata metadata) {}
