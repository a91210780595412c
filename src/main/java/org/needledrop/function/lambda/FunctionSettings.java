package org.needledrop.function.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a function, {@code NEEDLEDROP_NAME} in its environment. */
@ConfigMapping(prefix = "needledrop")
interface FunctionSettings {

  /**
   * Workers, used in turn: {@code needledrop worker}, Triton or KServe. Or {@code local} to score
   * in the function.
   */
  List<URI> scorer();

  /** Folder of the scoring layer; by default where Lambda unpacks layers. */
  @WithDefault("/opt")
  Path layer();

  /** Bearer token for the workers. */
  Optional<String> token();

  /** PEM file with the CA certificates of the workers; by default the JVM's trust store. */
  Optional<Path> scorerCa();

  /** Folder with a model's manifest; by default the bundled model. */
  Optional<Path> model();

  /** ffmpeg executable; by default the one on the PATH, where a layer puts it. */
  Optional<Path> ffmpeg();

  /** S3 endpoint of a store other than AWS. */
  Optional<URI> s3Endpoint();

  /** SQS endpoint of a server other than AWS. */
  Optional<URI> sqsEndpoint();

  /**
   * Bucket for all records; by default they lie beside their objects, below {@code .needledrop/}.
   */
  Optional<String> recordsBucket();

  /** {@code s3://bucket/prefix} for tagged copies; by default objects are tagged in place. */
  Optional<String> copies();

  /** Only keys with one of these; by default all keys. */
  Optional<List<String>> prefixes();

  /** Only keys with one of these; by default all keys. */
  Optional<List<String>> suffixes();

  /** Maximum size of an object; twice this must fit into the scratch folder. */
  @WithDefault("209715200")
  long maxBytes();

  /** URL of the dead-letter queue; by default failures are only logged and recorded. */
  Optional<String> deadLetters();

  /** Delay of the first redelivery of a message; it doubles each time. */
  @WithDefault("30s")
  Duration retryFirst();

  /** Maximum delay, and so the longest wait after an outage; at most 12 hours. */
  @WithDefault("15m")
  Duration retryLongest();

  /** Bearer token required for HTTP calls; without it all are rejected. */
  Optional<String> webhookToken();

  /** Maximum duration of a track. */
  @WithDefault("2h")
  Duration maxDuration();

  /** Whether to tag tracks that are cut off, by the part that is there. */
  @WithDefault("false")
  boolean partial();

  /** How to write the genre field; see {@code needledrop tag --help}. */
  @WithDefault("fill")
  String policy();
}
