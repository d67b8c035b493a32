/** A mailer whose sessions are pooled, which its users do not see. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo.mail {
    requires io.conecta.core;
    requires static io.conecta.annotations;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.demo.mail;

    provides io.conecta.config.PoolProvider with
            io.conecta.demo.mail.smtp.MailSessionPoolProvider;
}
