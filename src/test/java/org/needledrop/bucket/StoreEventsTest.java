package org.needledrop.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as the stores' documentation shows them. */
class StoreEventsTest {

  @Test
  void decodesKeysOfAmazonAndKeepsTheRawOneForOthers() {
    assertThat(
            StoreEvents.read(
                """
                {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{
                "bucket":{"name":"b"},"object":{"key":"a%2Bb+%C3%A4.mp3","sequencer":"0A1B"}}}]}"""))
        .containsExactly(
            new ObjectEvent.Created(
                "b", List.of("a+b ä.mp3", "a%2Bb+%C3%A4.mp3"), Optional.of("0A1B")));
  }

  @Test
  void readsMinioWithItsNamesOutside() {
    assertThat(
            StoreEvents.read(
                """
                {"EventName":"s3:ObjectCreated:Put","Key":"b/song.mp3","Records":[{
                "eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put","s3":{
                "bucket":{"name":"b"},"object":{"key":"song.mp3","sequencer":"15E0"}}}]}"""))
        .containsExactly(new ObjectEvent.Created("b", List.of("song.mp3"), Optional.of("15E0")));
  }

  @Test
  void readsCephAndVersityGatewayWithoutSequencer() {
    assertThat(
            StoreEvents.read(
                """
                {"Records":[{"eventSource":"ceph:s3","eventName":"ObjectRemoved:Delete","s3":{
                "bucket":{"name":"b"},"object":{"key":"50 %.mp3","sequencer":""}}}]}"""))
        .containsExactly(new ObjectEvent.Deleted("b", List.of("50 %.mp3"), Optional.empty()));
  }

  @Test
  void readsEventBridgeRaw() {
    assertThat(
            StoreEvents.read(
                """
                {"detail-type":"Object Deleted","source":"aws.s3","detail":{
                "bucket":{"name":"b"},"object":{"key":"a+b.mp3","sequencer":"01"}}}"""))
        .containsExactly(new ObjectEvent.Deleted("b", List.of("a+b.mp3"), Optional.of("01")));
  }

  @Test
  void unwrapsSns() {
    assertThat(
            StoreEvents.read(
                """
                {"Type":"Notification","Message":"{\\"Event\\":\\"s3:TestEvent\\"}"}"""))
        .containsExactly(new ObjectEvent.Nothing("s3:TestEvent"));
  }

  @Test
  void whatCallsForNoWorkIsNothing() {
    assertThat(
            StoreEvents.read(
                """
                {"Records":[{"eventSource":"aws:s3","eventName":"ObjectTagging:Put","s3":{
                "bucket":{"name":"b"},"object":{"key":"k"}}}]}"""))
        .containsExactly(new ObjectEvent.Nothing("ObjectTagging:Put"));
  }

  @Test
  void aRestoredObjectIsToBeLookedAtWhateverItsPlaceInTheOrder() {
    assertThat(
            StoreEvents.read(
                """
                {"Records":[{"eventSource":"aws:s3","eventName":"ObjectRestore:Completed","s3":{
                "bucket":{"name":"b"},"object":{"key":"a+b.mp3","sequencer":"01"}},
                "glacierEventData":{"restoreEventData":{
                "lifecycleRestorationExpiryTime":"2026-12-01T00:00:00.000Z",
                "lifecycleRestoreStorageClass":"DEEP_ARCHIVE"}}}]}"""))
        .containsExactly(new ObjectEvent.Restored("b", List.of("a b.mp3", "a+b.mp3")));
    assertThat(
            StoreEvents.read(
                """
                {"detail-type":"Object Restore Completed","source":"aws.s3","detail":{
                "bucket":{"name":"b"},"object":{"key":"a+b.mp3","etag":"e","version-id":"v"},
                "restore-expiry-time":"2026-12-01T00:00:00Z","source-storage-class":"GLACIER"}}"""))
        .containsExactly(new ObjectEvent.Restored("b", List.of("a+b.mp3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:Delete",
        "ObjectRemoved:DeleteMarkerCreated",
        "LifecycleExpiration:Delete",
        "LifecycleExpiration:DeleteMarkerCreated"
      })
  void whateverHidesAnObjectDeletesIt(String name) {
    assertThat(StoreEvents.read(named(name)))
        .containsExactly(new ObjectEvent.Deleted("b", List.of("k"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRestore:Post",
        "ObjectRestore:Delete",
        "Replication:OperationFailedReplication",
        "Replication:OperationReplicatedAfterThreshold",
        "LifecycleTransition",
        "IntelligentTiering",
        "ObjectAcl:Put",
        "ReducedRedundancyLostObject"
      })
  void whatLeavesTheContentAsItIsCallsForNoWork(String name) {
    assertThat(StoreEvents.read(named(name))).containsExactly(new ObjectEvent.Nothing(name));
  }

  private static String named(String name) {
    return """
    {"Records":[{"eventSource":"aws:s3","eventName":"%s","s3":{
    "bucket":{"name":"b"},"object":{"key":"k"}}}]}"""
        .formatted(name);
  }

  @Test
  void keepsWhatItCannotRead() {
    assertThat(StoreEvents.read("{\"a\":1}").getFirst()).isInstanceOf(ObjectEvent.Unreadable.class);
    assertThat(StoreEvents.read("").getFirst()).isInstanceOf(ObjectEvent.Unreadable.class);
    assertThat(StoreEvents.read("{").getFirst())
        .isEqualTo(new ObjectEvent.Unreadable("not JSON", "{"));
  }
}
