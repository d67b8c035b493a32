/** An FTP session that is pooled by annotation. */
@org.jspecify.annotations.NullMarked
module io.conecta.demo.ftp {
    requires transitive io.conecta.core;
    requires static transitive io.conecta.annotations;
    requires org.apache.commons.net;
    requires static org.jspecify;
    requires static osgi.annotation;

    exports io.conecta.demo.ftp;

    provides io.conecta.config.PoolProvider with
            io.conecta.demo.ftp.FtpSessionPoolProvider;
}
