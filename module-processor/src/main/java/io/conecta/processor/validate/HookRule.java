package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Hook;
import io.conecta.processor.model.Role;
import io.conecta.processor.model.Tools;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The annotated methods must be callable, one for each role, with the right signature. */
final class HookRule implements Rule {
    private final Tools tools;

    HookRule(Tools tools) {
        this.tools = tools;
    }

    @Override
    public void check(Declaration declaration, Problems problems) {
        declaration.hooks().forEach((role, hooks) -> {
            Hook first = hooks.get(0);
            for (Hook hook : hooks) {
                checkOne(declaration, hook, problems);
            }
            for (Hook another : hooks.subList(1, hooks.size())) {
                if (!Objects.equals(owner(first), owner(another))) {
                    problems.at(
                            declaration.annotated(),
                            Problem.RIVALS,
                            role.annotation(),
                            declaration.holder().getSimpleName(),
                            inherited(first),
                            inherited(another));
                    continue;
                }
                problems.at(
                        another.declared(),
                        Problem.SEVERAL,
                        role.annotation(),
                        Signatures.of(another.declared()),
                        declaration.typeName(),
                        Signatures.of(hooks.get(0).declared()));
            }
        });
        for (Hook creator : declaration.creators()) {
            checkThrows(creator, creator.called().getThrownTypes(), problems);
        }
    }

    private static @Nullable Element owner(Hook hook) {
        return hook.declared().getEnclosingElement();
    }

    private static String inherited(Hook hook) {
        Element owner = owner(hook);
        return (owner == null ? "" : owner.getSimpleName() + ".") + Signatures.of(hook.declared());
    }

    private void checkOne(Declaration declaration, Hook hook, Problems problems) {
        String role = hook.role().annotation();
        if (hook.declared().getModifiers().contains(Modifier.PRIVATE)) {
            problems.at(hook.declared(), Problem.PRIVATE_MEMBER, role, Signatures.of(hook.declared()));
        } else if (!isVisible(declaration, hook)) {
            problems.at(
                    hook.declared(),
                    Problem.HIDDEN_MEMBER,
                    role,
                    Signatures.of(hook.declared()),
                    declaration.names().packageName(),
                    declaration.holder().getSimpleName());
        }
        if (hook.isStatic() ? !takesObject(declaration, hook) : !declaration.poolsHolder()) {
            problems.at(
                    hook.declared(),
                    Problem.STATIC_HOOK,
                    role,
                    Signatures.of(hook.declared()),
                    wayOut(declaration, hook));
            return;
        }
        ExecutableType type = hook.isStatic() || !(declaration.type() instanceof DeclaredType holder)
                ? (ExecutableType) hook.called().asType()
                : (ExecutableType) tools.types().asMemberOf(holder, hook.called());
        if (hook.role() == Role.PING) {
            checkPing(hook, type, problems);
        } else {
            checkPlain(hook, type, problems);
        }
        checkThrows(hook, type.getThrownTypes(), problems);
    }

    private String wayOut(Declaration declaration, Hook hook) {
        String parameter = "its first parameter " + Signatures.article(declaration.typeName());
        if (hook.isStatic()) {
            return parameter;
        }
        return takesObject(declaration, hook) ? "it static" : "it static, and " + parameter;
    }

    private boolean takesObject(Declaration declaration, Hook hook) {
        var parameters = hook.called().getParameters();
        return !parameters.isEmpty() && tools.accepts(parameters.get(0).asType(), declaration.type());
    }

    private void checkPing(Hook hook, ExecutableType type, Problems problems) {
        List<? extends TypeMirror> extra = type.getParameterTypes()
                .subList(hook.isStatic() ? 1 : 0, type.getParameterTypes().size());
        boolean firstIsCount = extra.isEmpty() || extra.get(0).getKind() == TypeKind.INT;
        if (extra.size() > 1 || !firstIsCount) {
            problems.at(
                    hook.declared(),
                    Problem.PING_PARAMETERS,
                    Signatures.of(hook.declared()),
                    !firstIsCount ? "make it an int, or remove it" : "remove a parameter");
        }
        TypeKind result = type.getReturnType().getKind();
        if (result != TypeKind.BOOLEAN && result != TypeKind.VOID) {
            problems.at(
                    hook.declared(),
                    Problem.PING_RETURN,
                    Signatures.of(hook.declared()),
                    Signatures.of(type.getReturnType()));
        }
    }

    private void checkPlain(Hook hook, ExecutableType type, Problems problems) {
        String role = hook.role().annotation();
        if (hook.extraParameters() > 0) {
            problems.at(
                    hook.declared(),
                    Problem.HOOK_PARAMETERS,
                    role,
                    Signatures.of(hook.declared()),
                    hook.isStatic() ? "all but the first" : "them");
        }
        if (type.getReturnType().getKind() != TypeKind.VOID) {
            problems.at(
                    hook.declared(),
                    Problem.HOOK_RETURN,
                    role,
                    Signatures.of(hook.declared()),
                    Signatures.of(type.getReturnType()));
        }
    }

    private void checkThrows(Hook hook, List<? extends TypeMirror> thrown, Problems problems) {
        for (TypeMirror type : thrown) {
            // A hook's own type variable is inferred to be unchecked; a creator's becomes one of newFunc's.
            boolean isInferred = type.getKind() == TypeKind.TYPEVAR && hook.role() != Role.NEW;
            if (!isInferred && !tools.isA(type, "java.lang.Exception") && !tools.isA(type, "java.lang.Error")) {
                problems.at(
                        hook.declared(),
                        Problem.THROWS,
                        hook.role().annotation(),
                        Signatures.of(hook.declared()),
                        Signatures.of(type));
            }
        }
    }

    private boolean isVisible(Declaration declaration, Hook hook) {
        String from = declaration.names().packageName();
        Element owner = hook.called().getEnclosingElement();
        // A static method of an interface is called by the interface's name.
        return (hook.called().getModifiers().contains(Modifier.PUBLIC)
                        || tools.packageOf(hook.called()).equals(from))
                && (owner == null
                        || !hook.isStatic()
                        || owner.getKind() != ElementKind.INTERFACE
                        || tools.isVisible(owner, from));
    }
}
