package chats.client;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;

/** Hears whole texts, in however many parts they come. */
public abstract class TextListener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    /** Called by one thread at a time. */
    protected abstract void heard(WebSocket from, String text);

    @Override
    public final CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        partial.append(part);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            heard(from, text);
        }
        from.request(1);
        return null;
    }
}
