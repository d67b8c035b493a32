package io.conecta.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A single value that has a text form.
 *
 * @param form how it is made out of text
 * @param type its type
 * @param parser the static method that parses text, null if the form says how
 */
public record Item(Form form, TypeMirror type, @Nullable ExecutableElement parser) {}
