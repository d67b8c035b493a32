package io.conecta.demo.spring;

import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Uses the pool. */
@RestController
class Greeter {
    private final EchoClientPool pool;

    Greeter(EchoClientPool pool) {
        this.pool = pool;
    }

    @GetMapping("/greeting")
    String greeting() throws IOException, InterruptedException {
        return pool.<String, IOException>call(client -> client.ask("hello from a pooled client"));
    }
}
