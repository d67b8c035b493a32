package io.conecta.commons;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;

/**
 * What the keyed pool of commons-pool2 needs of the engine's pools; the seam behind which one pool a key can become another arrangement.
 * Thread-safe.
 *
 * @param <K> the keys
 * @param <V> what is pooled
 */
interface KeyedBridge<K, V> {
    V borrow(K key, Duration maxWait) throws Exception;

    void giveBack(K key, V object);

    void invalidate(K key, V object, DestroyMode mode) throws Exception;

    void add(K key) throws Exception;

    void clear(K key);

    void clear();

    void close();

    boolean isClosed();

    /** {@return the keys that have objects} */
    List<K> keys();

    /** {@return what is out and idle, and who waits; nothing for an unknown key} */
    Figures figures(K key);

    /** {@return the figures by key} */
    Map<K, Figures> figures();

    /** {@return the objects by key} */
    Map<K, List<DefaultPooledObjectInfo>> objects();

    /**
     * What JMX shows of a key.
     *
     * @param active objects that are out
     * @param idle objects at rest
     * @param waiting borrowers that wait
     */
    record Figures(int active, int idle, int waiting) {
        static final Figures NONE = new Figures(0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(active + other.active, idle + other.idle, waiting + other.waiting);
        }
    }
}
