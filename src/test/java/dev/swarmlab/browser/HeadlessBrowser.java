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

/** A window of a headless Chromium. Tests fail where Chromium is not installed. */
public final class HeadlessBrowser implements AutoCloseable {

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    /** The folder of screenshots, for people to check. */
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
                "--no-sandbox", // root can't use the sandbox
                "--disable-gpu",
                // Measures memory on request, not only at the next garbage collection.
                "--enable-blink-features=ForceEagerMeasureMemory",
                "--disable-quic",
                "--no-first-run",
                // Without this, Chromium sends requests to hosts on the Internet.
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

    /** Opens the address in a new tab, which hides the current one. */
    public void showInAnotherTab(String address) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address);
    }

    /** Closes all tabs except the first, which becomes visible again. */
    public void closeOtherTabs() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        tabs.subList(1, tabs.size()).forEach(tab -> {
            driver.switchTo().window(tab);
            driver.close();
        });
        driver.switchTo().window(tabs.get(0));
    }

    /** The sizes of screens to test. */
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

    /** Emulates a setting of the user, for example {@code prefers-color-scheme=dark}. */
    public void emulateMedia(String feature, String value) {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a> */
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** @return the result of the script; an empty string instead of null */
    public Object evaluate(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** Runs a script that calls its last argument with the result. */
    public Object evaluateAsync(Duration timeout, String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(timeout);
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

    /** All text of the page, including the text for screen readers. */
    public String text() {
        return String.valueOf(evaluate("return document.body.textContent"));
    }

    /** Waits until an element of the page matches. */
    public void awaitOne(String selector, Duration timeout) {
        await(selector, timeout, page -> page.count(selector) > 0);
    }

    public void awaitNone(String selector, Duration timeout) {
        await("no " + selector, timeout, page -> page.count(selector) == 0);
    }

    public void awaitCount(int count, String selector, Duration timeout) {
        await(count + " of " + selector, timeout, page -> page.count(selector) == count);
    }

    public void await(String condition, Duration timeout, Predicate<HeadlessBrowser> holds) {
        Await.until("the page to show " + condition, Deadline.in(timeout), () -> {
            try {
                return Answer.readyIf(holds.test(this), "it shows " + summary());
            } catch (StaleElementReferenceException redrawn) {
                return Answer.notYet("it was being redrawn");
            }
        });
    }

    /** Waits until no animation is running. During an animation, measured values are between two states. */
    public void awaitNoAnimation(Duration timeout) {
        await("no animation", timeout, page -> {
            Object running = page.evaluate(
                    "return document.getAnimations().filter(each => each.playState === 'running').length");
            return running.equals(0L);
        });
    }

    /** The nodes and tasks on the page, or without nodes its address and state, for the messages of failed tests. */
    private String summary() {
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

    /** Saves a screenshot of the page. */
    public void saveScreenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Saves screenshots of the page at every size, light and dark. */
    public void saveScreenshots(String name) {
        for (Screen screen : Screen.values()) {
            for (String scheme : List.of("light", "dark")) {
                screen(screen);
                emulateMedia("prefers-color-scheme", scheme);
                // Two frames later the layout is complete.
                evaluateAsync(
                        Duration.ofSeconds(10),
                        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
                saveScreenshot(name + "-" + screen.name().toLowerCase(Locale.ROOT) + "-" + scheme);
            }
        }
        screen(Screen.PROJECTOR);
        emulateMedia("prefers-color-scheme", "light");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
