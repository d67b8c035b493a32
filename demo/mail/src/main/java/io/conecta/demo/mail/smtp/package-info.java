/** Mail over a connection that serves one at a time, and is pooled for that. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.mail.smtp;
