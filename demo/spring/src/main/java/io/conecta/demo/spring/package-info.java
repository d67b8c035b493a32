/** A Spring Boot application with a pool. */
package io.conecta.demo.spring;
