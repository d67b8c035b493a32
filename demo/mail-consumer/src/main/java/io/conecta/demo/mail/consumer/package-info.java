/** A component that gets a mailer injected, and has no idea that it is pooled. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.mail.consumer;
