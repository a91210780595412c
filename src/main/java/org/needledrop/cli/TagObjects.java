package org.needledrop.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.needledrop.bucket.BucketRecords;
import org.needledrop.bucket.BucketTagger;
import org.needledrop.bucket.Destination;
import org.needledrop.bucket.FileTagging;
import org.needledrop.bucket.ObjectFilter;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.s3.S3ObjectStore;
import picocli.CommandLine.ExitCode;

/**
 * {@code needledrop tag s3://...}.
 *
 * @param prefixes of the objects
 * @param destination of the tagged ones
 * @param jobs objects at a time
 */
record TagObjects(
    List<ObjectKey> prefixes,
    Destination destination,
    BucketOptions options,
    Settings settings,
    int jobs) {

  /**
   * Tags them, or says what it would take, and gives the exit code.
   *
   * @param dryRun write nothing
   */
  int run(FileTagging tagging, boolean dryRun, TagOutput output, PrintWriter out)
      throws IOException {
    Path scratch = Files.createTempDirectory("needledrop-objects");
    try (ObjectStore store = S3ObjectStore.open(options.endpoint(settings))) {
      BucketTagger tagger =
          new BucketTagger(
              store,
              new BucketRecords(store, settings.recordsBucket()),
              ObjectFilter.all(),
              tagging,
              destination,
              scratch,
              failed -> {},
              dryRun);
      BucketRun run = new BucketRun(store, tagger);
      List<StoredObject> objects = run.list(prefixes);
      return options.estimate() ? estimate(objects, tagger, out) : tag(objects, run, output);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private int estimate(List<StoredObject> objects, BucketTagger tagger, PrintWriter out) {
    BucketEstimate.of(objects, tagger).lines(jobs).forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  private int tag(List<StoredObject> objects, BucketRun run, TagOutput output) {
    output.start(objects.size());
    run.tag(
        objects,
        jobs,
        new Pace(options.rate()),
        (object, result) ->
            BucketRun.told(object, destination.of(object).orElse(object).toString(), result)
                .ifPresent(output::add));
    return output.finish();
  }
}
