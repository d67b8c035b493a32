/** The shell commands, the health check, the conditions, the inventory printer, and the pools they show. */
package io.conecta.shell;
