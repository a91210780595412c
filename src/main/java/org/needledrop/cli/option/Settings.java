package org.needledrop.cli.option;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.needledrop.audio.Sandbox;
import org.needledrop.scoring.remote.Credentials;
import org.needledrop.tags.file.HardLinks;

/**
 * Settings of all commands: {@code needledrop.NAME} as a system property or in the user's file
 * ({@link UserConfiguration}), {@code NEEDLEDROP_NAME} in the environment. docs/settings.md lists
 * them.
 */
@ConfigMapping(prefix = "needledrop")
public interface Settings {

  /** Model folder with its manifest; the launcher sets it to the bundled model. */
  @WithDefault("models/genre-resnet-bigru")
  Path model();

  /** ffmpeg executable; by default the one on the PATH, then the one that the build fetched. */
  Optional<Path> ffmpeg();

  /** Folder of the ffmpeg that the build fetched; set by the launcher. */
  Optional<Path> bundledFfmpeg();

  /** Whether ffmpeg runs in a sandbox. */
  @WithDefault("auto")
  Sandbox.Use sandbox();

  /** Workers to score on instead of this machine; the default of {@code --scorer}. */
  Optional<List<URI>> scorer();

  /** Bearer token: sent to those workers, and required by {@code worker}. */
  Optional<String> token();

  /**
   * OpenSearch index for similarity search, {@code https://user:password@host:9200/name}, with
   * further nodes after commas. By default the index is embedded, in the library's folder.
   */
  Optional<String> index();

  /** Number of shards for a new index in OpenSearch; an existing index keeps its own. */
  @WithDefault("1")
  int indexShards();

  /** PEM file with the CA certificates of OpenSearch; by default the JVM's trust store. */
  Optional<Path> indexCa();

  /**
   * API keys that {@code serve} accepts, each {@code KEY} or {@code KEY:read+metrics}; without any
   * it needs no key.
   */
  Optional<List<String>> apiKeys();

  /** PEM file with the CA certificates of the workers; by default the JVM's trust store. */
  Optional<Path> scorerCa();

  /** S3 endpoint of a store other than AWS. */
  Optional<URI> s3Endpoint();

  /** Maximum size of an object; each job needs space for it and its tagged copy in {@code /tmp}. */
  @WithDefault("4294967296")
  long maxBytes();

  /** Bucket for the records of all objects; by default each lies beside its object. */
  Optional<String> recordsBucket();

  /**
   * Records whose tracks {@code serve} adds to the index: the URL of a queue that receives the
   * bucket's events, or {@code s3://bucket} to list them periodically.
   */
  Optional<String> records();

  /** Interval between two listings of the records. */
  @WithDefault("10s")
  Duration recordsEvery();

  /** SQS endpoint of a queue other than AWS. */
  Optional<URI> sqsEndpoint();

  default Credentials credentials() {
    return new Credentials(token(), scorerCa());
  }

  /** Maximum duration of a track, so that a day of radio does not hold up a batch. */
  @WithDefault("4h")
  Duration maxDuration();

  /** Time limit per ffmpeg process; it needs about a second for 10 minutes of music. */
  @WithDefault("10m")
  Duration decodeTimeout();

  /** Memory limit per ffmpeg process in bytes; it needs about a tenth of the default. */
  @WithDefault("2147483648")
  long decodeMemory();

  /**
   * Folder for journal and index, the default of {@code --library}; for music on a share without
   * locks, or that is read-only.
   */
  Optional<Path> library();

  /** Whether written files keep their modification time; the default of {@code --keep-mtime}. */
  @WithDefault("false")
  boolean keepMtime();

  /** What happens to files with several names; the default of {@code --hard-links}. */
  @WithDefault("break")
  HardLinks hardLinks();

  /** Whether to tag tracks that are cut off, as {@code --partial}. */
  @WithDefault("false")
  boolean partial();

  /** Whether to show progress; the launcher sets it if the output is a terminal. */
  @WithDefault("false")
  boolean interactive();
}
