package io.conecta.fleet.zookeeper;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a fleet. A member's node has a name by which it is recognised if its creation was not answered (four random characters), and the number that ZooKeeper
 * gave it; its id is that number to base 36, and the characters. The number tells who is elder; the characters keep ids apart after somebody
 * has deleted the folder, which starts the numbers again.
 */
final class Names {
    static final int TOKEN = 4;
    private static final Pattern NODE = Pattern.compile("[0-9a-z]{" + TOKEN + "}-[0-9]{10}");
    private static final int BASE = 36;

    final String ledger;
    final String beat;
    final String members;
    final String mail;

    Names(String root, String fleet) {
        String folder = root + "/" + fleet;
        ledger = folder + "/ledger";
        beat = folder + "/beat";
        members = folder + "/members";
        mail = folder + "/mail";
    }

    String member(String node) {
        return members + "/" + node;
    }

    String mail(String id) {
        return mail + "/" + id;
    }

    /** {@return the id of a member by its node's name, or null if no member has such a name} */
    static @Nullable String id(String node) {
        return NODE.matcher(node).matches() ? Long.toString(number(node), BASE) + node.substring(0, TOKEN) : null;
    }

    static long number(String node) {
        return Long.parseLong(node.substring(TOKEN + 1));
    }

    /** {@return the name of a member's node by its id, or null if no member has such an id} */
    static @Nullable String node(String id) {
        int end = id.length() - TOKEN;
        return end < 1
                ? null
                : id.substring(end) + "-"
                        + String.format(Locale.ROOT, "%010d", Long.parseLong(id.substring(0, end), BASE));
    }

    /** {@return who joined last of those before a member, or null if it is the eldest} */
    static @Nullable String elder(List<String> nodes, String node) {
        return nodes.stream()
                .filter(other -> id(other) != null && number(other) < number(node))
                .max(Comparator.comparingLong(Names::number))
                .orElse(null);
    }
}
