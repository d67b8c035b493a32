package com.acme;

import java.util.List;
import javax.annotation.processing.Generated;

/**
 * By what {@link Shards} is asked for objects.
 *
 * @param hosts passed to {@code shard}
 * @param toString_ passed to {@code shard}
 */
@Generated("io.conecta.processor.PoolProcessor")
record ShardsKey(List<? extends CharSequence> hosts, byte toString_) {}
