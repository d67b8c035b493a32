/** What happened in the pools of a process, as a page for a browser: {@link io.conecta.tools.Page}. */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta.tools;
