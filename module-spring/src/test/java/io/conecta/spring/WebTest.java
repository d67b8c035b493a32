package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A web application whose requests use a pool. */
class WebTest {
    private final EchoServer server = new EchoServer();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Answers by way of a pooled object. */
    @RestController
    static final class Answers {
        private final OrderSessionPool pool;
        private final CountDownLatch go = new CountDownLatch(1);

        Answers(OrderSessionPool pool) {
            this.pool = pool;
        }

        @GetMapping("/answer")
        String answer(@RequestParam("question") String question) throws InterruptedException {
            return Thread.currentThread().getClass().getSimpleName() + " "
                    + pool.<String, RuntimeException>call(session -> session.ask(question));
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            return pool.<String, InterruptedException>call(session -> {
                go.await();
                return session.ask("done");
            });
        }
    }

    private ConfigurableApplicationContext run(String... more) {
        String[] args = {
            "orders.host=127.0.0.1",
            "orders.port=" + server.port(),
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--server.shutdown=graceful"
        };
        return App.run(
                App.builder(Answers.class).web(WebApplicationType.SERVLET),
                java.util.stream.Stream.of(args, more)
                        .flatMap(java.util.Arrays::stream)
                        .toArray(String[]::new));
    }

    private CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext app, String path) {
        String port = app.getEnvironment().getProperty("local.server.port", "");
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private boolean isRefused(ConfigurableApplicationContext app) {
        return get(app, "/answer?question=late")
                .orTimeout(1, TimeUnit.SECONDS)
                .handle((answer, refused) -> refused != null)
                .join();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsShareAPoolThatIsSmallerThanThey() {
        try (var app = run("--spring.threads.virtual.enabled=true", "orders.max-size=2")) {
            var answers = IntStream.range(0, 40)
                    .mapToObj(i -> get(app, "/answer?question=q" + i))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join().body()).isEqualTo("VirtualThread q" + i);
            }
            assertThat(app.getBean(OrderSessionPool.class).stats().created()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aShutdownUnderLoadLosesNoRequest() throws Exception {
        var app = run();
        OrderSessionPool pool = app.getBean(OrderSessionPool.class);
        var slow = IntStream.range(0, 6).mapToObj(i -> get(app, "/slow")).toList();
        await().until(() -> pool.stats().lent() == 4 && pool.stats().waiting() == 2);
        Thread closing = new Thread(app::close);
        closing.start();
        await().until(() -> isRefused(app));
        assertThat(pool.isClosed()).isFalse();
        Answers answers = app.getBean(Answers.class);
        answers.go.countDown();
        for (var answer : slow) {
            assertThat(answer.join().body()).isEqualTo("done");
        }
        closing.join(30_000);
        assertThat(pool.isClosed()).isTrue();
        await().untilAsserted(() -> assertThat(server.clients()).isZero());
    }
}
