package io.conecta.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser: on a phone and on a desk, light and dark. Skipped where there is no Chromium; nothing is downloaded.
 *
 * <p>With {@code -Dconecta.page=FILE -Dconecta.screenshot=FILE} it takes the picture of a page, as in the README.
 */
class BrowserTest {
    /** Relative luminance and contrast as WCAG 2 defines them; {@code of} reads "rgb(…)". */
    private static final String CONTRAST = """
            const of = c => c.match(/[\\d.]+/g).map(Number);
            const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
              return .2126 * r + .7152 * g + .0722 * b; };
            const contrast = (a, b) => { const x = light(of(a)), y = light(of(b)); return (Math.max(x, y) + .05) / (Math.min(x, y) + .05); };
            const paper = getComputedStyle(document.body).backgroundColor;
            const shown = e => e.getClientRects().length > 0;
            """;

    @TempDir(cleanup = CleanupMode.NEVER) // The browser may still be writing its profile.
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> program = Browser.find();
        assumeTrue(
                program.isPresent(),
                "no Chromium on the PATH: install one (Debian: apt-get install chromium) or name it with -Dconecta.browser=PROGRAM");
        Path recording = Recordings.of(folder.resolve("both.jfr"), () -> {
            Recordings.calm("calm");
            Recordings.eventful(Recordings.HOSTILE, Recordings.HOSTILE);
        });
        page = folder.resolve("page.html");
        Page.of(recording).write(page);
        browser = Browser.start(program.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String evaluate(String script) {
        return browser.evaluate("(() => {" + CONTRAST + script + "})()");
    }

    @ParameterizedTest
    @CsvSource({"360, false", "360, true", "600, false", "700, true", "1280, false", "1280, true"})
    void readableOnEveryScreenLightAndDark(int width, boolean dark) {
        browser.open(page, width, dark);

        assertThat(evaluate("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("what has to be scrolled sideways")
                .isEqualTo("0");
        assertThat(evaluate("return light(of(paper)) < .5")).as("dark").isEqualTo(String.valueOf(dark));
        assertThat(evaluate("return [...document.querySelectorAll('svg.chart')].filter(shown).length"))
                .as("one chart a pool")
                .isEqualTo("2");
        assertThat(evaluate("""
                        return [...document.querySelectorAll('svg.chart text')].filter(shown)
                          .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)
                          .reduce((a, b) => Math.min(a, b))"""))
                .as("pixels of the smallest text in a chart")
                .satisfies(pixels -> assertThat(Double.parseDouble(pixels)).isGreaterThanOrEqualTo(9.5));
        assertThat(evaluate("""
                        const low = [...document.querySelectorAll('body *')].filter(shown)
                          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                          .filter(e => !e.closest('.times, .down'))
                          .filter(e => contrast(e.closest('svg') ? getComputedStyle(e).fill : getComputedStyle(e).color, paper) < 4.5)
                          .map(e => e.outerHTML.slice(0, 80));
                        return low.join()""")).as("text with too little contrast").isEmpty();
        assertThat(evaluate("""
                        return [...document.querySelectorAll('.area, .mark, .limit, .outage')].filter(shown)
                          .filter(e => contrast(getComputedStyle(e).stroke, paper) < 3).map(e => e.outerHTML.slice(0, 80)).join()""")).as("lines with too little contrast").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"360", "1280"})
    void theLabelsOfTheTimesDoNotOverlap(int width) {
        browser.open(page, width, false);

        assertThat(evaluate("""
                        const overlaps = [];
                        for (const chart of [...document.querySelectorAll('svg.chart')].filter(shown)) {
                          const boxes = [...chart.querySelectorAll('.time')].map(t => t.getBoundingClientRect());
                          const frame = chart.getBoundingClientRect();
                          boxes.forEach((b, i) => { if (i > 0 && boxes[i - 1].right > b.left - 2) overlaps.push(i);
                            if (b.left < frame.left || b.right > frame.right + 1) overlaps.push('edge ' + i); });
                        }
                        return overlaps.join()""")).isEmpty();
    }

    @Test
    void theAreasAreDrawnWithTheirPatterns() {
        browser.open(page, 1280, false);

        assertThat(evaluate("""
                        return [...document.querySelectorAll('svg.wide .area')].every(a => a.getBBox().width > 0
                          && document.querySelector(getComputedStyle(a).fill.match(/#[\\w-]+/)[0]) instanceof SVGPatternElement)""")).isEqualTo("true");
        assertThat(evaluate("return document.querySelectorAll('svg.wide .mark').length"))
                .satisfies(marks -> assertThat(Integer.parseInt(marks)).isGreaterThanOrEqualTo(3));
    }

    @Test
    void nothingRunsAndNothingIsLoaded() {
        browser.open(page, 1280, false);

        assertThat(browser.evaluate("document.title")).isEqualTo("Pools in a flight recording");
        assertThat(browser.evaluate("document.scripts.length + document.images.length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("performance.getEntriesByType('resource').length"))
                .isEqualTo("0");
        assertThat(browser.evaluate("document.querySelector('h2 bdi').textContent"))
                .isEqualTo(Recordings.HOSTILE);
    }

    @Test
    void theKeyboardReachesTheTableBehindTheChart() {
        browser.open(page, 360, false);

        assertThat(browser.evaluate("document.querySelector('details').open")).isEqualTo("false");
        browser.evaluate("(document.querySelector('summary').focus(), document.activeElement.click())");
        assertThat(browser.evaluate("document.querySelector('details').open")).isEqualTo("true");
        assertThat(browser.evaluate("document.querySelectorAll('details[open] tbody tr').length"))
                .isEqualTo("24");
        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("360");
    }

    @Test
    void takesPictures() throws IOException {
        String named = System.getProperty("conecta.page");
        Path shown = named == null ? page : Path.of(named).toAbsolutePath();
        Path picture = Path.of(Objects.toString(
                System.getProperty("conecta.screenshot"),
                folder.resolve("page.png").toString()));
        browser.open(shown, 800, false);
        double top = number("document.querySelector('h2 bdi').getBoundingClientRect().top + scrollY");
        double bottom = number("document.querySelector('figure').getBoundingClientRect().bottom + scrollY");

        Files.write(picture, browser.screenshot((int) top - 12, 800, (int) (bottom - top) + 24));

        assertThat(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(picture)))
                        .getWidth())
                .isEqualTo(800);
        assertThat(Files.size(picture)).isLessThan(200_000);
    }

    private static double number(String expression) {
        return Double.parseDouble(browser.evaluate(expression));
    }
}
