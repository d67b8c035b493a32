package io.conecta.tools;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium that was already on the machine, driven by its DevTools protocol. For one thread. */
final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]*/page/[^\"]*)\"");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Answers())
                .join();
    }

    /** {@return the program: what the system property conecta.browser names, or the first that is on the path} */
    static Optional<Path> find() {
        String named = System.getProperty("conecta.browser");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox", // Containers allow no other, and the page is ours.
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolveSibling("browser.log").toFile())
                .start();
        try {
            Path port = profile.resolve("DevToolsActivePort");
            Awaitility.await().atMost(LIMIT).until(() -> Files.exists(port) && Files.size(port) > 0);
            return new Browser(process, page(Files.readAllLines(port).get(0)));
        } catch (RuntimeException | IOException | InterruptedException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static URI page(String port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(LIMIT)
                .build();
        String targets =
                HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
        return URI.create(group(PAGE, targets));
    }

    /** Opens a page on a screen of this width, and waits until it has been laid out. */
    void open(Path page, int width, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":800,\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
        call("Page.enable", "{}");
        String url = page.toUri().toString();
        call("Page.navigate", "{\"url\":\"" + url + "\"}");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() ->
                        evaluate("document.readyState + ' ' + location.href").equals("complete " + url));
    }

    /** {@return what the expression gives, as text} */
    String evaluate(String expression) {
        String script = "encodeURIComponent(String(" + expression + "))";
        String answer = call("Runtime.evaluate", "{\"expression\":\"" + json(script) + "\",\"returnByValue\":true}");
        return URLDecoder.decode(group(VALUE, answer).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** {@return a picture of a part of the page, as PNG} */
    byte[] screenshot(int top, int width, int height) {
        String clip = "{\"x\":0,\"y\":" + top + ",\"scale\":1,\"width\":" + width + ",\"height\":" + height + "}";
        String answer = call(
                "Page.captureScreenshot", "{\"format\":\"png\",\"captureBeyondViewport\":true,\"clip\":" + clip + "}");
        return Base64.getDecoder().decode(group(DATA, answer));
    }

    private String call(String method, String parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Gives each answer to whoever asked; the browser's events are of no interest. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                Matcher id = ID.matcher(text);
                if (id.find()) {
                    Objects.requireNonNull(answers.remove(Integer.valueOf(id.group(1))))
                            .complete(text.toString());
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
