package org.needledrop.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.needledrop.servers.TestCredentials;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;

/** Fetches an object into a file and writes it back, in a JVM of its own. */
final class TransferProcess {

  private TransferProcess() {}

  public static void main(String... arguments) {
    TestCredentials.use();
    ObjectKey key = new ObjectKey("music", "long.wav");
    Path file = Path.of(arguments[1]);
    try (S3ObjectStore store = S3ObjectStore.open(Optional.of(URI.create(arguments[0])))) {
      String etag = store.head(key).orElseThrow().etag();
      StoredObject fetched = store.download(key, etag, file);
      store.upload(file, key, fetched.attributes(), new WriteCondition.Unchanged(etag));
    }
  }
}
