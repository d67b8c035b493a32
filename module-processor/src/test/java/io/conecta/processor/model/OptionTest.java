package io.conecta.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolConfiguration;
import io.conecta.PoolSettings;
import io.conecta.annotation.Pooled;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The processor's list of options is the runtime's, and the annotation's. */
class OptionTest {
    @Test
    void everyOptionIsASettingAnAttributeAndAKey() throws ReflectiveOperationException {
        for (Option option : Option.values()) {
            Method getter = PoolSettings.class.getMethod(option.key());
            assertThat(PoolSettings.class.getMethod(option.setter(), getter.getReturnType()))
                    .isNotNull();
            Method attribute = Pooled.class.getMethod(option.key());
            if (option != Option.NAME) {
                PoolConfiguration written = PoolConfiguration.of(Map.of(option.key(), option.defaultText()));
                assertThat(written.settings(PoolSettings.defaults()))
                        .as(option.key())
                        .isEqualTo(PoolSettings.defaults());
                written.check();
                PoolConfiguration annotated =
                        PoolConfiguration.of(Map.of(option.key(), String.valueOf(attribute.getDefaultValue())));
                assertThat(annotated.settings(PoolSettings.defaults()))
                        .as(option.key())
                        .isEqualTo(PoolSettings.defaults());
            }
        }
    }

    @Test
    void everySettingIsAnOption() {
        for (Method method : PoolSettings.class.getMethods()) {
            if (method.getName().startsWith("with")) {
                String name = method.getName();
                assertThat(Option.isKey(name.substring(4, 5).toLowerCase(java.util.Locale.ROOT) + name.substring(5)))
                        .as(name)
                        .isTrue();
            }
        }
    }
}
