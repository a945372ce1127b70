package dev.swarmlab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** One window of a headless Chromium. Where none is installed the tests fail, and say so. */
public final class HeadlessBrowser implements AutoCloseable {

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    /** Where pictures go that people shall look at. */
    private static final Path SCREENSHOTS = SwarmLabProcess.home().resolve("target/screenshots");

    private final ChromeDriver driver;

    private HeadlessBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    public static HeadlessBrowser open() {
        assertThat(List.of(CHROMIUM, DRIVER))
                .as("the browser tests need: apt-get install chromium chromium-driver")
                .allMatch(File::canExecute);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // root has no other
                "--disable-gpu",
                // Memory is measured when it is asked for, not whenever there is garbage to be collected.
                "--enable-blink-features=ForceEagerMeasureMemory",
                "--disable-quic",
                "--no-first-run",
                // It would look for hosts that a closed network does not have.
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build();
        return new HeadlessBrowser(new ChromeDriver(service, options));
    }

    public void show(String address) {
        driver.get(address);
    }

    /** The tab that was seen until now is hidden by a new one. */
    public void showInAnotherTab(String address) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address);
    }

    /** The first tab is seen again. */
    public void closeOtherTabs() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        tabs.subList(1, tabs.size()).forEach(tab -> {
            driver.switchTo().window(tab);
            driver.close();
        });
        driver.switchTo().window(tabs.get(0));
    }

    /** The sizes at which people look. */
    public enum Screen {
        PROJECTOR(1920, 1080, 1, false),
        LAPTOP(1366, 768, 1, false),
        PHONE(390, 844, 3, true);

        private final int width;
        private final int height;
        private final int scale;
        private final boolean mobile;

        Screen(int width, int height, int scale, boolean mobile) {
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.mobile = mobile;
        }
    }

    public void screen(Screen screen) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", screen.width,
                        "height", screen.height,
                        "deviceScaleFactor", screen.scale,
                        "mobile", screen.mobile));
    }

    /** What the reader asked for, as in {@code prefers-color-scheme=dark}. */
    public void prefer(String feature, String value) {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a> */
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** What the script returns; an empty text when that is nothing. */
    public Object evaluate(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** Runs a script that calls back its last argument. */
    public Object evaluateLater(Duration patience, String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(patience);
        return Objects.requireNonNullElse(driver.executeAsyncScript(script, arguments), "");
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public int count(String selector) {
        Object count = evaluate("return document.querySelectorAll(arguments[0]).length", selector);
        return Math.toIntExact((Long) count);
    }

    /** All the text that the page shows, or tells those who listen. */
    public String text() {
        return String.valueOf(evaluate("return document.body.textContent"));
    }

    /** Waits until the page has an element that matches. */
    public void awaitOne(String selector, Duration patience) {
        await(selector, patience, page -> page.count(selector) > 0);
    }

    public void awaitNone(String selector, Duration patience) {
        await("no " + selector, patience, page -> page.count(selector) == 0);
    }

    public void awaitCount(int count, String selector, Duration patience) {
        await(count + " of " + selector, patience, page -> page.count(selector) == count);
    }

    public void await(String what, Duration patience, Predicate<HeadlessBrowser> holds) {
        Await.until("the page to show " + what, Deadline.in(patience), () -> {
            try {
                return Answer.readyIf(holds.test(this), "it shows " + abstractOfPage());
            } catch (StaleElementReferenceException redrawn) {
                return Answer.notYet("it was being redrawn");
            }
        });
    }

    /** Waits until nothing on the page moves or fades: what is measured before is between two states. */
    public void awaitStillness(Duration patience) {
        await("no animation", patience, page -> {
            Object running = page.evaluate(
                    "return document.getAnimations().filter(each => each.playState === 'running').length");
            return running.equals(0L);
        });
    }

    /** What failed tests are told of the page: its nodes and tasks, or where and in which state it is without any. */
    private String abstractOfPage() {
        return String.valueOf(evaluate("""
                const nodes = [...document.querySelectorAll('[data-node]')].map(node =>
                  [node.dataset.node, node.dataset.role, node.dataset.leader, node.dataset.state, node.dataset.container,
                   node.dataset.availability].join(' ') + ': '
                  + [...node.querySelectorAll('[data-task]')].map(task =>
                    task.dataset.name + ' ' + task.dataset.state).join(', ')).join('; ');
                const files = performance.getEntriesByType('resource')
                  .map(file => `${file.name.split('/').pop()} ${file.responseStatus}`).join(', ');
                return `connection ${document.body.dataset.connection}, ${nodes || `no nodes; ${location.href} is `
                  + `${document.readyState} and ${document.visibilityState}, loaded ${files}; text: `
                  + document.body.innerText.slice(0, 500)}`;
                """));
    }

    /** Keeps a picture of the page, for people to look at. */
    public void photograph(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Pictures of the page at every size, light and dark. */
    public void photographEverywhere(String name) {
        for (Screen screen : Screen.values()) {
            for (String scheme : List.of("light", "dark")) {
                screen(screen);
                prefer("prefers-color-scheme", scheme);
                // A frame later everything has its place.
                evaluateLater(
                        Duration.ofSeconds(10),
                        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
                photograph(name + "-" + screen.name().toLowerCase(Locale.ROOT) + "-" + scheme);
            }
        }
        screen(Screen.PROJECTOR);
        prefer("prefers-color-scheme", "light");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
