package org.needledrop.function.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a function is told, as {@code NEEDLEDROP_NAME} in its environment. */
@ConfigMapping(prefix = "needledrop")
interface FunctionSettings {

  /**
   * Workers, which take turns: {@code needledrop worker}, Triton or KServe. Or {@code local}: the
   * function scores by itself.
   */
  List<URI> scorer();

  /** Folder with what scoring by itself needs; where Lambda puts layers. */
  @WithDefault("/opt")
  Path layer();

  /** Borne to them. */
  Optional<String> token();

  /** PEM file of the certificates that theirs are signed by; else the JVM's own count. */
  Optional<Path> scorerCa();

  /** Folder with the manifest of another model than the one that comes along. */
  Optional<Path> model();

  /** Else the one on the path, where a layer puts it. */
  Optional<Path> ffmpeg();

  /** Of a store that is not Amazon's. */
  Optional<URI> s3Endpoint();

  /** Of a queue server that is not Amazon's. */
  Optional<URI> sqsEndpoint();

  /** Where all records lie; else beside their objects, below {@code .needledrop/}. */
  Optional<String> recordsBucket();

  /** {@code s3://bucket/prefix} of tagged copies; else objects are tagged in place. */
  Optional<String> copies();

  /** Of keys; all without. */
  Optional<List<String>> prefixes();

  /** Of keys; all without. */
  Optional<List<String>> suffixes();

  /** Larger objects are refused: twice their size must fit into the folder for scratch files. */
  @WithDefault("209715200")
  long maxBytes();

  /** URL of the queue of what failed for good; else only the log and the record say so. */
  Optional<String> deadLetters();

  /** Until a message is delivered again that was given back once; twice as long each time. */
  @WithDefault("30s")
  Duration retryFirst();

  /** The longest such pause, and so the longest wait once a worker is back; at most 12 hours. */
  @WithDefault("15m")
  Duration retryLongest();

  /** What calls over HTTP must bear; all are refused without. */
  Optional<String> webhookToken();

  /** Longer tracks are refused. */
  @WithDefault("2h")
  Duration maxDuration();

  /** What happens to the genre field; see {@code needledrop tag --help}. */
  @WithDefault("fill")
  String policy();
}
