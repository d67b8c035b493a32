/** The commands, and the pools they are about. */
package io.conecta.shell;
