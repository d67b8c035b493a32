/** The annotation processor of Conecta. */
@org.jspecify.annotations.NullMarked
module io.conecta.processor {
    requires static org.jspecify;
    requires java.compiler;

    provides javax.annotation.processing.Processor with
            io.conecta.processor.RegistryProcessor,
            io.conecta.processor.PoolProcessor;
}
