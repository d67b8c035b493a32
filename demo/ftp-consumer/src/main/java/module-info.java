/** A consumer of the FTP pool, for OSGi. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo.ftp.consumer {
    requires io.conecta.demo.ftp;
    requires static org.jspecify;
    requires static org.osgi.service.component.annotations;
}
