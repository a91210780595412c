package org.needledrop.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.needledrop.admission.ApiKeys;
import org.needledrop.web.ServedSamples;
import org.needledrop.web.http.ApiLimits;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * The page as a user sees it, in a real browser, over the real API, the real network and a library
 * of real tracks, some of them without a genre.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class PageTest {

  private static final Path SAMPLES = Path.of("sample-library").toAbsolutePath();
  private static final String KEY = "correct horse";

  /** A row of a track that any Chromium plays. */
  private static final String PLAYABLE =
      ":has(a:is([title$='.mp3'], [title$='.ogg'], [title$='.opus'], [title$='.flac'],"
          + " [title$='.wav']))";

  /** Where the map has the first colour of its legend, from the middle of the canvas. */
  private static final String POINT =
      """
      const point = () => {
        const canvas = document.querySelector('.map canvas');
        const swatch = getComputedStyle(document.querySelector('.legend .swatch'));
        const [r, g, b] = swatch.backgroundColor.match(/\\d+/g).map(Number);
        const copy = new OffscreenCanvas(canvas.width, canvas.height);
        const context = copy.getContext('2d', { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) {
          if (data[i] === r && data[i + 1] === g && data[i + 2] === b) {
            const [x, y] = [(i / 4) % canvas.width, Math.floor(i / 4 / canvas.width)];
            return [Math.round(x - canvas.width / 2), Math.round(y - canvas.height / 2)];
          }
        }
        return null;
      };
      """;

  @TempDir private static Path libraries;
  @TempDir private Path folder;
  private ServedSamples server;
  private Chromium chromium;

  /**
   * Part of the browser's complaint of what is refused on purpose; empty: it complains of nothing.
   */
  private String expected;

  /**
   * Serves page and API.
   *
   * @param key that is asked for; none: everybody is answered
   */
  private ServedSamples serve(Optional<String> key) throws IOException {
    ApiLimits usual = ServedSamples.limits();
    ApiLimits limits =
        new ApiLimits(
            ApiKeys.parse(key.stream().toList()),
            List.of(),
            usual.requestsPerMinute(),
            usual.maxUploadBytes(),
            usual.jobs());
    return ServedSamples.start(Files.createTempDirectory(libraries, "music"), limits);
  }

  @BeforeAll
  void open() throws IOException {
    assumeTrue(
        Chromium.isInstalled(),
        "no chromium and chromedriver on the PATH (Debian: chromium, chromium-driver): the page"
            + " is not tried");
    server = serve(Optional.empty());
    chromium = Chromium.start();
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void begin() {
    expected = "";
    chromium.look(1280, "light");
  }

  @AfterEach
  void noComplaints() {
    chromium.assertNoComplaints(expected);
  }

  @Test
  void aDroppedFileIsAnalysedShownAndPlayed() {
    go("");
    drop("gravel-road.flac");
    assertThat(chromium.see("main h1", "Gravel Road"::equals).isDisplayed()).isTrue();
    assertThat(chromium.all(".bars li")).hasSize(10);
    chromium.until("return document.querySelector('img.spectrogram').naturalWidth > 50");

    chromium.click(chromium.see(".play.large"));
    chromium.until("return document.querySelector('#player .time').textContent.startsWith('0:01')");

    WebElement sheet = chromium.show(chromium.see(".sheet"));
    new Actions(chromium.driver())
        .moveToElement(sheet, sheet.getSize().getWidth() / 4, 0)
        .click()
        .perform();
    chromium.until("return document.querySelector('#player input').value > 17");
    chromium.until(
        "return Math.abs(parseFloat(document.querySelector('.playhead').style.left) - 75) < 10");
    assertThat(chromium.all("#similar ~ ol .play")).hasSize(5);
    chromium.click(chromium.see("#player button[aria-label=Stop]"));
  }

  @Test
  void theMostAlikeArePlayedAndChosenDifferently() {
    openTrack("gravel");
    chromium.click(chromium.see("#similar ~ ol li" + PLAYABLE + " .play"));
    chromium.until("return Number(document.querySelector('#player input').value) > 0.2");
    assertThat(chromium.see("#similar ~ ol li" + PLAYABLE + " a").getText())
        .isEqualTo(chromium.see("#player .title").getText());
    chromium.click(chromium.see("#player button[aria-label=Stop]"));

    String before = similar();
    chromium.script(
        "const d = document.querySelector('#diversity'); d.value = 1;"
            + "d.dispatchEvent(new Event('input', { bubbles: true }))");
    chromium.until(
        "return document.querySelector('#similar ~ ol').innerText !== arguments[0]", before);
    String diverse = similar();
    chromium.click(chromium.see(".segments span", "Genre profile"::equals));
    chromium.until(
        "return document.querySelector('#similar ~ ol').innerText !== arguments[0]", diverse);
    assertThat(chromium.all("#similar ~ ol li")).hasSize(5);
  }

  @Test
  void theWaveformReachesToTheEndOfTheTrack() {
    openTrack("gravel");
    chromium.until(
        """
        const wave = document.querySelector('.wave');
        const copy = new OffscreenCanvas(wave.width, wave.height);
        const context = copy.getContext('2d', { willReadFrequently: true });
        context.drawImage(wave, 0, 0);
        const { data } = context.getImageData(wave.width * 0.85, 0, 20, wave.height / 2 - 4);
        return data.some((value, i) => i % 4 === 3 && value > 0);
        """);
  }

  @Test
  void theTimelineIsReadAndPlayedByKeyboard() {
    openTrack("gravel");
    WebElement sheet = chromium.see(".sheet[role=slider]");
    sheet.sendKeys(Keys.END);
    String last = sheet.getDomAttribute("aria-valuetext").replace('\u00a0', ' ');
    assertThat(last).contains(" %").isEqualTo(chromium.see(".readout").getText());
    sheet.sendKeys(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(sheet.getDomAttribute("aria-valuenow")).isEqualTo("2");
    sheet.sendKeys(Keys.ENTER);
    chromium.until("return Number(document.querySelector('#player input').value) >= 6");
    chromium.click(chromium.see("#player button[aria-label=Stop]"));
  }

  @Test
  void anAnalysisIsShownAgainButItsFileIsGoneWithTheTab() {
    go("");
    choose("werner-hacienda.mp3");
    chromium.see("main h1", "Hacienda"::equals);
    chromium.driver().navigate().refresh();
    chromium.see("main h1", "Hacienda"::equals);
    assertThat(chromium.see(".actions").getText()).contains("drop it again");
    assertThat(chromium.all(".play.large")).isEmpty();
  }

  @Test
  void anAnalysedFileIsAddedToTheLibraryOnce() throws IOException {
    Path copy = folder.resolve("never heard before.mp3");
    Files.copy(SAMPLES.resolve("werner-hacienda.mp3"), copy);
    go("");
    choose(copy.toString());
    chromium.click(chromium.button("Add to library"));
    chromium.until("return location.hash.startsWith('#/track/')");
    chromium.see(".notice", text -> text.contains("to the library"));

    expected = "/v1/tracks";
    go("");
    choose(copy.toString());
    chromium.click(chromium.button("Add to library"));
    assertThat(chromium.see(".notice.problem").getText()).contains("never heard before.mp3");
    assertThat(chromium.button("Add to library").isEnabled()).isTrue();
  }

  @Test
  void aFileThatTheBrowserCannotPlayIsShownAllTheSame() {
    go("");
    choose("krobonil-0zone0ne-golden-fields.wma");
    chromium.see(".note", text -> text.contains("cannot play this WMA file"));
    assertThat(chromium.see(".play.large").isEnabled()).isFalse();
    assertThat(chromium.all(".bars li")).hasSize(10);
    chromium.until("return document.querySelector('img.spectrogram').naturalWidth > 50");
  }

  @Test
  void aBrokenFileIsReportedInTheServersWords() {
    expected = "/v1/analyses";
    go("");
    choose("corrupt.mp3");
    assertThat(chromium.see(".notice.problem").getText()).contains("corrupt.mp3");
    assertThat(chromium.see(".drop .button").isDisplayed()).isTrue();
  }

  @Test
  void tracksAreFoundByPartsOfTheirPaths() {
    go("");
    chromium.see(".tracks li");
    find("gravel");
    chromium.click(chromium.see(".tracks a"));
    chromium.see("main h1", text -> text.contains("Gravel"));
    chromium.driver().navigate().back();
    chromium.see("main h1", "Which genre is it?"::equals);
  }

  @Test
  void tracksAreSortedByWhatTheirTagsSayAndShowTheirCovers() {
    go("");
    chromium.see(".tracks li");
    chromium.click(chromium.see("option[value=title]"));
    chromium.until(
        """
        const titles = [...document.querySelectorAll('.tracks a')].map((a) => a.innerText);
        const at = (title) => titles.indexOf(title);
        return at('Armygeddon') >= 0 && at('Armygeddon') < at('Gravel Road');""");
    chromium.until("return document.querySelector('.tracks img.cover').naturalWidth > 50");
    assertThat(chromium.see(".tracks .credit", text -> text.contains("Muldjord")).getText())
        .isEqualTo("Muldjord · non · 2006");
  }

  @Test
  void thePlayerGoesOnWithTheNextTrackOfTheList() {
    go("");
    chromium.click(chromium.see(".tracks li" + PLAYABLE + " .play"));
    chromium.until("return Number(document.querySelector('#player input').value) > 0.2");
    String first = chromium.see("#player .title").getText();
    chromium.click(chromium.see("#player button[aria-label='Next track']"));
    chromium.until(
        "return document.querySelector('#player .title').innerText !== arguments[0]", first);
    chromium.click(chromium.see("#player button[aria-label='Previous track']"));
    chromium.see("#player .title", first::equals);
    chromium.click(chromium.see("#player button[aria-label=Stop]"));
  }

  @Test
  void theMapIsSearched() {
    go("#/map");
    chromium.see("input[type=search]").sendKeys("gravel");
    chromium.see("[role=status]", "1 track"::equals);
    assertThat(chromium.all("#near ~ ul li")).hasSize(1);
  }

  @Test
  void aPointOfTheMapOpensItsTrack() {
    go("#/map");
    WebElement canvas = chromium.show(chromium.see(".map canvas"));
    chromium.until(POINT + "return point() !== null");
    @SuppressWarnings("unchecked")
    List<Number> point = (List<Number>) chromium.script(POINT + "return point()");
    new Actions(chromium.driver())
        .moveToElement(canvas, point.get(0).intValue(), point.get(1).intValue())
        .perform();
    String tip = chromium.see(".tip").getText();
    new Actions(chromium.driver()).click().perform();
    chromium.see("main h1", tip::startsWith);
  }

  @Test
  void theMapIsMovedByKeyboardAndItsTracksAreListed() {
    go("#/map");
    WebElement canvas = chromium.see(".map canvas");
    String before = chromium.see("#near ~ ul").getText();
    canvas.sendKeys("+", "+", "+", Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
    chromium.until(
        "return document.querySelector('#near ~ ul').innerText !== arguments[0]", before);
    String name = chromium.see("#near ~ ul a").getText();
    chromium.see("#near ~ ul a").sendKeys(Keys.ENTER);
    chromium.see("main h1", name::equals);
  }

  @Test
  void theLegendHidesGenresFromTheMap() {
    go("#/map");
    chromium.see(".map canvas");
    for (WebElement box : chromium.all(".legend input")) {
      chromium.click(box);
    }
    chromium.until("return document.querySelectorAll('#near ~ ul li').length === 0");
    chromium.click(chromium.see(".legend input"));
    chromium.until("return document.querySelectorAll('#near ~ ul li').length > 0");
  }

  @Test
  void tracksAreNamedByKeyboardAndTakenBack() {
    go("#/review");
    long before = labels().lines().count();
    String first = current();
    chromium.see(".choice").sendKeys(Keys.ENTER);
    waitForAnother(first);
    assertThat(labels().lines().count()).isEqualTo(before + 1);
    chromium.driver().switchTo().activeElement().sendKeys("u");
    waitFor(first);
    assertThat(labels().lines().count()).isEqualTo(before);

    for (int place : List.of(2, chromium.all(".choice").size())) {
      WebElement choice = chromium.all(".choice").get(place - 1);
      String genre = choice.findElement(By.cssSelector("span:not([class])")).getText();
      chromium.see(".choice").sendKeys(choice.getDomAttribute("aria-keyshortcuts"));
      waitForAnother(first);
      assertThat(chromium.see(".foot [role=status]").getText())
          .contains(" is %s. ".formatted(genre));
      chromium.driver().switchTo().activeElement().sendKeys("u");
      waitFor(first);
    }
  }

  @Test
  void aTrackIsGivenAWordOfOnesOwn() {
    go("#/review");
    String first = current();
    chromium.see("#other").sendKeys("Field recording", Keys.ENTER);
    waitForAnother(first);
    assertThat(labels()).contains("Field recording");
    chromium.click(chromium.button("Undo last"));
    waitFor(first);
    assertThat(labels()).doesNotContain("Field recording");
  }

  @Test
  void aTrackIsCorrectedOnItsOwnPage() {
    openTrack("gravel");
    String genre = chromium.see(".found strong").getText();
    chromium.click(chromium.button("Confirm or correct the genre"));
    chromium.see("#word").clear();
    chromium.see("#word").sendKeys("Flamenco", Keys.ENTER);
    chromium.see(".found strong", "Flamenco"::equals);
    chromium.click(chromium.button("Change the label"));
    chromium.click(chromium.button("Remove"));
    chromium.see(".found strong", genre::equals);
  }

  @Test
  void aTrackIsSkippedAndComeBackTo() {
    go("#/review");
    String first = current();
    chromium.see(".choice").sendKeys(Keys.ARROW_RIGHT);
    waitForAnother(first);
    chromium.see(".choice, .foot button:enabled").sendKeys(Keys.ARROW_LEFT);
    waitFor(first);
  }

  @Test
  void aPolicyIsTriedAndApplied() {
    go("#/library");
    chromium.see("select").sendKeys("Replace");
    chromium.click(chromium.see("#own-thresholds"));
    chromium.script(
        "const s = document.querySelector('form input[type=range]'); s.value = 0.3;"
            + "s.dispatchEvent(new Event('input', { bubbles: true }))");
    chromium.click(chromium.button("Show changes"));
    String summary = chromium.see(".result .summary").getText();
    assertThat(summary).matches("[\\d,]+ of [\\d,]+ tracks? would change\\.");
    assertThat(chromium.all(".result tbody tr")).isNotEmpty();

    chromium.click(chromium.button("Apply …"));
    chromium.click(chromium.see(".confirm .primary"));
    assertThat(chromium.see(".result .summary", text -> text.startsWith("Applied")).getText())
        .contains("track");
  }

  @Test
  void aKeyIsRequestedAndThenAudioAndPicturesAreLoaded() throws IOException {
    expected = "401";
    try (ServedSamples locked = serve(Optional.of(KEY))) {
      chromium.driver().get(locked.uri() + "/#/");
      chromium.see("#key-value").sendKeys("wrong", Keys.ENTER);
      chromium.see("#key-why", text -> text.contains("rejected"));
      chromium.see("#key-value").sendKeys(KEY, Keys.ENTER);
      chromium.click(chromium.see(".tracks a"));
      chromium.until("return document.querySelector('img.spectrogram')?.naturalWidth > 50");
      chromium.click(chromium.see(".play.large"));
      chromium.until("return Number(document.querySelector('#player input').value) > 0.3");
      chromium.click(chromium.see("#player button[aria-label=Stop]"));
      chromium.script("sessionStorage.clear()");
    }
  }

  @Test
  void anUnknownTrackIsSaidToBeMissing() {
    expected = "404";
    go("#/track/0000");
    chromium.see("main h1", "Could not load the page"::equals);
    assertThat(chromium.see(".notice.problem").getText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "listen, ''",
    "map, #/map",
    "review, #/review",
    "library, #/library",
    "track, #/track/"
  })
  void everyViewIsAccessibleAndFitsASmallScreen(String name, String hash) throws IOException {
    String address = hash.endsWith("/track/") ? hash + anyTrack() : hash;
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1280, 360}) {
        chromium.look(width, scheme);
        go(address);
        settle(name);
        assertThat(severe()).as("%s, %s, %d px", name, scheme, width).isEmpty();
        assertThat(chromium.script("return document.documentElement.scrollWidth"))
            .as("%s at %d px", name, width)
            .satisfies(pixels -> assertThat((Long) pixels).isLessThanOrEqualTo(width));
        keepPicture("%s-%s-%d.png".formatted(name, scheme, width));
      }
    }
  }

  /** Until that is there which comes last. */
  private void settle(String name) {
    switch (name) {
      case "listen" -> chromium.see(".tracks li");
      case "track" -> chromium.see("#tags");
      case "library" -> {
        chromium.click(chromium.button("Genre names"));
        chromium.click(chromium.button("Show changes"));
        chromium.see(".result .summary");
      }
      default -> chromium.see("main .card");
    }
  }

  private List<String> severe() {
    return new AxeBuilder()
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
            .analyze(chromium.driver())
            .getViolations()
            .stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(PageTest::described)
            .toList();
  }

  private static String described(Rule rule) {
    return rule.getId() + ": " + rule.getNodes();
  }

  private void keepPicture(String name) throws IOException {
    String folder = System.getProperty("needledrop.pictures");
    if (folder != null) {
      chromium.picture(Path.of(folder, name));
    }
  }

  /** Anew, even where only the hash would change. */
  private void go(String hash) {
    chromium.driver().get("about:blank");
    chromium.driver().get(server.uri() + "/" + hash);
    chromium.see("main h1");
  }

  private void choose(String sample) {
    chromium.driver().findElement(By.id("file")).sendKeys(SAMPLES.resolve(sample).toString());
  }

  /** As from the desktop: the file is handed over by the event alone. */
  private void drop(String sample) {
    WebElement carrier =
        (WebElement)
            chromium.script(
                "const carrier = document.createElement('input'); carrier.type = 'file';"
                    + "document.body.append(carrier); return carrier");
    carrier.sendKeys(SAMPLES.resolve(sample).toString());
    chromium.script(
        "const dataTransfer = new DataTransfer(); dataTransfer.items.add(arguments[0].files[0]);"
            + "arguments[0].remove();"
            + "document.querySelector('.drop').dispatchEvent("
            + "new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))",
        carrier);
  }

  private void openTrack(String part) {
    go("");
    find(part);
    chromium.click(chromium.see(".tracks a"));
    chromium.see("#similar ~ ol li");
  }

  /** Types it and waits until only such names are left. */
  private void find(String part) {
    chromium.see("input[type=search]").sendKeys(part);
    chromium.until(
        "const names = [...document.querySelectorAll('.tracks a')].map(a => a.title);"
            + "return names.length > 0 && names.every(name => name.includes(arguments[0]))",
        part);
  }

  private String anyTrack() {
    go("");
    String page = chromium.see(".tracks a").getDomAttribute("href");
    return page.substring("#/track/".length());
  }

  private String similar() {
    return chromium.see("#similar ~ ol").getText();
  }

  private void waitFor(String name) {
    chromium.until("return document.querySelector('.desk h2').innerText === arguments[0]", name);
  }

  private void waitForAnother(String name) {
    chromium.until("return document.querySelector('.desk h2').innerText !== arguments[0]", name);
  }

  private String current() {
    return chromium.see(".desk h2").getText();
  }

  private String labels() {
    return (String)
        chromium.script("return fetch('/v1/labels?format=csv').then(answer => answer.text())");
  }
}
