package org.needledrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

/** Permissions, encryption and retention. */
final class ProtectionTest {

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void bucketsAreEncryptedPrivateAndVersioned(Synthesised stack) {
    stack
        .template()
        .allResourcesProperties(
            "AWS::S3::Bucket",
            Map.of(
                "BucketEncryption",
                Match.anyValue(),
                "VersioningConfiguration",
                Map.of("Status", "Enabled"),
                "PublicAccessBlockConfiguration",
                Map.of(
                    "BlockPublicAcls", true,
                    "BlockPublicPolicy", true,
                    "IgnorePublicAcls", true,
                    "RestrictPublicBuckets", true)));
    assertThat(stack.resources("AWS::S3::BucketPolicy"))
        .hasSameSizeAs(stack.resources("AWS::S3::Bucket"))
        .allSatisfy(
            (name, policy) -> assertThat(policy.toString()).contains("aws:SecureTransport"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void allowedActionsHaveNoWildcards(Synthesised stack) {
    List<String> actions = new ArrayList<>();
    statements(stack)
        .filter(statement -> statement.get("Effect").asText().equals("Allow"))
        .forEach(statement -> texts(statement.get("Action")).forEach(actions::add));

    assertThat(actions).isNotEmpty().noneMatch(action -> action.contains("*"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void onlyActionsWithoutResourcesAreAllowedOnAll(Synthesised stack) {
    List<String> everywhere =
        statements(stack)
            .filter(statement -> texts(statement.get("Resource")).anyMatch("*"::equals))
            .flatMap(statement -> texts(statement.get("Action")))
            .distinct()
            .toList();

    assertThat(everywhere)
        .isNotEmpty()
        .allMatch(
            action ->
                action.startsWith("ec2:")
                    || action.equals("ecr:GetAuthorizationToken")
                    || action.equals("ecs:DiscoverPollEndpoint"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void noRoleUsesAManagedPolicyOfAws(Synthesised stack) {
    assertThat(stack.resources("AWS::IAM::Role").values())
        .noneMatch(role -> role.has("ManagedPolicyArns"));
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void fileSystemSecretsTopicAndLogsAreEncryptedWithTheKey(Synthesised stack) {
    stack
        .template()
        .allResourcesProperties(
            "AWS::EFS::FileSystem", Map.of("Encrypted", true, "KmsKeyId", Match.anyValue()));
    stack
        .template()
        .allResourcesProperties(
            "AWS::SecretsManager::Secret", Map.of("KmsKeyId", Match.anyValue()));
    stack
        .template()
        .allResourcesProperties("AWS::SNS::Topic", Map.of("KmsMasterKeyId", Match.anyValue()));
    stack
        .template()
        .allResourcesProperties("AWS::Logs::LogGroup", Map.of("KmsKeyId", Match.anyValue()));
    stack.template().allResourcesProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
    assertThat(stack.resources("AWS::KMS::Key").values())
        .singleElement()
        .asString()
        .contains("logs.us-east-1.amazonaws.com", "kms:EncryptionContext:aws:logs:arn");
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void theLibrarySurvivesTheDeletionOfTheStack(Synthesised stack) {
    JsonNode all = stack.json().get("Resources");

    for (String type :
        List.of("AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::OpenSearchService::Domain")) {
      assertThat(stack.resources(type).keySet())
          .allMatch(name -> all.get(name).get("DeletionPolicy").asText().equals("Retain"));
    }
  }

  @ParameterizedTest
  @MethodSource("org.needledrop.aws.Synthesised#all")
  void logsAreKeptForAMonth(Synthesised stack) {
    stack.template().allResourcesProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 30));
  }

  private static Stream<JsonNode> statements(Synthesised stack) {
    return stack.resources("AWS::IAM::Policy").values().stream()
        .flatMap(policy -> elements(policy.at("/PolicyDocument/Statement")));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isArray()
        ? elements(node).filter(JsonNode::isTextual).map(JsonNode::asText)
        : Stream.of(node).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
