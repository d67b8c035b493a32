/** A user of the mailer, for OSGi. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo.mail.consumer {
    requires io.conecta.demo.mail;
    requires static org.jspecify;
    requires static org.osgi.service.component.annotations;
}
