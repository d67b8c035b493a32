/** The shell commands, the health check, and the pools they show. */
package io.conecta.shell;
