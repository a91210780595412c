package org.needledrop.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectKey;
import org.needledrop.storage.ObjectLock;
import org.needledrop.storage.ObjectStore;
import org.needledrop.storage.StorageFailure;
import org.needledrop.storage.StoredObject;
import org.needledrop.storage.WriteCondition;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** Amazon S3 and compatible stores. */
public final class S3ObjectStore implements ObjectStore {

  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  /**
   * Temporary errors with statuses that otherwise mean a refusal (Amazon S3 API Reference, "Error
   * responses").
   */
  private static final Set<String> PASSING_CODES =
      Set.of("RequestTimeout", "ExpiredToken", "TokenRefreshRequired");

  private final S3Client s3;
  private final S3Locks locks;

  private S3ObjectStore(S3Client s3) {
    this.s3 = s3;
    this.locks = new S3Locks(s3);
  }

  /**
   * Opens the store with credentials and region from the AWS default provider chains.
   *
   * @param endpoint endpoint of a store other than AWS; uses path-style addressing
   */
  public static S3ObjectStore open(Optional<URI> endpoint) {
    S3ClientBuilder builder =
        S3Client.builder()
            // Uploads bear a checksum: S3 takes none without into a bucket with a retention period
            // (S3 User Guide, "Object Lock considerations"). For a store that refuses it there is
            // AWS_REQUEST_CHECKSUM_CALCULATION=when_required.
            // Other stores would keep the headers of aws-chunked encoding.
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(false)
                    .pathStyleAccessEnabled(endpoint.isPresent())
                    .build())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    endpoint.ifPresent(uri -> builder.endpointOverride(uri).region(regionOrAny()));
    return new S3ObjectStore(builder.build());
  }

  /** Returns a region: other stores rarely have one, but signatures require it. */
  private static Region regionOrAny() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      return Region.US_EAST_1;
    }
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    return found(
        () -> {
          HeadObjectResponse head = asking(key, () -> headOrWhyNot(key));
          return new StoredObject(
              key, head.eTag(), head.contentLength(), ObjectAttributes.NONE, S3Archive.of(head));
        });
  }

  /** Repeats a failed HEAD as GET, as only GET responses explain the error. */
  private HeadObjectResponse headOrWhyNot(ObjectKey key) {
    try {
      return headObject(key);
    } catch (S3Exception e) {
      if (e.statusCode() == 400 || e.statusCode() == 403) {
        start(key, 1);
        return headObject(key);
      }
      throw e;
    }
  }

  private HeadObjectResponse headObject(ObjectKey key) {
    return s3.headObject(r -> r.bucket(key.bucket()).key(key.key()));
  }

  @Override
  public byte[] start(ObjectKey key, int bytes) {
    return reading(
        key,
        () ->
            s3.getObjectAsBytes(
                    r -> r.bucket(key.bucket()).key(key.key()).range("bytes=0-" + (bytes - 1)))
                .asByteArray());
  }

  @Override
  public StoredObject download(ObjectKey key, String etag, Path file) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(key.bucket())
            .key(key.key())
            .ifMatch(etag)
            // The SDK would compute CRC64NVME, which needs native code.
            .overrideConfiguration(o -> o.putHeader("x-amz-checksum-mode", "ENABLED"))
            .build();
    GetObjectResponse got =
        reading(key, () -> s3.getObject(request, ResponseTransformer.toFile(file)));
    ObjectAttributes attributes = S3Attributes.of(got);
    boolean tagged = got.tagCount() != null && got.tagCount() > 0;
    return new StoredObject(
        key, got.eTag(), got.contentLength(), tagged ? attributes.withTags(tags(key)) : attributes);
  }

  private Map<String, String> tags(ObjectKey key) {
    return asking(
        key,
        () ->
            s3.getObjectTagging(r -> r.bucket(key.bucket()).key(key.key())).tagSet().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  @Override
  public String upload(
      Path file, ObjectKey target, ObjectAttributes attributes, WriteCondition condition) {
    PutObjectRequest.Builder put = put(target, condition);
    S3Attributes.put(attributes, put);
    S3Checksums.put(attributes.checksumAlgorithm(), file, put);
    try {
      return asking(target, () -> s3.putObject(put.build(), RequestBody.fromFile(file)).eTag());
    } catch (StorageFailure.Refused e) {
      throw S3Encryption.explained(target, attributes.encryption(), e);
    }
  }

  @Override
  public ObjectLock lock(ObjectKey key) {
    return asking(key, () -> locks.of(key));
  }

  private static PutObjectRequest.Builder put(ObjectKey key, WriteCondition condition) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(key.bucket()).key(key.key());
    return switch (condition) {
      case WriteCondition.Unchanged(String etag) -> put.ifMatch(etag);
      case WriteCondition.Absent() -> put.ifNoneMatch("*");
    };
  }

  @Override
  public Optional<Content> read(ObjectKey key) {
    return found(
        () -> {
          ResponseBytes<GetObjectResponse> got =
              asking(key, () -> s3.getObjectAsBytes(r -> r.bucket(key.bucket()).key(key.key())));
          return new Content(got.asByteArray(), got.response().eTag());
        });
  }

  @Override
  public String write(ObjectKey key, byte[] content, WriteCondition condition) {
    PutObjectRequest request = put(key, condition).contentType("application/json").build();
    return asking(key, () -> s3.putObject(request, RequestBody.fromBytes(content)).eTag());
  }

  @Override
  public Stream<StoredObject> list(ObjectKey prefix) {
    Iterator<S3Object> objects =
        asking(
            prefix,
            () ->
                s3.listObjectsV2Paginator(r -> r.bucket(prefix.bucket()).prefix(prefix.key()))
                    .contents()
                    .iterator());
    Iterator<StoredObject> described =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return asking(prefix, objects::hasNext);
          }

          @Override
          public StoredObject next() {
            S3Object one = asking(prefix, objects::next);
            return new StoredObject(
                prefix.withKey(one.key()), one.eTag(), one.size(), ObjectAttributes.NONE);
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(described, Spliterator.NONNULL), false);
  }

  /** Explains a refusal that may be caused by the object's KMS key. */
  private <T> T reading(ObjectKey key, Supplier<T> question) {
    try {
      return asking(key, question);
    } catch (StorageFailure.Refused e) {
      throw S3Encryption.explained(key, encryption(key), e);
    }
  }

  private Optional<ObjectAttributes.Encryption> encryption(ObjectKey key) {
    try {
      return S3Encryption.of(headObject(key));
    } catch (S3Exception | SdkClientException e) {
      return Optional.empty(); // refused for another reason
    }
  }

  private static <T> Optional<T> found(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (StorageFailure.Missing e) {
      return Optional.empty();
    }
  }

  private static <T> T asking(ObjectKey key, Supplier<T> question) {
    try {
      return question.get();
    } catch (S3Exception e) {
      if (code(e).equals("InvalidObjectState")) {
        throw new StorageFailure.InArchive(key, e); // API Reference, GetObject, "Errors"
      }
      throw switch (e.statusCode()) {
        case 404 ->
            e instanceof NoSuchBucketException
                ? new StorageFailure.Refused(key, e)
                : new StorageFailure.Missing(key, e);
        case 409, 412 -> new StorageFailure.Changed(key, e);
        default ->
            willPass(e)
                ? new StorageFailure.Unavailable(key, e)
                : new StorageFailure.Refused(key, e);
      };
    } catch (SdkClientException e) {
      throw new StorageFailure.Unavailable(key, S3Credentials.reason(e), e);
    }
  }

  private static boolean willPass(S3Exception e) {
    return PASSING.contains(e.statusCode())
        || e.isThrottlingException()
        || e.isClockSkewException()
        || PASSING_CODES.contains(code(e));
  }

  private static String code(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  @Override
  public void close() {
    s3.close();
  }
}
