package org.needledrop.tagging;

import org.needledrop.audio.AudioInfo;

/**
 * All that is known of one recording by listening to it. It is kept, so that other thresholds,
 * policies and words need no second listening.
 *
 * @param audioHash identity of the recording
 * @param method model and way of slicing, see {@link TaggingOptions#method}
 */
public record Analysis(String audioHash, String method, AudioInfo audio, Hearing hearing) {}
