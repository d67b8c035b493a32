package io.conecta.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolListener;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static List<Method> events() {
        return Arrays.stream(PoolListener.class.getMethods())
                .filter(method -> !method.getName().equals("forPool"))
                .toList();
    }

    private static Object[] nothing(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : type == boolean.class ? (Object) false : null)
                .toArray();
    }

    @SuppressWarnings("unchecked")
    private static PoolListener<Object> hearing(List<String> heard, boolean throwing) {
        return (PoolListener<Object>) Proxy.newProxyInstance(
                PoolListener.class.getClassLoader(), new Class<?>[] {PoolListener.class}, (proxy, method, args) -> {
                    if (method.getName().equals("forPool")) {
                        return proxy;
                    }
                    heard.add(method.getName());
                    if (throwing) {
                        throw new IllegalStateException("a listener that throws, on purpose");
                    }
                    return null;
                });
    }

    @Test
    void everyEventIsInTheTableForOperators() throws IOException {
        String table = Files.readString(Path.of("../docs/operating.md"))
                .split("A listener hears:\n\n", 2)[1]
                .split("\n\n", 2)[0];
        assertThat(table.lines()
                        .skip(2)
                        .map(row -> row.split("\\|", -1)[1])
                        .flatMap(cell -> Stream.of(cell.split(",", -1))))
                .map(name -> name.replace("`", "").strip())
                .containsExactlyInAnyOrderElementsOf(
                        events().stream().map(Method::getName).toList());
    }

    @Test
    void everyEventIsForwardedToAllWhicheverThrows() throws ReflectiveOperationException {
        List<String> bad = new ArrayList<>();
        List<String> good = new ArrayList<>();
        Listeners<Object> listeners = new Listeners<>();
        listeners.add(hearing(bad, true), Map.of());
        listeners.add(hearing(good, false), Map.of());
        for (Method event : events()) {
            event.invoke(listeners, nothing(event));
        }
        List<String> all = events().stream().map(Method::getName).toList();
        assertThat(all).contains("onTimeout", "onReconfigured");
        assertThat(bad).isEqualTo(all);
        assertThat(good).isEqualTo(all);
    }
}
