package io.conecta.demo.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;

/** Uses the pool. */
@Path("/greeting")
public class Greeter {
    @Inject
    EchoClientPool pool;

    @GET
    public String greeting() throws IOException, InterruptedException {
        return pool.<String, IOException>call(client -> client.ask("hello from a pooled client"));
    }
}
