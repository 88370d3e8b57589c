package org.reeflens;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house: which package may use which. */
@AnalyzeClasses(packages = "org.reeflens", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** From the ground up: a package may use those before it, never those after it. */
  private static final List<String> FLOORS =
      List.of(
          "table",
          "geometry",
          "taxonomy",
          "stats",
          "frame",
          "image",
          "video",
          "model",
          "inference",
          "detect",
          "track",
          "classify",
          "count",
          "measure",
          "coral",
          "survey",
          "evaluate",
          "learn",
          "export",
          "catalogue",
          "pipeline");

  @ArchTest
  static final ArchRule ffmpegStaysInItsCorner =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.reeflens.video.ffmpeg..", "org.reeflens.testvideos..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.javacv..", "org.bytedeco.ffmpeg..");

  @ArchTest
  static final ArchRule nativeLibrariesAreLoadedInTheirCorners =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.reeflens.video.ffmpeg..", "org.reeflens.image..", "org.reeflens.testvideos..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  /** Of the two APIs in the artifact, the official one; the other one is named to load it. */
  @ArchTest
  static final ArchRule openCvIsCalledByItsOfficialApi =
      noClasses()
          .that()
          .haveNameNotMatching("org\\.reeflens\\.image\\.OpenCv.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco.opencv..");

  @ArchTest
  static final ArchRule djlStaysInItsCorner =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.reeflens.inference.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule openCvStaysInItsCorner =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.reeflens.image..", "org.reeflens.measure.opencv..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.opencv..");

  @ArchTest
  static final ArchRule noPublicMethodGivesOutNativeThings =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage("org.reeflens..")
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("org.reeflens.testvideos..")
          .should()
          .notHaveRawReturnType(
              DescribedPredicate.describe(
                  "a type of DJL, OpenCV or FFmpeg",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("ai.djl")
                          || type.getPackageName().startsWith("org.opencv")
                          || type.getPackageName().startsWith("org.bytedeco")));

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("org.reeflens.(*)..").should().beFreeOfCycles();

  @TestFactory
  List<DynamicTest> noPackageUsesOneAboveIt() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.reeflens");
    return FLOORS.stream()
        .map(
            floor ->
                DynamicTest.dynamicTest(
                    floor,
                    () -> {
                      String[] above =
                          FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size()).stream()
                              .map(name -> "org.reeflens." + name + "..")
                              .toArray(String[]::new);
                      if (above.length > 0) {
                        noClasses()
                            .that()
                            .resideInAPackage("org.reeflens." + floor + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above)
                            .allowEmptyShould(true)
                            .check(classes);
                      }
                    }))
        .toList();
  }
}
