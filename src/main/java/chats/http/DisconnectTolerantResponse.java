package chats.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A response that ignores write errors. If the client has disconnected, the rest of the answer is dropped. Otherwise
 * the exception would lead to an error page, which cannot be written either, and to a stack trace in the log.
 */
final class DisconnectTolerantResponse extends HttpServletResponseWrapper {
    private Stream stream;

    DisconnectTolerantResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new Stream(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public void flushBuffer() throws IOException {
        getOutputStream().flush();
    }

    private static final class Stream extends ServletOutputStream {
        private final ServletOutputStream out;
        private boolean isGone;

        Stream(ServletOutputStream out) {
            this.out = out;
        }

        private interface Write {
            void run() throws IOException;
        }

        private void attempt(Write write) {
            if (!isGone) {
                try {
                    write.run();
                } catch (IOException gone) {
                    isGone = true;
                }
            }
        }

        @Override
        public void write(int b) {
            attempt(() -> out.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            attempt(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() {
            attempt(out::flush);
        }

        @Override
        public void close() {
            attempt(out::close);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
