package io.conecta.quarkus;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;

/** The application's own pool. */
@Alternative
@Priority(1)
@ApplicationScoped
class OwnWidgets {
    @Produces
    @ApplicationScoped
    WidgetPool pool() {
        return WidgetPool.create(42);
    }
}
