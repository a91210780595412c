package org.needledrop.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.needledrop.storage.ObjectAttributes;
import org.needledrop.storage.ObjectLock;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Converts metadata from responses and to requests. */
final class S3Attributes {

  private static final String TYPE = "Content-Type";
  private static final String CACHE = "Cache-Control";
  private static final String DISPOSITION = "Content-Disposition";
  private static final String ENCODING = "Content-Encoding";
  private static final String LANGUAGE = "Content-Language";
  private static final String EXPIRES = "Expires";
  private static final String REDIRECT = "x-amz-website-redirect-location";

  private S3Attributes() {}

  static ObjectAttributes of(GetObjectResponse got) {
    Map<String, String> headers = new LinkedHashMap<>();
    add(headers, TYPE, got.contentType());
    add(headers, CACHE, got.cacheControl());
    add(headers, DISPOSITION, got.contentDisposition());
    add(headers, ENCODING, got.contentEncoding());
    add(headers, LANGUAGE, got.contentLanguage());
    add(headers, EXPIRES, got.expiresString());
    add(headers, REDIRECT, got.websiteRedirectLocation());
    return new ObjectAttributes(
        headers,
        metadata(got),
        Map.of(),
        S3Encryption.of(got),
        Optional.ofNullable(got.storageClassAsString()),
        S3Checksums.algorithm(got),
        ObjectLock.NONE);
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

  static void put(ObjectAttributes attributes, PutObjectRequest.Builder put) {
    Map<String, String> headers = attributes.headers();
    put.contentType(headers.get(TYPE))
        .cacheControl(headers.get(CACHE))
        .contentDisposition(headers.get(DISPOSITION))
        .contentEncoding(headers.get(ENCODING))
        .contentLanguage(headers.get(LANGUAGE))
        .websiteRedirectLocation(headers.get(REDIRECT))
        .metadata(attributes.metadata());
    if (headers.containsKey(EXPIRES)) { // verbatim: some write 0, which is not a date
      put.overrideConfiguration(o -> o.putHeader(EXPIRES, headers.get(EXPIRES)));
    }
    putLock(attributes.lock(), put);
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

  private static void putLock(ObjectLock lock, PutObjectRequest.Builder put) {
    lock.retention()
        .ifPresent(
            retention ->
                put.objectLockMode(retention.mode()).objectLockRetainUntilDate(retention.until()));
    if (lock.legalHold()) {
      put.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON);
    }
  }
}
