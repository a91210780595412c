package org.needledrop.audio;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses what ffmpeg prints about a file before decoding (libavformat/dump.c, {@code
 * av_dump_format}). Thread-safe: one thread writes, another reads.
 */
final class InputHeader {
  private static final Pattern INPUT = Pattern.compile("Input #0, (\\S+), from '.*");
  private static final Pattern DURATION =
      Pattern.compile("  Duration: (\\d{1,9}):(\\d\\d):(\\d\\d)\\.(\\d\\d),.*");
  private static final Pattern AUDIO =
      Pattern.compile(
          "  (?:  )?Stream #0:\\d+.*?: Audio: (\\w+)(.*?)(?:, (\\d{1,9}) Hz)?, ([^,]+).*");
  private static final Pattern FILM =
      Pattern.compile("  (?:  )?Stream #0:\\d+.*?: Video: (?!.*\\(attached pic\\)).*");

  /** Sample entries of encrypted MP4 audio: FairPlay, common encryption, Audible. */
  private static final Pattern ENCRYPTED_MP4 = Pattern.compile("\\((drms|drmi|enca|aavd) / 0x");

  private static final Pattern ENCRYPTED_ASF =
      Pattern.compile("\\[.*] (Ext )?DRM protected stream detected.*");
  private static final Pattern ESTIMATED =
      Pattern.compile("\\[.*] Estimating duration from bitrate.*");

  private final MetadataLines metadata = new MetadataLines();
  private String demuxer;
  private String codec;
  private int sampleRateHz;
  private int channels;
  private Duration duration;
  private boolean estimated;
  private boolean film;
  private boolean encrypted;
  private boolean complete;

  synchronized void read(String line) {
    encrypted |= ENCRYPTED_ASF.matcher(line).matches();
    estimated |= ESTIMATED.matcher(line).matches();
    complete |= line.startsWith("Stream mapping:") || line.startsWith("Output #0");
    if (!complete) {
      readInput(line);
    }
  }

  private void readInput(String line) {
    match(INPUT, line).ifPresent(input -> demuxer = input.group(1));
    match(DURATION, line).ifPresent(stated -> duration = duration(stated));
    match(AUDIO, line).filter(stream -> codec == null).ifPresent(this::readAudio);
    film |= FILM.matcher(line).matches();
    metadata.read(line);
  }

  private static Optional<MatchResult> match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private void readAudio(MatchResult audio) {
    codec = audio.group(1);
    encrypted |= ENCRYPTED_MP4.matcher(audio.group(2)).find();
    sampleRateHz = audio.group(3) == null ? 0 : Integer.parseInt(audio.group(3));
    channels = ChannelLayout.channels(audio.group(4)).orElse(0);
  }

  private static Duration duration(MatchResult stated) {
    long minutes = Long.parseLong(stated.group(1)) * 60 + Long.parseLong(stated.group(2));
    long seconds = minutes * 60 + Long.parseLong(stated.group(3));
    return Duration.ofMillis(seconds * 1000 + Long.parseLong(stated.group(4)) * 10);
  }

  synchronized boolean recognised() {
    return demuxer != null;
  }

  synchronized boolean encrypted() {
    return encrypted;
  }

  synchronized Optional<String> codec() {
    return Optional.ofNullable(codec);
  }

  /** Returns the duration in the header; empty if ffmpeg only estimates it or there is a video. */
  synchronized Optional<Duration> declaredDuration() {
    return estimated || film ? Optional.empty() : Optional.ofNullable(duration);
  }

  synchronized Container container() {
    return demuxer == null ? Container.OTHER : Container.ofDemuxer(demuxer);
  }

  /**
   * @param decoder program and version
   */
  synchronized AudioInfo info(Duration decoded, String decoder, Optional<Shortfall> shortfall) {
    return new AudioInfo(
        container(),
        codecOrUnknown(),
        sampleRateHz,
        channels,
        decoded,
        Optional.of(decoder),
        shortfall);
  }

  synchronized Recording recording(String audioHash) {
    return new Recording(audioHash, container(), codecOrUnknown(), metadata.metadata());
  }

  private String codecOrUnknown() {
    return codec == null ? "unknown" : codec;
  }
}
