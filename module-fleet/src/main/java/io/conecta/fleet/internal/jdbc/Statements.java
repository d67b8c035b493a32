package io.conecta.fleet.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A connection, with statements that are prepared once. Used by the connection's thread alone. */
final class Statements {
    final Sql sql;
    private final Connection connection;
    /** Whether whoever asked has given up: then nothing more is carried out, however late the connection comes back. */
    private final BooleanSupplier givenUp;

    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection, Sql sql, BooleanSupplier givenUp) {
        this.givenUp = givenUp;
        this.connection = connection;
        this.sql = sql;
    }

    /** Reads an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private PreparedStatement prepare(String text, Object... parameters) throws SQLException {
        if (givenUp.getAsBoolean()) {
            throw new SQLException("given up");
        }
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** {@return how many rows were changed} */
    int update(String text, Object... parameters) throws SQLException {
        return prepare(text, parameters).executeUpdate();
    }

    /** Changes one row for each set of parameters. */
    void updateEach(String text, Iterable<Object[]> each) throws SQLException {
        for (Object[] parameters : each) {
            prepare(text, parameters).addBatch();
        }
        prepare(text).executeBatch();
    }

    /** {@return what the reader makes of the first row, or null if there is none} */
    <T> @Nullable T first(String text, Reader<T> reader, Object... parameters) throws SQLException {
        return query(text, rows -> rows.next() ? Optional.of(reader.read(rows)) : Optional.<T>empty(), parameters)
                .orElse(null);
    }

    <T> T query(String text, Reader<T> reader, Object... parameters) throws SQLException {
        try (ResultSet rows = prepare(text, parameters).executeQuery()) {
            return reader.read(rows);
        }
    }

    void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
