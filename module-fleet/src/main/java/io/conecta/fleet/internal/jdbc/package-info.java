/** The ledger in two tables of a database. */
package io.conecta.fleet.internal.jdbc;
