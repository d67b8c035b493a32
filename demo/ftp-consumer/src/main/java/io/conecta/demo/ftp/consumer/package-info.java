/** A component that gets the FTP pool injected; it knows no server, no user and no password. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.ftp.consumer;
