/** A pool under load, with a leak and an outage, that records itself and ends with a page to look at. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.watch;
