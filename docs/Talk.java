import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Scanner;
import java.util.concurrent.CompletionStage;

/** A WebSocket client for the terminal: prints every frame, sends every line that is typed. java docs/Talk.java ADDRESS TOKEN */
class Talk implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();

    public static void main(String[] arguments) {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + arguments[1])
                .buildAsync(URI.create(arguments[0]), new Talk())
                .join();
        System.out.println("connected");
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            socket.sendText(lines.nextLine(), true).join();
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            System.out.println(frame);
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.out.println("closed: " + code + " " + reason);
        System.exit(0);
        return null;
    }
}
