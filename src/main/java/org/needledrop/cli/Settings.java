package org.needledrop.cli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.needledrop.audio.Sandbox;
import org.needledrop.scoring.remote.Credentials;

/**
 * What can be set once for all commands: {@code needledrop.NAME} in a system property or in the
 * user's file ({@link UserConfiguration}), {@code NEEDLEDROP_NAME} in the environment;
 * docs/settings.md lists them.
 */
@ConfigMapping(prefix = "needledrop")
interface Settings {

  /** The model folder, with its manifest; the launcher names the one that comes along. */
  @WithDefault("models/genre-resnet-bigru")
  Path model();

  /** The ffmpeg to decode with; else the one on the PATH, else the one that the build fetched. */
  Optional<Path> ffmpeg();

  /** The folder of the ffmpeg that the build fetched; the launcher names it. */
  Optional<Path> bundledFfmpeg();

  /** Whether ffmpeg reads files in a sandbox. */
  @WithDefault("auto")
  Sandbox.Use sandbox();

  /** Workers that score instead of this machine, as {@code --scorer} names them. */
  Optional<List<URI>> scorer();

  /** Borne to those workers, and asked for by {@code worker}. */
  Optional<String> token();

  /**
   * Where OpenSearch keeps the similarity index, as {@code https://user:password@host:9200/name},
   * more nodes behind commas; else it is kept in the library's folder.
   */
  Optional<String> index();

  /** Of an index that is made in OpenSearch; one that is there keeps its own. */
  @WithDefault("1")
  int indexShards();

  /** PEM file of the certificates that OpenSearch's are signed by; else the JVM's own count. */
  Optional<Path> indexCa();

  /**
   * Asked for by {@code serve}, each {@code KEY} or {@code KEY:read+metrics}; without any, whoever
   * reaches it may ask.
   */
  Optional<List<String>> apiKeys();

  /** PEM file of the certificates that those workers' are signed by; else the JVM's own count. */
  Optional<Path> scorerCa();

  /** Of a store that is not Amazon's. */
  Optional<URI> s3Endpoint();

  /** Larger objects are refused: each job needs room for one and its draft below {@code /tmp}. */
  @WithDefault("4294967296")
  long maxBytes();

  /** Where the records of all objects lie; else beside each of them. */
  Optional<String> recordsBucket();

  /**
   * Where {@code serve} hears of the records of a bucket, to have its tracks in the index: the URL
   * of a queue that the bucket tells, or {@code s3://bucket} to list them again and again.
   */
  Optional<String> records();

  /** Between two lists of the records. */
  @WithDefault("10s")
  Duration recordsEvery();

  /** Of a queue that is not Amazon's. */
  Optional<URI> sqsEndpoint();

  default Credentials credentials() {
    return new Credentials(token(), scorerCa());
  }

  /** Longer files are refused: somebody's radio recording is not to hold up the batch. */
  @WithDefault("4h")
  Duration maxDuration();

  /** One ffmpeg may run so long; it needs about a second for 10 minutes of music. */
  @WithDefault("10m")
  Duration decodeTimeout();

  /** One ffmpeg may take so much memory, in bytes; it needs a tenth of it. */
  @WithDefault("2147483648")
  long decodeMemory();

  /** Whether a person watches: the launcher says so when the output is a terminal. */
  @WithDefault("false")
  boolean interactive();
}
