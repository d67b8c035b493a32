package io.conecta.kit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its {@link Kit}, and checks the laws when the test is over: created − closed = alive ≤ {@code maxSize}, each object
 * closed once, and no waiter, thread or timer left after the pools are closed.
 */
public final class PoolLaws implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(PoolLaws.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kit.class;
    }

    @Override
    public Kit resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Kit.class, type -> new Kit(), Kit.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Kit kit = context.getStore(NAMESPACE).get(Kit.class, Kit.class);
        if (kit != null) {
            kit.checkLaws();
        }
    }
}
