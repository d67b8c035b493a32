package com.acme.host;

import io.conecta.Pool;
import io.conecta.config.PoolProvider;
import io.conecta.config.Pools;
import java.lang.module.ModuleFinder;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs two versions of the module com.acme.plugin in layers of their own, and drops one layer after the other. */
public final class Host {
    private Host() {}

    public static void main(String[] versions) throws Exception {
        ModuleLayer first = layer(versions[0]);
        ModuleLayer second = layer(versions[1]);
        System.out.println("first layer: " + borrow(first));
        System.out.println("second layer: " + borrow(second));
        System.out.println("types differ: " + (provider(first).type() != provider(second).type()));

        List<WeakReference<ClassLoader>> dropped = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            dropped.add(useAndDrop(versions[0]));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (reachable(dropped) > 0 && System.nanoTime() - end < 0) {
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
        System.out.println("layers still reachable: " + reachable(dropped));
    }

    private static WeakReference<ClassLoader> useAndDrop(String version) throws Exception {
        ModuleLayer layer = layer(version);
        borrow(layer);
        return new WeakReference<>(layer.findLoader("com.acme.plugin"));
    }

    private static long reachable(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static String borrow(ModuleLayer layer) throws InterruptedException {
        try (Pool<?> pool = provider(layer).create(Map.of("maxSize", "2"))) {
            return pool.call(Object::toString);
        }
    }

    private static PoolProvider<?> provider(ModuleLayer layer) {
        return Pools.load(layer).stream()
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .findFirst()
                .orElseThrow();
    }

    private static ModuleLayer layer(String module) {
        ModuleLayer boot = ModuleLayer.boot();
        return boot.defineModulesWithOneLoader(
                boot.configuration()
                        .resolve(ModuleFinder.of(Path.of(module)), ModuleFinder.of(), Set.of("com.acme.plugin")),
                ClassLoader.getSystemClassLoader());
    }
}
