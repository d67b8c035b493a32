package io.conecta.processor.validate;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Names for messages: short, as the user would say them. */
final class Signatures {
    private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(\\([^)]*\\))?\\s*");

    private static final Pattern PACKAGE =
            Pattern.compile("\\b(\\p{javaJavaIdentifierPart}+\\.)+(?=\\p{javaJavaIdentifierStart})");

    private Signatures() {}

    /** {@return a method or constructor, as in {@code check(int, int)}} */
    static String of(ExecutableElement executable) {
        Element named = executable.getKind() == ElementKind.CONSTRUCTOR ? executable.getEnclosingElement() : executable;
        String name = named == null ? "" : named.getSimpleName().toString();
        return executable.getParameters().stream()
                .map(parameter -> of(parameter.asType()))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** {@return a word with its article, as it is said: {@code an int[]}, {@code a URI}} */
    static String article(String word) {
        return ("aeiouAEIO".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }

    /** {@return a type without packages and annotations} */
    static String of(TypeMirror type) {
        String unannotated = ANNOTATION.matcher(type.toString()).replaceAll("");
        return PACKAGE.matcher(unannotated).replaceAll("").replace(",", ", ").replace(",  ", ", ");
    }
}
