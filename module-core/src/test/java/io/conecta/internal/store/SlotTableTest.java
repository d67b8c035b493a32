package io.conecta.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SlotTable")
class SlotTableTest {
    private static final long ID = 7;
    private static final Thread ME = Thread.currentThread();

    private final SlotTable<Object> table = new SlotTable<>(false);

    @BeforeEach
    void unlimited() {
        table.limit(Integer.MAX_VALUE);
    }

    private Slot<Object> moveIn() {
        return Objects.requireNonNull(table.occupy(new Object(), 0, 0, 0));
    }

    private long loans() {
        AtomicLong sum = new AtomicLong();
        long gone = table.forEach(slot -> sum.addAndGet(Slot.loans(slot.word())));
        return gone + sum.get();
    }

    private int slots() {
        List<Slot<Object>> all = new ArrayList<>();
        table.forEach(all::add);
        return all.size();
    }

    @Test
    @DisplayName("after a peak / slots beyond the hot ones are given up, and their loans stay counted")
    void peak() {
        int peak = 5_000;
        List<Slot<Object>> held = new ArrayList<>();
        for (int i = 0; i < peak; i++) {
            Slot<Object> slot = moveIn();
            slot.lend(Slot.CAREFUL_CLAIM, ME);
            held.add(slot);
        }
        assertThat(slots()).isEqualTo(peak);
        assertThat(loans()).isEqualTo(peak);
        for (Slot<Object> slot : held) {
            assertThat(slot.tryHold(slot.word())).isTrue();
            if (slot.cold) {
                table.pack(slot, 0, false);
            } else {
                slot.rest(0);
            }
        }
        assertThat(table.reserveSize()).isEqualTo(peak - SlotTable.MOST_HOT);
        assertThat(slots()).isLessThanOrEqualTo(SlotTable.MOST_HOT + 64);
        assertThat(loans()).isEqualTo(peak);
        for (int i = SlotTable.MOST_HOT; i < peak; i++) {
            Slot<Object> slot = Objects.requireNonNull(table.unpack(true, 0)).slot();
            assertThat(table.find(slot.require())).isSameAs(slot);
        }
        assertThat(table.reserveIsEmpty()).isTrue();
        assertThat(slots()).isEqualTo(peak);
    }

    @Test
    @DisplayName("a claim begins behind the slot it is told, so that slots are used in turn")
    void inTurn() {
        List<Slot<Object>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Slot<Object> slot = moveIn();
            slot.rest(0);
            all.add(slot);
        }
        for (int i = 0; i < 12; i++) {
            Slot<Object> next = Objects.requireNonNull(table.claimAfter(all.get(i % 4), ME, ID));
            assertThat(next).isSameAs(all.get((i + 1) % 4));
            next.free(next.loanWord());
        }
        assertThat(table.claimAfter(Slot.nowhere(), ME, ID)).isNotNull();
    }
}
