package org.needledrop.web.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.needledrop.library.TrackFiles;
import org.needledrop.similarity.IndexedTrack;
import org.needledrop.storage.ObjectKey;
import org.needledrop.web.http.Problem;

/** The file of a track in the index. */
final class ServedFile {

  private ServedFile() {}

  /**
   * Returns the path of the file.
   *
   * @throws Problem 404 if it is gone, is an S3 object, or is not audio (as in an imported index)
   */
  static Path of(IndexedTrack track) {
    if (ObjectKey.isAddress(track.path())) {
      throw new Problem(404, track.path() + " is an S3 object; its audio is not served");
    }
    Path file = Path.of(track.path());
    if (!Files.isRegularFile(file) || !isNamedLikeAudio(file)) {
      throw new Problem(404, "the file %s is gone".formatted(file.getFileName()));
    }
    return file;
  }

  static boolean isNamedLikeAudio(Path file) {
    return TrackFiles.isAudioExtension(extension(file));
  }

  static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Returns the content type for the file's extension. */
  static String contentType(Path file) {
    return switch (extension(file)) {
      case "mp3", "mp2", "mp1", "mpa" -> "audio/mpeg";
      case "flac" -> "audio/flac";
      case "ogg", "oga", "opus", "spx" -> "audio/ogg";
      case "m4a", "m4b", "m4p", "mp4", "aac" -> "audio/mp4";
      case "wav", "wave" -> "audio/wav";
      case "aif", "aiff", "aifc" -> "audio/aiff";
      case "wma", "asf" -> "audio/x-ms-wma";
      case "au", "snd" -> "audio/basic";
      case "caf" -> "audio/x-caf";
      case "ac3", "eac3" -> "audio/ac3";
      case "mka" -> "audio/x-matroska";
      case "webm", "weba" -> "audio/webm";
      default -> "application/octet-stream";
    };
  }
}
