package org.needledrop.web.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.needledrop.audio.AudioDecoder;
import org.needledrop.audio.AudioInfo;
import org.needledrop.audio.AudioLimits;
import org.needledrop.audio.Ffmpeg;
import org.needledrop.mel.LogMel;
import org.needledrop.mel.MelFrontEnd;
import org.needledrop.mel.MelSpectrogram;
import org.needledrop.scoring.ModelManifest;

/**
 * What a file holds, really decoded.
 *
 * @param seconds of audio
 * @param spectrogram PNG, a pixel a frame from left to right, one a mel band from the bottom up
 */
record Recorded(double seconds, byte[] spectrogram) {

  private static final AudioDecoder DECODER =
      new AudioDecoder(Ffmpeg.find(), AudioLimits.defaults());
  private static final MelFrontEnd FRONT_END =
      new MelFrontEnd(ModelManifest.read(Path.of("models/genre-musicnn")).mel());

  /** Decodes it; throws a TrackFailure when it is broken. */
  static Recorded of(Path file) {
    MelSpectrogram mel = FRONT_END.newSpectrogram();
    AudioInfo audio = DECODER.decode(file, mel);
    return new Recorded(audio.duration().toMillis() / 1000.0, png(mel.finish()));
  }

  private static byte[] png(LogMel mel) {
    BufferedImage image =
        new BufferedImage(mel.frames(), mel.bands(), BufferedImage.TYPE_BYTE_GRAY);
    for (int frame = 0; frame < mel.frames(); frame++) {
      for (int band = 0; band < mel.bands(); band++) {
        int grey = mel.quantised(band, frame) & 0xFF;
        image.setRGB(frame, mel.bands() - 1 - band, grey * 0x010101);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
