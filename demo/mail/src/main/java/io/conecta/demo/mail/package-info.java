/** Mail, as its users see it: nothing here knows of pools. */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta.demo.mail;
