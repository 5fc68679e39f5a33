package chats.socketio;

/**
 * A packet from a client. Its data is not parsed yet.
 *
 * @param attachments how many binary messages belong to it
 * @param id of the acknowledgement, {@link #NO_ID} if there is none
 * @param data JSON, empty if there is none
 */
record Packet(PacketType type, int attachments, String namespace, long id, String data) {

    static final long NO_ID = -1;

    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_NAMESPACE_LENGTH = 255;
    /** JavaScript represents integers of so many digits exactly. */
    private static final int MAX_ID_DIGITS = 15;

    /** Reads {@code <type>[<attachments>-][<namespace>,][<id>][<data>]}. */
    static Packet decode(String text) throws MalformedPacket {
        int type = text.isEmpty() ? -1 : text.charAt(0) - '0';
        if (type < 0 || type >= PacketType.values().length) {
            throw new MalformedPacket("unknown packet type");
        }
        PacketType packetType = PacketType.values()[type];
        int at = 1;
        int attachments = 0;
        if (packetType.hasAttachments()) {
            int end = digits(text, at, 2);
            if (end == at || end == text.length() || text.charAt(end) != '-') {
                throw new MalformedPacket("illegal attachments");
            }
            attachments = Integer.parseInt(text.substring(at, end));
            if (attachments < 1 || attachments > MAX_ATTACHMENTS) {
                throw new MalformedPacket("illegal number of attachments");
            }
            at = end + 1;
        }
        String namespace = "/";
        if (at < text.length() && text.charAt(at) == '/') {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            if (end - at > MAX_NAMESPACE_LENGTH) {
                throw new MalformedPacket("namespace too long");
            }
            namespace = text.substring(at, end);
            at = comma < 0 ? end : comma + 1;
        }
        int end = digits(text, at, MAX_ID_DIGITS);
        long id = end == at ? NO_ID : Long.parseLong(text.substring(at, end));
        return new Packet(packetType, attachments, namespace, id, text.substring(end));
    }

    private static int digits(String text, int from, int most) throws MalformedPacket {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - from > most) {
            throw new MalformedPacket("number too long");
        }
        return at;
    }
}
