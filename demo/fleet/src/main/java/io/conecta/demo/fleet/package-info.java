/** Five processes that share ten connections to one server: {@link io.conecta.demo.fleet.Story} tells it. */
@NullMarked
package io.conecta.demo.fleet;

import org.jspecify.annotations.NullMarked;
