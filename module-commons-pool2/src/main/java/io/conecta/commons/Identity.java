package io.conecta.commons;

/** An object as key, told apart by identity: neither {@code equals} nor {@code hashCode} of pooled objects is called. */
record Identity(Object object) {
    @Override
    @SuppressWarnings("ReferenceEquality") // That is what it is for.
    public boolean equals(Object other) {
        return other instanceof Identity identity && identity.object == object;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(object);
    }
}
