package org.needledrop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between packages; each keeps one outside world in one place. */
@AnalyzeClasses(packages = "org.needledrop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_THE_LOCAL_SCORER_SEES_DJL =
      noClasses()
          .that()
          .resideOutsideOfPackage("..scoring.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule ONLY_THE_LUCENE_INDEX_SEES_LUCENE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..similarity.lucene..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule ONLY_THE_OPENSEARCH_INDEX_SEES_OPENSEARCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("..similarity.opensearch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.opensearch..", "org.apache.hc..");

  @ArchTest
  static final ArchRule ONLY_THE_MEL_FRONT_END_SEES_THE_FFT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..mel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jtransforms..");

  @ArchTest
  static final ArchRule ONLY_THE_JOURNAL_SEES_THE_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule ONLY_TRACING_SEES_THE_COLLECTING_SIDE_OF_OPENTELEMETRY =
      noClasses()
          .that()
          .resideOutsideOfPackage("..tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry.sdk..");

  @ArchTest
  static final ArchRule ONLY_ITS_SCORER_SEES_ONNX_RUNTIME =
      noClasses()
          .that()
          .resideOutsideOfPackage("..scoring.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule ONLY_THE_STORES_SEE_THE_AWS_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackages("..storage.s3..", "..storage.sqs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule ONLY_THE_FUNCTION_SEES_LAMBDA =
      noClasses()
          .that()
          .resideOutsideOfPackage("..function.lambda..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..");

  @ArchTest
  static final ArchRule TAGS_ARE_SPLICED_NOT_WRITTEN_BY_A_LOSSY_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("..tags.cover..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jaudiotagger..");

  @ArchTest
  static final ArchRule NOTHING_IMPORTS_AN_ENTRY_POINT =
      noClasses()
          .that()
          .resideOutsideOfPackages("..cli..", "..function..", "..worker..", "..web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.needledrop.cli..",
              "org.needledrop.function..",
              "org.needledrop.worker..",
              "org.needledrop.web..");

  @ArchTest
  static final ArchRule ONLY_ENTRY_POINTS_SEE_THE_FRAMEWORK =
      noClasses()
          .that()
          .resideOutsideOfPackages("..cli..", "..function..", "..worker..", "..web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "picocli..");

  @ArchTest
  static final ArchRule EACH_CONFIGURATION_OF_JSON_HAS_ONE_MAPPER =
      noClasses()
          .that()
          .resideOutsideOfPackage("..json..")
          .should()
          .callConstructor(ObjectMapper.class)
          .orShould()
          .callMethod(JsonMapper.class, "builder");

  @ArchTest
  static final ArchRule TABLES_HAVE_ONE_FORMAT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..needledrop.csv..")
          .should()
          .callConstructor(CsvMapper.class);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.needledrop.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      classes().should().haveNameNotMatching(".*(Util|Utils|Manager|Helper|Processor)s?$");
}
