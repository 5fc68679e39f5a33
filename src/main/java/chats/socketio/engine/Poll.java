package chats.socketio.engine;

import chats.outbox.Wire;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A GET that waits for packets. It holds no thread meanwhile, is answered once, and the answer is written without
 * blocking.
 */
final class Poll {

    private final AsyncContext context;

    Poll(AsyncContext context) {
        this.context = context;
    }

    void answer(byte[] payload, Wire.Completion completion) throws IOException {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setContentType("text/plain; charset=UTF-8");
        response.setContentLength(payload.length);
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new Writing(out, payload, completion));
    }

    void refuse(RequestRefusal refusal) {
        try {
            HttpAnswers.refuse((HttpServletResponse) context.getResponse(), refusal);
        } catch (IOException gone) {
            // the client is gone
        } finally {
            context.complete();
        }
    }

    private final class Writing implements WriteListener {

        private static final int SLICE = 16 * 1024;

        private final ServletOutputStream out;
        private final byte[] payload;
        private final Wire.Completion completion;
        private int written;

        Writing(ServletOutputStream out, byte[] payload, Wire.Completion completion) {
            this.out = out;
            this.payload = payload;
            this.completion = completion;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written == payload.length) {
                    context.complete();
                    completion.sent();
                    return;
                }
                int count = Math.min(SLICE, payload.length - written);
                out.write(payload, written, count);
                written += count;
            }
        }

        @Override
        public void onError(Throwable cause) {
            completion.failed(cause);
            context.complete();
        }
    }
}
