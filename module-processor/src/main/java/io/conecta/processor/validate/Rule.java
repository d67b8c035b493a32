package io.conecta.processor.validate;

import io.conecta.processor.model.Declaration;

/** One thing that must be right. */
interface Rule {
    /** Reports what is wrong. */
    void check(Declaration declaration, Problems problems);
}
