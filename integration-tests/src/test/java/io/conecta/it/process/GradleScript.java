package io.conecta.it.process;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.util.DelegatingScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;

/** A Gradle script, run as the Groovy it is: every call is written down, with those inside its block. */
final class GradleScript {
    private final Recorder calls = new Recorder();
    private final Recorder tasks = new Recorder();

    GradleScript(String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(DelegatingScript.class.getName());
        Binding variables = new Binding(new LinkedHashMap<>(Map.of("tasks", tasks)));
        DelegatingScript script = (DelegatingScript)
                new GroovyShell(GradleScript.class.getClassLoader(), variables, configuration).parse(text);
        script.setDelegate(calls);
        script.run();
    }

    /** {@return what is in the block of dependencies, by configuration} */
    Map<String, Object> dependencies() {
        Map<String, Object> dependencies = new LinkedHashMap<>();
        for (Call call : calls.in("dependencies")) {
            dependencies.put(call.name(), call.arguments().get(0));
        }
        return dependencies;
    }

    List<String> repositories() {
        return calls.in("repositories").stream().map(Call::name).toList();
    }

    /** {@return the calls in the block of a task} */
    List<Call> task(String name) {
        return tasks.in(name);
    }

    /** A call, and what was called in its block or on its result. */
    record Call(String name, List<Object> arguments, Recorder inside) {}

    /** Answers every call and every property. */
    public static final class Recorder extends GroovyObjectSupport {
        private final List<Call> calls = new ArrayList<>();

        List<Call> in(String block) {
            return calls.stream()
                    .filter(call -> call.name().equals(block))
                    .findFirst()
                    .orElseThrow()
                    .inside()
                    .calls;
        }

        @Override
        public Object invokeMethod(String name, Object arguments) {
            Call call = new Call(name, List.of((Object[]) arguments), new Recorder());
            calls.add(call);
            for (Object argument : call.arguments()) {
                if (argument instanceof Closure<?> block) {
                    block.setDelegate(call.inside());
                    block.setResolveStrategy(Closure.DELEGATE_ONLY);
                    block.call();
                }
            }
            return call.inside();
        }

        /** A property of a property is written down as if it were this one's: {@code options.release.set} is {@code set}. */
        @Override
        public Object getProperty(String name) {
            return this;
        }
    }
}
