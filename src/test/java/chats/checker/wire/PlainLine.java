package chats.checker.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** The plain door: frames of {@code {event, data, id}}. */
final class PlainLine implements Line, Pipe.Listener {
    private final Line.Listener listener;
    private volatile Pipe pipe;

    PlainLine(Line.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void ask(long request, String event, JsonNode data) {
        pipe.write(Wire.object()
                .put("event", event)
                .put("id", Long.toString(request))
                .set("data", data)
                .toString());
    }

    @Override
    public void cut() {
        pipe.cut();
    }

    @Override
    public void opened(Pipe opened) {
        pipe = opened;
        listener.opened(this);
    }

    @Override
    public void received(String text) {
        JsonNode frame = Wire.parse(text);
        String event = frame.get("event").asText();
        if (frame.has("id")) {
            listener.answered(frame.get("id").asLong(), !event.equals("exception"), frame.get("data"));
        } else {
            listener.heard(event, frame.get("data"));
        }
    }

    @Override
    public void broken(String why) {
        listener.broken(why);
    }
}
