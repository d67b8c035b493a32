package io.conecta.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Slot")
class SlotTest {
    private static final Thread T1 = new Thread();
    private static final Thread T2 = new Thread();
    private static final Thread T3 = new Thread();
    private static final Thread T7 = new Thread();
    private static final Thread T8 = new Thread();

    private static Slot<String> idle() {
        Slot<String> slot = new Slot<>(false, 0);
        slot.object = "a";
        slot.occupy();
        slot.rest(0);
        return slot;
    }

    @Test
    @DisplayName("a claim takes an idle slot once, counts a loan, and remembers the thread")
    void claim() {
        Slot<String> slot = idle();
        assertThat(slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T7)).isTrue();
        assertThat(slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T8)).isFalse();
        assertThat(slot.borrower()).isSameAs(T7);
        assertThat(Slot.loans(slot.word())).isEqualTo(1);
        assertThat(Slot.isPlainLoan(slot.word())).isTrue();
        slot.free(slot.loanWord());
        assertThat(Slot.isPlainIdle(slot.word())).isTrue();
        assertThat(slot.tryClaim(slot.loanWord(), Slot.CAREFUL_CLAIM, T8)).isTrue();
        assertThat(Slot.isPlainLoan(slot.word())).isFalse();
        assertThat(Slot.loans(slot.word())).isEqualTo(2);
    }

    @Test
    @DisplayName("a suspect is not claimed, only held")
    void suspect() {
        Slot<String> slot = new Slot<>(false, 0);
        slot.occupy();
        slot.rest(Slot.SUSPECT);
        assertThat(slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T7)).isFalse();
        assertThat(slot.tryHoldSuspect()).isTrue();
        assertThat(slot.tryHoldSuspect()).isFalse();
        slot.rest(0);
        assertThat(slot.tryHoldSuspect()).isFalse();
        assertThat(slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T7)).isTrue();
    }

    @Test
    @DisplayName("who remembers a loan is refused once it has ended, even if the slot is lent again")
    void staleLoan() {
        Slot<String> slot = idle();
        slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T1);
        long first = Slot.loan(slot.loanWord());
        slot.free(slot.loanWord());
        slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T2);
        assertThat(Slot.loan(slot.loanWord())).isNotEqualTo(first);
        assertThat(slot.tryHold(first)).isFalse();
        assertThat(slot.tryHoldLoan(first)).isFalse();
    }

    @Test
    @DisplayName("a loan is held whatever flags it has got, and its flags are gone then")
    void holdFlagged() {
        Slot<String> slot = idle();
        slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T1);
        long loan = Slot.loan(slot.loanWord());
        assertThat(slot.tryFlag(slot.word(), Slot.DOOMED)).isTrue();
        assertThat(slot.tryFlag(slot.word(), Slot.LEAKED)).isTrue();
        assertThat(Slot.isPlainLoan(slot.word())).isFalse();
        assertThat(slot.tryHoldLoan(loan)).isTrue();
        assertThat(Slot.phase(slot.word())).isEqualTo(Slot.HELD);
        assertThat(Slot.has(slot.word(), Slot.DOOMED | Slot.LEAKED)).isFalse();
        slot.lend(Slot.CAREFUL_CLAIM, T3);
        assertThat(Slot.phase(slot.word())).isEqualTo(Slot.LENT);
        assertThat(Slot.loans(slot.word())).isEqualTo(2);
        assertThat(slot.borrower()).isSameAs(T3);
    }

    @Test
    @DisplayName("emptied / the count of loans goes on, so that old leases stay ended")
    void vacated() {
        Slot<String> slot = idle();
        slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, T1);
        slot.tryHold(slot.word());
        slot.object = null;
        slot.vacate();
        assertThat(Slot.phase(slot.word())).isEqualTo(Slot.EMPTY);
        assertThat(Slot.loans(slot.word()))
                .as("one loan, and one that moved out")
                .isEqualTo(2);
        assertThatThrownBy(slot::require).isInstanceOf(IllegalStateException.class);
    }
}
