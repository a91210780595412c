package org.needledrop.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectAttributes.Encryption;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What an object has besides its content, out of answers and into a request. */
final class S3Attributes {

  private static final String TYPE = "Content-Type";
  private static final String CACHE = "Cache-Control";
  private static final String DISPOSITION = "Content-Disposition";
  private static final String ENCODING = "Content-Encoding";
  private static final String LANGUAGE = "Content-Language";

  private S3Attributes() {}

  static ObjectAttributes of(GetObjectResponse got) {
    Map<String, String> headers = new LinkedHashMap<>();
    add(headers, TYPE, got.contentType());
    add(headers, CACHE, got.cacheControl());
    add(headers, DISPOSITION, got.contentDisposition());
    add(headers, ENCODING, got.contentEncoding());
    add(headers, LANGUAGE, got.contentLanguage());
    return new ObjectAttributes(
        headers,
        metadata(got),
        Map.of(),
        encryption(got.serverSideEncryptionAsString(), got.ssekmsKeyId(), got.bucketKeyEnabled()),
        Optional.ofNullable(got.storageClassAsString()));
  }

  private static void add(Map<String, String> headers, String name, String value) {
    if (value != null) {
      headers.put(name, utf8(value));
    }
  }

  private static Map<String, String> metadata(GetObjectResponse got) {
    Map<String, String> metadata = new LinkedHashMap<>();
    got.metadata().forEach((name, value) -> metadata.put(name, utf8(value)));
    return metadata;
  }

  /** The HTTP client reads headers as Latin-1, and writes them as UTF-8. */
  private static String utf8(String header) {
    return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static Optional<Encryption> encryption(
      String algorithm, String kmsKey, Boolean bucketKey) {
    return Optional.ofNullable(algorithm)
        .map(
            one ->
                new Encryption(one, Optional.ofNullable(kmsKey), Boolean.TRUE.equals(bucketKey)));
  }

  static void put(ObjectAttributes attributes, PutObjectRequest.Builder put) {
    Map<String, String> headers = attributes.headers();
    put.contentType(headers.get(TYPE))
        .cacheControl(headers.get(CACHE))
        .contentDisposition(headers.get(DISPOSITION))
        .contentEncoding(headers.get(ENCODING))
        .contentLanguage(headers.get(LANGUAGE))
        .metadata(attributes.metadata());
    attributes.storageClass().ifPresent(put::storageClass);
    attributes
        .encryption()
        .ifPresent(
            encryption -> {
              put.serverSideEncryption(encryption.algorithm());
              encryption.kmsKey().ifPresent(put::ssekmsKeyId);
              if (encryption.bucketKey()) {
                put.bucketKeyEnabled(true);
              }
            });
    if (!attributes.tags().isEmpty()) {
      put.tagging(
          Tagging.builder()
              .tagSet(
                  attributes.tags().entrySet().stream()
                      .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                      .toList())
              .build());
    }
  }
}
