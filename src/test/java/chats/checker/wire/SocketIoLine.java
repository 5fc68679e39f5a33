package chats.checker.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** The Socket.IO door (its protocol, version 5, on Engine.IO version 4), in its one namespace. */
final class SocketIoLine implements Line, Pipe.Listener {
    private static final String NAMESPACE = "/chats,";

    private final String token;
    private final Line.Listener listener;
    private volatile Pipe pipe;

    SocketIoLine(String token, Line.Listener listener) {
        this.token = token;
        this.listener = listener;
    }

    @Override
    public void ask(long request, String event, JsonNode data) {
        pipe.write("42" + NAMESPACE + request + "[\"" + event + "\"," + data + "]");
    }

    @Override
    public void cut() {
        pipe.cut();
    }

    @Override
    public void opened(Pipe opened) {
        pipe = opened;
    }

    @Override
    public void received(String text) {
        switch (text.charAt(0)) {
            case '0' -> pipe.write("40" + NAMESPACE + Wire.object().put("token", token));
            case '2' -> pipe.write("3");
            case '4' -> take(text.charAt(1), text.substring(2 + NAMESPACE.length()));
            default -> {}
        }
    }

    private void take(char type, String rest) {
        int json = rest.indexOf(type == '0' || type == '4' ? '{' : '[');
        switch (type) {
            case '0' -> listener.opened(this);
            case '2' -> {
                JsonNode event = Wire.parse(rest.substring(json));
                listener.heard(event.get(0).asText(), event.get(1));
            }
            case '3' -> {
                JsonNode answer = Wire.parse(rest.substring(json)).get(0);
                boolean granted = !answer.path("status").asText().equals("error");
                listener.answered(Long.parseLong(rest.substring(0, json)), granted, answer);
            }
            default -> pipe.cut();
        }
    }

    @Override
    public void broken(String why) {
        listener.broken(why);
    }
}
