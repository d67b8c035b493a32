package io.conecta.demo.mail.consumer;

import io.conecta.demo.mail.Mailer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends news through whatever mailer there is. Everybody can call it without knowing its types. */
@Component(service = BiFunction.class, property = "demo=newsletter")
public final class Newsletter implements BiFunction<String, String, String> {
    private final Mailer mailer;

    /**
     * Made by Declarative Services.
     *
     * @param mailer sends
     */
    @Activate
    public Newsletter(@Reference Mailer mailer) {
        this.mailer = mailer;
    }

    /** Sends news to a reader and {@return what the server answered} */
    @Override
    public String apply(String reader, String news) {
        try {
            return mailer.send(reader, news);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
