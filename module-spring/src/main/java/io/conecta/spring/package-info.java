/**
 * Pools as beans of Spring Boot 3.5 and 4: there is nothing to call here; {@link io.conecta.spring.ConectaAutoConfiguration} tells what
 * happens.
 */
@NullMarked
package io.conecta.spring;

import org.jspecify.annotations.NullMarked;
