package io.conecta.quarkus;

import io.conecta.Pool;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Uses each pool and says what it was lent. */
@QuarkusMain
public class Application implements QuarkusApplication {
    @Inject
    GadgetPool gadgets;

    @Inject
    @Named("gadget")
    Pool<Gadget> named;

    @Inject
    @Archive
    GadgetPool archive;

    @Inject
    WidgetPool widgets;

    @Override
    public int run(String... args) throws Exception {
        gadgets.run(gadget -> System.out.println("typed: " + gadget));
        named.run(gadget -> System.out.println("named: " + gadget));
        archive.run(gadget -> System.out.println(archive.name() + ": " + gadget));
        widgets.run(widget -> System.out.println("own: " + widget));
        System.out.println("created: " + gadgets.stats().created());
        Gadget kept = gadgets.getOrCreate();
        Thread borrower = new Thread(() -> {
            while (!gadgets.isClosed()) {
                Thread.onSpinWait(); // Until the application ends.
            }
            System.out.println("returned after the end began");
            gadgets.put(kept);
        });
        borrower.start();
        return 0;
    }
}
