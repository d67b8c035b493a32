package io.conecta.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a pool has of the budgets that had a name")
class NamedShareTest {
    /** Kept: a logger that nobody keeps forgets its level. */
    private static final Logger LOGGER = Logger.getLogger("io.conecta");

    private final Register register = new Register();
    private final NamedBudget budget = new NamedBudget("db", register);
    private final ToldMember pool = new ToldMember("pool");
    private final List<Strict> budgets = new ArrayList<>();
    private final PoolBudget.Share share = NamedShare.join(budget, pool, 0);
    /** Objects by where they are, as the pool knows. */
    private int creating;

    private int arriving;
    private int objects;
    private int closing;
    private int overdue;

    @BeforeAll
    static void quiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOGGER.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("each budget sees steps of permits that it gave, in their order, and gets all of them back")
    void exact(long seed) {
        Random random = new Random(seed);
        Runnable unregister = () -> {};
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(100);
            if (dice < 3) {
                unregister.run();
                unregister = random.nextBoolean() ? register.add("db", budget(random)) : () -> {};
            } else {
                step(random.nextInt(9), random);
            }
            assertThat(budgets.stream().mapToInt(Strict::taken).sum())
                    .as("step %s", i)
                    .isEqualTo(creating + objects + closing + overdue);
        }
        settle();
        share.leave();
        unregister.run();
        assertThat(budgets).hasSizeGreaterThan(100).allSatisfy(each -> {
            assertThat(each.taken()).isZero();
            assertThat(each.left).isEqualTo(each.joined);
        });
        assertThat(pool.rooms).isPositive();
    }

    @Test
    @DisplayName("the end of a creation is told before it is told that it was given up / its permit comes back")
    void endIsToldFirst() {
        PoolBudget one = PoolBudget.of(1);
        Runnable unregister = register.add("db", one);
        assertThat(share.tryTake()).isTrue();
        share.giveOverdue();
        share.creationOverdue();
        assertThat(one.stats().used()).isZero();

        assertThat(share.tryTake()).isTrue();
        assertThat(share.confirmOverdue()).isTrue();
        share.creationOverdue();
        assertThat(one.stats().used()).isEqualTo(1);
        share.closing();
        share.give();
        assertThat(one.stats().used()).isZero();
        share.leave();
        unregister.run();
    }

    private Strict budget(Random random) {
        Strict one = new Strict(random);
        budgets.add(one);
        return one;
    }

    /** What a pool may do at any time with what it has. */
    private void step(int which, Random random) {
        switch (which) {
            case 0, 1, 2 -> creating += share.tryTake() ? 1 : 0;
            case 3 -> {
                if (creating > 0) {
                    creating--;
                    objects++;
                    if (!share.confirm()) {
                        close();
                    } else {
                        arriving++;
                    }
                }
            }
            case 4 -> {
                if (arriving > 0) {
                    arriving--;
                    share.joined();
                }
            }
            case 5 -> {
                if (creating > 0 && random.nextInt(3) == 0) {
                    creating--;
                    if (random.nextBoolean()) {
                        share.giveUnused();
                    } else {
                        overdue++;
                        share.creationOverdue();
                    }
                }
            }
            case 6 -> {
                if (objects > 0 && random.nextBoolean()) {
                    close();
                } else if (objects > 0 && share.tryYield(false)) {
                    objects--;
                    closing++;
                }
            }
            case 7 -> endOfClose(random.nextInt(4) > 0);
            default -> endOfOverdue(random.nextBoolean());
        }
    }

    private void close() {
        objects--;
        closing++;
        share.closing();
    }

    private void endOfClose(boolean ended) {
        if (closing > 0) {
            closing--;
            if (ended) {
                share.give();
            } else {
                overdue++;
                share.closeOverdue();
            }
        }
    }

    private void endOfOverdue(boolean late) {
        if (overdue > 0) {
            overdue--;
            if (late) {
                objects++;
                if (!share.confirmOverdue()) {
                    close();
                }
            } else {
                share.giveOverdue();
            }
        }
    }

    private void settle() {
        for (; creating > 0; creating--) {
            share.giveUnused();
        }
        for (; arriving > 0; arriving--) {
            share.joined();
        }
        while (overdue > 0) {
            endOfOverdue(false);
        }
        while (objects > 0) {
            close();
        }
        while (closing > 0) {
            endOfClose(true);
        }
    }

    /** A budget that gives a few, and refuses steps of permits that are not there. */
    private static final class Strict implements PoolBudget {
        private static final int LIMIT = 6;

        private final Random random;
        private int creating;
        private int objects;
        private int closing;
        private int overdue;
        private int arriving;
        int joined;
        int left;

        Strict(Random random) {
            this.random = random;
        }

        int taken() {
            return creating + objects + closing + overdue;
        }

        @Override
        public PoolBudget limit(int limit) {
            return this;
        }

        @Override
        public PoolBudget name(String name) {
            return this;
        }

        @Override
        public String name() {
            return "strict";
        }

        @Override
        public BudgetStats stats() {
            return new BudgetStats(LIMIT, taken(), 0, List.of());
        }

        private static int less(int count) {
            assertThat(count).as("a permit that is not there").isPositive();
            return count - 1;
        }

        @Override
        public Share join(Member member, int minShare) {
            joined++;
            return new Share() {
                private boolean gone;

                @Override
                public boolean tryTake() {
                    assertThat(gone).as("it was left").isFalse();
                    boolean takes = taken() < LIMIT;
                    creating += takes ? 1 : 0;
                    return takes;
                }

                @Override
                public boolean confirm() {
                    creating = less(creating);
                    objects++;
                    boolean holds = random.nextInt(8) > 0;
                    arriving += holds ? 1 : 0;
                    return holds;
                }

                @Override
                public void joined() {
                    arriving = less(arriving);
                }

                @Override
                public void giveUnused() {
                    creating = less(creating);
                }

                @Override
                public void creationOverdue() {
                    creating = less(creating);
                    overdue++;
                }

                @Override
                public boolean confirmOverdue() {
                    overdue = less(overdue);
                    objects++;
                    return random.nextBoolean();
                }

                @Override
                public void closing() {
                    objects = less(objects);
                    closing++;
                }

                @Override
                public boolean tryYield(boolean wanted) {
                    boolean yields = random.nextBoolean();
                    if (yields) {
                        closing();
                    }
                    return yields;
                }

                @Override
                public boolean isAskedToYield() {
                    return random.nextBoolean();
                }

                @Override
                public boolean isOver() {
                    return random.nextInt(5) == 0;
                }

                @Override
                public void give() {
                    closing = less(closing);
                }

                @Override
                public void closeOverdue() {
                    closing = less(closing);
                    overdue++;
                }

                @Override
                public void giveOverdue() {
                    overdue = less(overdue);
                }

                @Override
                public void decline() {}

                @Override
                public void minShare(int permits) {}

                @Override
                public void leave() {
                    assertThat(gone).as("left before").isFalse();
                    gone = true;
                    left++;
                }
            };
        }
    }
}
