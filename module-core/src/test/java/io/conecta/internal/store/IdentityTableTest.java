package io.conecta.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("IdentityTable")
class IdentityTableTest {
    private static Slot<Object> slot(Object object) {
        Slot<Object> slot = new Slot<>(false, 0);
        slot.object = object;
        return slot;
    }

    @Test
    @DisplayName("finds the slot of each object it has, by identity, and no other")
    void find() {
        IdentityTable<Object> table = new IdentityTable<>();
        List<Slot<Object>> in = new ArrayList<>();
        List<Object> out = new ArrayList<>();
        Random random = new Random(11);
        for (int step = 0; step < 20_000; step++) {
            if (in.isEmpty() || random.nextInt(100) < (step < 10_000 ? 55 : 45)) {
                Slot<Object> slot = slot(List.of(1)); // All equal.
                table.makeRoom();
                table.add(slot);
                in.add(slot);
            } else {
                Slot<Object> slot = in.remove(random.nextInt(in.size()));
                table.remove(slot);
                out.add(slot.require());
                slot.object = null;
            }
            if (step % 500 == 0) {
                in.forEach(slot -> assertThat(table.find(slot.require())).isSameAs(slot));
                out.forEach(object -> assertThat(table.find(object)).isNull());
                out.clear();
            }
        }
    }

    @Test
    @DisplayName("churn / the search for what is not there still ends")
    void churn() {
        IdentityTable<Object> table = new IdentityTable<>();
        for (int i = 0; i < 5_000; i++) {
            Slot<Object> slot = slot(new Object());
            table.makeRoom();
            table.add(slot);
            table.remove(slot);
            assertThat(table.find(new Object())).isNull();
        }
    }
}
